import type { Memory } from '../fuzz/memory';
import { ALL, answer, type Posted, world } from './sending';

describe('a set-up request', () => {
  const TOKEN = '6590f590-3dba-495e-9bea-c361e1e2efc0';
  const HANDSHAKES: Readonly<Record<string, Posted>> = {
    okta: { headers: { accept: '*/*', 'x-okta-verification-challenge': 'c' }, payload: {} },
    gusto: { headers: { 'content-type': 'application/json' }, payload: { verification_token: TOKEN } },
    hibob: { headers: { accept: '*/*' }, payload: { text: 'Ping test' } },
  };
  const shakeHands = async (name: string, where: Memory, more: object = {}) => {
    const one = ALL.find(({ sender }) => sender.provider.name === name);
    const { headers, payload } = HANDSHAKES[name] ?? { headers: {}, payload: {} };
    if (!one) throw new Error(name);
    return answer(one.provider, { headers, payload: { ...payload, ...more } }, where);
  };

  test('is answered for exactly the senders that make one', () => {
    const answering = ALL.filter(({ provider }) => provider.handshake).map(({ provider }) => provider.name);
    expect(answering.sort()).toEqual(Object.keys(HANDSHAKES).sort());
  });

  test.each(Object.keys(HANDSHAKES))('of %s is answered 200, changes nothing and grants nothing', async (name) => {
    const here = world();
    expect((await shakeHands(name, here)).status).toBe(200);
    expect(await shakeHands(name, here, { more: 1 })).toMatchObject({ status: 401 });
    expect(here.changes.count).toBe(0);
  });

  test.each(['gusto', 'hibob'])(
    'of %s is answered without a secret, which its sender shows only later',
    async (name) => {
      const secret = `${name.toUpperCase()}_SECRET`;
      const closed = world({ [secret]: '' });
      expect(await shakeHands(name, closed)).toMatchObject({ status: 200, text: '{}' });
      expect(await shakeHands(name, closed, { more: 1 })).toMatchObject({ status: 403 });
    },
  );

  test('of Gusto sends no alert unless it came by POST', async () => {
    const one = ALL.find(({ sender }) => sender.provider.name === 'gusto');
    if (!one) throw new Error('gusto');
    const payload = { verification_token: TOKEN };
    expect(await answer(one.provider, { headers: { accept: '*/*' }, payload }, world())).toMatchObject({ status: 401 });
  });

  test('of Okta is rejected without a secret, which is ours to choose', async () => {
    expect(await shakeHands('okta', world({ OKTA_SECRET: '' }))).toMatchObject({ status: 403 });
  });

  test("of Gusto puts the token into the operator's log and alert only", async () => {
    const here = world({ GUSTO_SECRET: '' });
    expect((await shakeHands('gusto', here)).text).not.toContain(TOKEN);
    expect(here.logged).toEqual([expect.stringContaining(TOKEN)]);
  });
});
