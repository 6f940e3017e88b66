import { ACCOUNT_SID, type LocalTwilio, startLocalTwilio } from './local-twilio';

let twilio: LocalTwilio;
beforeAll(async () => {
  twilio = await startLocalTwilio({ account: { name: 'Acme' } });
});
afterAll(() => twilio.end());

const fetched = (sid: string, method?: string) =>
  twilio.call(`/2010-04-01/Accounts/${sid}.json`, { host: 'api.twilio.com', ...(method && { method }) });

test('the account has a name and is active', async () => {
  const { status, body } = await fetched(ACCOUNT_SID);
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({ sid: ACCOUNT_SID, friendly_name: 'Acme', status: 'active' }),
  ]);
});

test('another account is not found, and an account cannot be deleted', async () => {
  expect((await fetched(`AC${'9'.repeat(32)}`)).status).toBe(404);
  expect((await fetched(ACCOUNT_SID, 'DELETE')).status).toBe(405);
});

test('the account needs credentials', async () => {
  const headers = { Authorization: 'Basic eDp5' };
  const path = `/2010-04-01/Accounts/${ACCOUNT_SID}.json`;
  expect((await twilio.call(path, { host: 'api.twilio.com', headers })).status).toBe(401);
});
