import type { Memory } from '../fuzz/memory';
import { ALL, answer, type Posted, signed, world } from './sending';

describe('a set-up request', () => {
  const TOKEN = '6590f590-3dba-495e-9bea-c361e1e2efc0';
  const CHALLENGE = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALMWmHkvFXO7tYXAYM8P';
  const HANDSHAKES: Readonly<Record<string, Posted>> = {
    okta: { headers: { accept: '*/*', 'x-okta-verification-challenge': 'c' }, payload: {} },
    gusto: { headers: { 'content-type': 'application/json' }, payload: { verification_token: TOKEN } },
    hibob: { headers: { accept: '*/*' }, payload: { text: 'Ping test' } },
    slack: {
      headers: { 'content-type': 'application/json' },
      payload: { token: 'Jhj5dZrVaK7ZwHHjRyZWjbDl', challenge: CHALLENGE, type: 'url_verification' },
    },
  };
  /** With this beside it, a set-up request is none any more. */
  const OTHERWISE: Readonly<Record<string, object>> = {
    gusto: { event_type: 'employee.updated' },
    slack: { type: 'event_callback' },
  };
  const find = (name: string) => {
    const one = ALL.find(({ sender }) => sender.provider.name === name);
    if (!one) throw new Error(name);
    return one;
  };
  const shakeHands = async (name: string, where: Memory, more: object = {}) => {
    const { headers, payload } = HANDSHAKES[name] ?? { headers: {}, payload: {} };
    return answer(find(name).provider, { headers, payload: { ...payload, ...more } }, where);
  };
  const otherwise = (name: string) => OTHERWISE[name] ?? { more: 1 };

  test('is answered for exactly the senders that make one', () => {
    const answering = ALL.filter(({ provider }) => provider.handshake).map(({ provider }) => provider.name);
    expect(answering.sort()).toEqual(Object.keys(HANDSHAKES).sort());
  });

  test.each(['okta', 'hibob', 'slack'])('of %s is answered 200, changes nothing and grants nothing', async (name) => {
    const here = world();
    expect((await shakeHands(name, here)).status).toBe(200);
    expect(await shakeHands(name, here, otherwise(name))).toMatchObject({ status: 401 });
    expect(here.changes.count).toBe(0);
  });

  test.each(['gusto', 'hibob'])(
    'of %s is answered without a secret, which its sender shows only later',
    async (name) => {
      const secret = `${name.toUpperCase()}_SECRET`;
      const closed = world({ [secret]: '' });
      expect(await shakeHands(name, closed)).toMatchObject({ status: 200, text: '{}' });
      expect(await shakeHands(name, closed, otherwise(name))).toMatchObject({ status: 403 });
    },
  );

  test('of Gusto sends no alert unless it came by POST', async () => {
    const here = world({ GUSTO_SECRET: '' });
    const request = { headers: { accept: '*/*' }, payload: { verification_token: TOKEN } };
    expect(await answer(find('gusto').provider, request, here)).toMatchObject({ status: 403 });
    expect(here.logged).toEqual([]);
  });

  test('of Gusto is rejected once there is a secret, and its text reaches neither alert nor log', async () => {
    const here = world();
    expect(await shakeHands('gusto', here)).toMatchObject({ status: 401 });
    expect(here.logged.join()).not.toContain(TOKEN);
  });

  test('of Gusto that is signed is answered, and its token alerted, also where there is a secret', async () => {
    const here = world();
    const { provider, sender } = find('gusto');
    const request = signed(sender, 'updated', { verification_token: TOKEN });
    expect(await answer(provider, request, here)).toMatchObject({ status: 200, text: '{}' });
    expect(here.logged).toEqual([expect.stringContaining(TOKEN)]);
  });

  test('of a stranger does not suppress the alert of the one that Gusto sends', async () => {
    const here = world({ GUSTO_SECRET: '' });
    for (const token of ['a-word-of-a-stranger', TOKEN, TOKEN])
      await shakeHands('gusto', here, { verification_token: token });
    const causes = here.logged.map((line) => line.split(' ')[0]);
    expect(causes[0]).toMatch(/^handshake-gusto-/);
    expect([causes[0] === causes[1], causes[1] === causes[2]]).toEqual([false, true]);
  });

  test('of Gusto is alerted five times an hour and logged every time', async () => {
    const here = world({ GUSTO_SECRET: '' });
    const tokens = Array.from({ length: 8 }, (_, number) => `a-word-of-a-stranger-${number}`);
    for (const token of tokens) await shakeHands('gusto', here, { verification_token: token });
    expect(here.logged.filter((line) => line.startsWith('handshake-'))).toHaveLength(5);
    expect(tokens.filter((token) => here.logged.join().includes(token))).toEqual(tokens);
  });

  test('of Okta is rejected without a secret, which is ours to choose', async () => {
    expect(await shakeHands('okta', world({ OKTA_SECRET: '' }))).toMatchObject({ status: 403 });
  });

  test('of Slack is answered with its challenge, and rejected without a secret, which Slack shows before it', async () => {
    expect(await shakeHands('slack', world())).toMatchObject({
      status: 200,
      text: JSON.stringify({ challenge: CHALLENGE }),
    });
    expect(await shakeHands('slack', world({ SLACK_SECRET: '' }))).toMatchObject({ status: 403 });
  });

  test("of Gusto puts the token into the operator's log and alert only", async () => {
    const here = world({ GUSTO_SECRET: '' });
    expect((await shakeHands('gusto', here)).text).not.toContain(TOKEN);
    expect(here.logged).toEqual([expect.stringContaining(TOKEN)]);
  });
});
