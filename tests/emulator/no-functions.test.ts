import { withLocalTwilio } from './local-twilio';

const twilio = withLocalTwilio();

test('a callback without any Functions being served is 503', async () => {
  const answer = await twilio.call('/_local/callback', { json: { path: '/frontline/crm', form: {} } });
  expect(answer).toMatchObject({ status: 503, body: { error: 'no Functions are served' } });
});
