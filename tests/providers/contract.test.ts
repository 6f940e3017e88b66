import { readRequest } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import type { Provider } from '../../assets/providers/provider';
import type { Sender } from '../../assets/providers/sample';
import type { Memory } from '../fuzz/memory';
import { cpuMs } from '../support/cpu-time';
import { eventFiles, NOW } from './requests';
import {
  ALL,
  type Answered,
  answer,
  answered,
  documented,
  type Posted,
  sample,
  secretFor,
  signed,
  world,
} from './sending';

// What holds for every sender, whoever it is: a tenth is tested by its line in the registry.

/** The first event of a sender that changes a user. */
async function effective({ provider, sender }: { provider: Provider; sender: Sender }): Promise<string> {
  for (const event of Object.keys(sender.events)) {
    const here = world();
    if (
      (await answer(provider, sample(sender, event), here)).outcomes.includes('applied') &&
      here.changes.count === 1
    ) {
      return event;
    }
  }
  throw new Error(`no event of ${sender.provider.name} changes anything`);
}

describe.each(ALL.map((one) => [one.sender.provider.name, one] as const))('%s', (name, one) => {
  const { provider, sender, secret } = one;
  let event: string;
  let here: Memory;
  beforeAll(async () => {
    event = await effective(one);
  });
  beforeEach(() => {
    here = world();
  });

  const send = (posted: Posted = sample(sender, event), where = here): Promise<Answered> =>
    answer(provider, posted, where);
  const refused = (answered: Answered) => {
    expect(answered).toMatchObject({ status: 401, code: 'unauthorized' });
    expect(here.changes.count).toBe(0);
  };
  /** The headers that prove a delivery: those that change with the secret, and what they sign beside the body. */
  const proofs = () => {
    const says = sender.unsignedHeaders?.({ event, id: '', now: new Date(NOW), body: '' }) ?? {};
    const silent = new Set(['content-type', ...Object.keys(says).map((header) => header.toLowerCase())]);
    return Object.keys(sample(sender, event).headers).filter((header) => !silent.has(header));
  };
  const bySecretOnly = () => proofs().every((header) => header === 'authorization');

  test('has an address, a secret and documented deliveries of its own', () => {
    expect(provider.name).toBe(name);
    expect(ALL.filter((other) => other.provider.secret === provider.secret)).toHaveLength(1);
    expect(eventFiles(name).length).toBeGreaterThan(2);
    expect(Object.keys(sender.events).length).toBeGreaterThan(2);
  });

  test('is believed when it proves itself', async () => {
    expect(await send()).toMatchObject({ status: 200 });
    expect(here.changes.count).toBe(1);
  });

  test('is refused as long as no secret is configured, and nothing happens', async () => {
    const closed = world({ [provider.secret]: '' });
    expect(await send(undefined, closed)).toMatchObject({ status: 403, code: 'provider_not_configured' });
    expect(closed.changes.count).toBe(0);
  });

  test('is refused with another secret', async () => {
    refused(await send(signed(sender, event, sample(sender, event).payload, { secret: secretFor(sender, 'x') })));
  });

  test('is refused without any one of the headers that prove it, and with one of them twice', async () => {
    for (const header of proofs()) {
      const { headers, payload } = sample(sender, event);
      const { [header]: value, ...rest } = headers;
      refused(await send({ headers: rest, payload }));
      refused(await send({ headers: { ...rest, [header]: [value, value] }, payload }));
      refused(await send({ headers: { ...rest, [header]: '' }, payload }));
    }
  });

  test('is refused with a character of its proof changed', async () => {
    const { headers, payload } = sample(sender, event);
    for (const header of proofs()) {
      const value = String(headers[header]);
      const changed = `${value.slice(0, -4)}${value.at(-4) === 'a' ? 'b' : 'a'}${value.slice(-3)}`;
      refused(await send({ headers: { ...headers, [header]: changed }, payload }));
    }
  });

  test('is refused with a character of its body changed, where it signs that', async () => {
    if (bySecretOnly()) return;
    const { headers, payload } = sample(sender, event);
    const text = JSON.stringify(payload);
    let tried = 0;
    for (const at of [...text.matchAll(/[a-z0-9]/gi)].map(({ index }) => index)) {
      const forged = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
      if (!parses(forged)) continue;
      refused(await send({ headers, payload: JSON.parse(forged) }));
      tried += 1;
    }
    expect(tried).toBeGreaterThan(20);
  });

  test('is refused when it is stale, where the time is part of its scheme', async () => {
    const stamped = ['webhook-timestamp', 'finch-timestamp'].some((header) => proofs().includes(header));
    here.clock.now = NOW + 301_000;
    const { status } = await send();
    expect(status).toBe(stamped ? 401 : 200);
  });

  test('is recognised when it sends a delivery again', async () => {
    await send();
    expect((await send()).outcomes).toContain('duplicate');
    here.clock.now = NOW + 60_000;
    expect((await send()).status).toBe(200);
    expect(here.changes.count).toBe(1);
  });

  test('may use either of two secrets, while one replaces the other', async () => {
    const rotating = world({ [provider.secret]: `${secretFor(sender, 'old')},${secret}` });
    const { payload } = sample(sender, event);
    for (const used of [secretFor(sender, 'old'), secret]) {
      expect((await send(signed(sender, event, payload, { secret: used }), rotating)).status).toBe(200);
    }
    expect((await send(signed(sender, event, payload, { secret: 'third' }), rotating)).status).toBe(401);
  });

  test('may be given a bearer secret instead, which a secret of its own scheme is not', async () => {
    const says = sender.unsignedHeaders?.({ event, id: '', now: new Date(NOW), body: '' }) ?? {};
    const said = Object.fromEntries(Object.entries(says).map(([header, value]) => [header.toLowerCase(), value]));
    const withToken = (token: string) => ({
      headers: { 'content-type': 'application/json', 'webhook-id': 'x', ...said, authorization: `Bearer ${token}` },
      payload: sample(sender, event).payload,
    });
    expect((await send(withToken('token'), world({ [provider.secret]: 'bearer:token' }))).status).toBe(200);
    if (!bySecretOnly()) refused(await send(withToken(secret)));
  });

  test('may be given Basic credentials instead, of which both user and password are checked', async () => {
    const says = sender.unsignedHeaders?.({ event, id: '', now: new Date(NOW), body: '' }) ?? {};
    const said = Object.fromEntries(Object.entries(says).map(([header, value]) => [header.toLowerCase(), value]));
    const by = (authorization: string) => ({
      headers: { 'content-type': 'application/json', 'webhook-id': 'x', ...said, authorization },
      payload: sample(sender, event).payload,
    });
    const credentials = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    refused(await send(by(credentials(secret))));
    here = world({ [provider.secret]: 'bearer:hr:password' });
    refused(await send(by(credentials('hr:password'))));
    here = world({ [provider.secret]: 'basic:hr:password' });
    for (const wrong of ['other:password', 'hr:other', 'hr:', ':password']) {
      refused(await send(by(credentials(wrong))));
    }
    for (const wrong of ['Bearer hr:password', 'Bearer password', 'password', 'Basic hr:password']) {
      refused(await send(by(wrong)));
    }
    expect((await send(by(credentials('hr:password')))).status).toBe(200);
  });

  test('is answered 2xx and ignored for an event that nobody knows', async () => {
    if (name === 'standard') return; // what is posted there is our own form: a misspelt type is a fault
    const { payload } = sample(sender, event);
    const unknown = name === 'bamboohr' ? { type: '', data: { employeeId: '1' } } : payload;
    const text = JSON.stringify(unknown).replace(/"(event_type|eventType|topic|type)":"[^"]*"/g, '"$1":"some.news"');
    const posted = signed(sender, 'some.news', JSON.parse(text));
    expect(await send(posted)).toMatchObject({ status: 200, outcomes: ['ignored'] });
    expect(here.changes.count).toBe(0);
  });

  test('is answered unknown_user for somebody whom nobody knows, and the answer does not say whom', async () => {
    const who = ['standard', 'okta'].includes(name) ? { identity: 'stranger@example.com' } : { employee: 'stranger' };
    const answered = await send(sample(sender, event, who));
    expect(answered).toMatchObject({ status: 200, outcomes: ['unknown_user'] });
    expect(answered.text).not.toContain('stranger');
    if ('employee' in who) expect(here.logged.join('\n')).toContain('stranger');
  });

  test('is refused when it brings a request of its own, which the platform takes for the real one', async () => {
    const { headers, payload } = sample(sender, event);
    const wrong = { ...headers, ...spoiled(headers, proofs()) };
    for (const request of [
      { headers: wrong, cookies: {} },
      { headers: { authorization: 'x' }, cookies: {} },
      'x',
      null,
    ]) {
      const { status } = answered(await receiveDelivery(provider, readRequest({ ...payload, request }), here.ports));
      expect(status).toBe(401);
    }
    // A real request whose body has the key: nothing of the real headers is left.
    refused(await send({ headers, payload: { ...payload, request: { headers: {}, cookies: {} } } }));
  });

  test.each([
    ['__proto__', '{"__proto__":{"identity":"ana@example.com"}}'],
    [
      'constructor and the like',
      '{"constructor":{"name":"x"},"toString":1,"hasOwnProperty":null,"then":{},"toJSON":1}',
    ],
    ['integer-like keys', '{"7":1,"0":{"3":[]}}'],
    ['a top-level list', '{"0":{"type":"x"},"1":[],"2":null}'],
  ])('is not upset by %s, signed or not', async (_, more) => {
    const { payload } = sample(sender, event);
    const odd = JSON.parse(`${JSON.stringify(payload).slice(0, -1)},${more.slice(1)}`);
    refused(await send({ headers: { 'content-type': 'application/json' }, payload: odd }));
    for (const what of [odd, JSON.parse(more)]) {
      expect((await send(signed(sender, event, what))).status).toBeLessThan(500);
    }
  });

  test('is not upset by 15 kB of headers, 6 MB of body or 100,000 levels, signed or not, and answers in time', async () => {
    const { headers, payload } = sample(sender, event);
    const many = Object.fromEntries(Array.from({ length: 85 }, (_, index) => [`x-header-${index}`, 'x'.repeat(160)]));
    expect((await send({ headers: { ...headers, ...many }, payload })).status).toBe(200);
    const large = { ...payload, more: 'é/"\\ ,: '.repeat(700_000) };
    const deep = { ...payload, more: JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) };
    const started = cpuMs();
    for (const what of [large, deep]) {
      const unsigned = { headers: { ...headers, ...spoiled(headers, proofs()) }, payload: what };
      expect((await send(unsigned)).status).toBe(401);
    }
    expect((await send(signed(sender, event, large))).status).toBeLessThan(500);
    expect(cpuMs() - started).toBeLessThan(9000);
  });

  test('every documented delivery is answered, and has no effect unsigned', async () => {
    for (const file of eventFiles(name)) {
      const { headers, payload } = documented(sender, file);
      refused(await send({ headers: { ...headers, ...spoiled(headers, proofs()) }, payload }));
      expect([200, 400]).toContain((await send({ headers, payload })).status);
      here = world();
    }
  });

  test('every sample is understood without a fault', async () => {
    for (const each of Object.keys(sender.events)) {
      expect(await send(sample(sender, each), world())).toMatchObject({ status: 200, outcomes: expect.anything() });
    }
  });

  test('neither answers nor log lines hold an identity or a name', async () => {
    for (const each of Object.keys(sender.events)) {
      const { text } = await send(sample(sender, each));
      expect(text + here.logged.join('\n')).not.toMatch(/ana@example\.com|Sample Name/);
    }
  });
});

