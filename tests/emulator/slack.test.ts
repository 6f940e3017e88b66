import type { SlackState } from '../../emulator/slack';
import { withLocalTwilio } from './local-twilio';

const twilio = withLocalTwilio();
const call = (method: string, form: Record<string, string>, token = 'xoxb-1') =>
  twilio.call(`/api/${method}`, { host: 'slack.com', form, headers: { Authorization: `Bearer ${token}` } });
const state = async () => (await twilio.call<SlackState>('/_local/slack')).body;

describe('The local Slack', () => {
  test('keeps messages, and the members of user groups', async () => {
    const sent = await call('chat.postMessage', { channel: 'U0ANA', text: 'Hello' });
    expect(sent).toMatchObject({ status: 200, body: { ok: true, channel: 'U0ANA', message: { text: 'Hello' } } });
    await call('usergroups.users.update', { usergroup: 'S0ALL', users: 'U0ANA,U0BEN' });
    await call('usergroups.users.update', { usergroup: 'S0ALL', users: 'U0BEN' });
    expect(await state()).toEqual({
      messages: [{ at: '2026-11-02T12:00:00.000Z', channel: 'U0ANA', text: 'Hello' }],
      usergroups: { S0ALL: ['U0BEN'] },
    });
  });

  test.each([
    ['chat.postMessage', { channel: 'ana', text: 'Hello' }, 'xoxb-1', 'channel_not_found'],
    ['chat.postMessage', { channel: 'U0ANA', text: '' }, 'xoxb-1', 'no_text'],
    ['chat.postMessage', { channel: 'U0ANA', text: 'Hello' }, 'xoxb-revoked', 'token_revoked'],
    ['chat.postMessage', { channel: 'U0ANA', text: 'Hello' }, 'secret', 'invalid_auth'],
    ['usergroups.users.update', { usergroup: 'S0ALL', users: '' }, 'xoxb-1', 'no_users_provided'],
    ['usergroups.users.update', { usergroup: 'S0ALL', users: 'ana' }, 'xoxb-1', 'invalid_users'],
    ['users.list', {}, 'xoxb-1', 'unknown_method'],
  ])('refuses %s %j of %s with the status 200: %s', async (method, form, token, error) => {
    expect(await call(method, form, token)).toMatchObject({ status: 200, body: { ok: false, error } });
    expect(await state()).toEqual({ messages: [], usergroups: {} });
  });

  test('plays faults in the shape of Slack', async () => {
    await twilio.call('/_local/faults', { json: { host: 'slack.com', status: 429, retryAfter: 30 } });
    const { status, headers, body } = await call('chat.postMessage', { channel: 'U0ANA', text: 'Hello' });
    expect([status, headers['retry-after'], body]).toEqual([429, '30', { ok: false, error: 'ratelimited' }]);
  });

  test('does not take the credentials of the Twilio account', async () => {
    const answer = await twilio.call('/api/chat.postMessage', {
      host: 'slack.com',
      form: { channel: 'U0ANA', text: 'x' },
    });
    expect(answer.body).toEqual({ ok: false, error: 'not_authed' });
  });
});
