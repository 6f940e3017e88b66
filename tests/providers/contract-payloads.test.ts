import { readRequest } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import type { Memory } from '../fuzz/memory';
import { eventFiles } from './requests';
import {
  ALL,
  type Answered,
  about,
  answer,
  answered,
  documented,
  effectiveEvent,
  type Posted,
  proofHeaders,
  sample,
  signed,
  withSpoiledProofs,
  world,
} from './sending';

// The rules for payloads that hold for every sender, whatever it sends.

describe.each(ALL.map((one) => [one.sender.provider.name, one] as const))('%s', (name, one) => {
  const { provider, sender } = one;
  let event: string;
  let proofs: string[];
  let here: Memory;
  beforeAll(async () => {
    event = await effectiveEvent(one);
    proofs = proofHeaders(sender, event);
  });
  beforeEach(() => {
    here = world();
  });

  const send = (posted: Posted = sample(sender, event), where = here): Promise<Answered> =>
    answer(provider, posted, where);
  const expectUnauthorized = (answered: Answered) => {
    expect(answered).toMatchObject({ status: 401, code: 'unauthorized' });
    expect(here.changes.count).toBe(0);
  };

  test('an unknown event is answered 200 and ignored', async () => {
    if (name === 'standard') return; // its payloads have our own form, so an unknown type is a fault
    const { payload } = sample(sender, event);
    const unnamed: Record<string, object> = {
      bamboohr: { type: '', data: { employeeId: '1' } },
      paylocity: { companyId: 'C01', processId: '1' },
    };
    const unknown = unnamed[name] ?? payload;
    const text = JSON.stringify(unknown).replace(
      /"(event_type|eventType|event|topic|type)":"[^"]*"/g,
      '"$1":"some.news"',
    );
    const posted = signed(sender, 'some.news', JSON.parse(text));
    expect(await send(posted)).toMatchObject({ status: 200, outcomes: ['ignored'] });
    expect(here.changes.count).toBe(0);
  });

  test('an event about an unknown person is answered unknown_user, without the id', async () => {
    const who = about(sender, { identity: 'stranger@example.com', employee: 'stranger' });
    const answered = await send(sample(sender, event, who));
    expect(answered).toMatchObject({ status: 200, outcomes: ['unknown_user'] });
    expect(answered.text).not.toContain('stranger');
    if ('employee' in who) expect(here.logged.join('\n')).toContain('stranger');
  });

  test('a payload with a `request` of its own, which replaces the real one, is rejected', async () => {
    const { headers, payload } = sample(sender, event);
    const wrong = withSpoiledProofs(headers, proofs);
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
    expectUnauthorized(await send({ headers, payload: { ...payload, request: { headers: {}, cookies: {} } } }));
  });

  test.each([
    ['__proto__', '{"__proto__":{"identity":"ana@example.com"}}'],
    [
      'constructor and the like',
      '{"constructor":{"name":"x"},"toString":1,"hasOwnProperty":null,"then":{},"toJSON":1}',
    ],
    ['integer-like keys', '{"7":1,"0":{"3":[]}}'],
    ['a top-level list', '{"0":{"type":"x"},"1":[],"2":null}'],
  ])('%s in a payload causes no error, signed or not', async (_, more) => {
    const { payload } = sample(sender, event);
    const odd = JSON.parse(`${JSON.stringify(payload).slice(0, -1)},${more.slice(1)}`);
    expectUnauthorized(await send({ headers: { 'content-type': 'application/json' }, payload: odd }));
    for (const what of [odd, JSON.parse(more)]) {
      expect((await send(signed(sender, event, what))).status).toBeLessThan(500);
    }
  });

  test('15 kB of headers, 6 MB of body or 100,000 levels cause no error, signed or not', async () => {
    const { headers, payload } = sample(sender, event);
    const many = Object.fromEntries(Array.from({ length: 85 }, (_, index) => [`x-header-${index}`, 'x'.repeat(160)]));
    expect((await send({ headers: { ...headers, ...many }, payload })).status).toBe(200);
    const large = { ...payload, more: 'é/"\\ ,: '.repeat(700_000) };
    const deep = { ...payload, more: JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) };
    for (const what of [large, deep]) {
      const unsigned = { headers: withSpoiledProofs(headers, proofs), payload: what };
      expect((await send(unsigned)).status).toBe(401);
    }
    expect((await send(signed(sender, event, large))).status).toBeLessThan(500);
  });

  test('every documented delivery is answered, and rejected with a wrong proof', async () => {
    for (const file of eventFiles(name)) {
      const { headers, payload } = documented(sender, file);
      expectUnauthorized(await send({ headers: withSpoiledProofs(headers, proofs), payload }));
      expect([200, 400]).toContain((await send({ headers, payload })).status);
      here = world();
    }
  });

  test('every sample is processed without a fault', async () => {
    for (const each of Object.keys(sender.events)) {
      expect(await send(sample(sender, each), world())).toMatchObject({ status: 200, outcomes: expect.anything() });
    }
  });

  test('answers and log lines contain neither an identity nor a name', async () => {
    for (const each of Object.keys(sender.events)) {
      const { text } = await send(sample(sender, each));
      expect(text + here.logged.join('\n')).not.toMatch(/ana@example\.com|Sample Name/);
    }
  });
});