describe('a set-up request', () => {
  const TOKEN = '6590f590-3dba-495e-9bea-c361e1e2efc0';
  const GREETINGS: Readonly<Record<string, Posted>> = {
    okta: { headers: { accept: '*/*', 'x-okta-verification-challenge': 'c' }, payload: {} },
    gusto: { headers: { 'content-type': 'application/json' }, payload: { verification_token: TOKEN } },
    hibob: { headers: { accept: '*/*' }, payload: { text: 'Ping test' } },
  };
  const greet = async (name: string, where: Memory, more: object = {}) => {
    const one = ALL.find(({ sender }) => sender.provider.name === name);
    const { headers, payload } = GREETINGS[name] ?? { headers: {}, payload: {} };
    if (!one) throw new Error(name);
    return answer(one.provider, { headers, payload: { ...payload, ...more } }, where);
  };

  test('is known of exactly those senders that make one', () => {
    const greeting = ALL.filter(({ provider }) => provider.handshake).map(({ provider }) => provider.name);
    expect(greeting.sort()).toEqual(Object.keys(GREETINGS).sort());
  });

  test.each(Object.keys(GREETINGS))('of %s is answered 2xx, changes nothing and opens nothing', async (name) => {
    const here = world();
    expect((await greet(name, here)).status).toBe(200);
    expect(await greet(name, here, { more: 1 })).toMatchObject({ status: 401 });
    expect(here.changes.count).toBe(0);
  });

  test.each(['gusto', 'hibob'])('of %s is answered before there is a secret, since that comes later', async (name) => {
    const secret = `${name.toUpperCase()}_SECRET`;
    const closed = world({ [secret]: '' });
    expect(await greet(name, closed)).toMatchObject({ status: 200, text: '{}' });
    expect(await greet(name, closed, { more: 1 })).toMatchObject({ status: 403 });
  });

  test('of Gusto sends no alert when it may have come by GET', async () => {
    const one = ALL.find(({ sender }) => sender.provider.name === 'gusto');
    if (!one) throw new Error('gusto');
    const payload = { verification_token: TOKEN };
    expect(await answer(one.provider, { headers: { accept: '*/*' }, payload }, world())).toMatchObject({ status: 401 });
  });

  test('of Okta waits for its secret, which is ours to choose', async () => {
    expect(await greet('okta', world({ OKTA_SECRET: '' }))).toMatchObject({ status: 403 });
  });

  test("of Gusto tells the token to the operator's log and alert alone", async () => {
    const here = world({ GUSTO_SECRET: '' });
    expect((await greet('gusto', here)).text).not.toContain(TOKEN);
    expect(here.logged).toEqual([expect.stringContaining(TOKEN)]);
  });
});

/** The same proofs, all wrong. */
function spoiled(headers: Posted['headers'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `${String(headers[name])}x`]));
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
