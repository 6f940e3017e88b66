import { describeAccount, fetchAccount } from '../../../cli/deploy/account';
import { connect } from '../../../cli/plan/client';
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  type LocalTwilio,
  startLocalTwilio,
  withLocalTwilio,
} from '../../emulator/local-twilio';

const twilio = withLocalTwilio({ account: { name: 'Acme' } });

const fetched = (token = AUTH_TOKEN, sid = ACCOUNT_SID) =>
  fetchAccount(connect({ environment: { ACCOUNT_SID, AUTH_TOKEN: token }, local: twilio.url }), sid);

test('describeAccount shows name and SID, and the parent of a subaccount', async () => {
  const account = await fetched();
  expect(account).toEqual({ sid: ACCOUNT_SID, name: 'Acme' });
  expect(describeAccount(account)).toBe(`Acme (${ACCOUNT_SID})`);
  expect(describeAccount({ ...account, parent: 'AC2' })).toBe(`Acme (${ACCOUNT_SID}, a subaccount of AC2)`);
});

test('a wrong token, a missing account, a suspended one and an outage have different messages', async () => {
  await expect(fetched('wrong')).rejects.toThrow('Twilio rejects ACCOUNT_SID and AUTH_TOKEN in .env (401)');
  await expect(fetched(AUTH_TOKEN, `AC${'9'.repeat(32)}`)).rejects.toThrow(`Twilio has no account AC${'9'.repeat(32)}`);
  const fault = (json: object) => twilio.call('/_local/faults', { json });
  await fault({ status: 403, times: 1 });
  await expect(fetched()).rejects.toThrow('(403). Usually the account is suspended or closed.');
  await fault({ status: 503 });
  await expect(fetched()).rejects.toThrow('Twilio has an outage (503)');
});

test('an inactive account is rejected, and a subaccount has its parent', async () => {
  const closed = await startLocalTwilio({ account: { name: 'Old', status: 'suspended' } });
  const sub = await startLocalTwilio({ account: { name: 'Sales', owner: 'AC2' } });
  const clientsOf = ({ url }: LocalTwilio) => connect({ environment: { ACCOUNT_SID, AUTH_TOKEN }, local: url });
  try {
    await expect(fetchAccount(clientsOf(closed), ACCOUNT_SID)).rejects.toThrow(`Old (${ACCOUNT_SID}) is suspended`);
    expect(await fetchAccount(clientsOf(sub), ACCOUNT_SID)).toEqual({ sid: ACCOUNT_SID, name: 'Sales', parent: 'AC2' });
  } finally {
    await Promise.all([closed.end(), sub.end()]);
  }
});
