import { readRequest } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import { described } from '../support/described';
import { describeEverySender } from './every-sender';
import { eventFiles } from './requests';
import { about, answered, documented, sample, signed, withSpoiledProofs, world } from './sending';

// The rules for payloads that hold for every sender, whatever it sends.

describeEverySender((one) => {
  const { name, provider, sender } = one;

  test('an unknown event is answered 200 and ignored', async () => {
    if (name === 'standard') return; // its payloads have our own form, so an unknown type is a fault
    const { payload } = one.delivery();
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
    expect(await one.send(posted)).toMatchObject({ status: 200, outcomes: ['ignored'] });
    expect(one.here.changes.count).toBe(0);
  });

  test('an event about an unknown person is answered unknown_user, without the id', async () => {
    const who = about(sender, { identity: 'stranger@example.com', employee: 'stranger' });
    const answered = await one.send(sample(sender, one.event, who));
    expect(answered).toMatchObject({ status: 200, outcomes: ['unknown_user'] });
    expect(answered.text).not.toContain('stranger');
    if ('employee' in who) expect(one.here.logged.join('\n')).toContain('stranger');
  });

  test('a payload with a `request` of its own, which replaces the real one, is rejected', async () => {
    const { headers, payload } = one.delivery();
    const wrong = withSpoiledProofs(headers, one.proofs);
    for (const request of [
      { headers: wrong, cookies: {} },
      { headers: { authorization: 'x' }, cookies: {} },
      'x',
      null,
    ]) {
      const { status } = answered(
        described(
          'post',
          `/webhooks/${provider.name}`,
          await receiveDelivery(provider, readRequest({ ...payload, request }), one.here.ports),
        ),
      );
      expect(status).toBe(401);
    }
    // A real request whose body has the key: nothing of the real headers is left.
    one.expectUnauthorized(await one.send({ headers, payload: { ...payload, request: { headers: {}, cookies: {} } } }));
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
    const { payload } = one.delivery();
    const odd = JSON.parse(`${JSON.stringify(payload).slice(0, -1)},${more.slice(1)}`);
    one.expectUnauthorized(await one.send({ headers: { 'content-type': 'application/json' }, payload: odd }));
    for (const what of [odd, JSON.parse(more)]) {
      expect((await one.send(signed(sender, one.event, what))).status).toBeLessThan(500);
    }
  });

  test('an object that cannot be made a text causes no error in the place of any value, signed', async () => {
    for (const payload of [
      ...eventFiles(name).map((file) => documented(sender, file).payload),
      one.delivery().payload,
    ]) {
      for (const odd of withOddValues(payload)) {
        expect((await one.send(signed(sender, one.event, odd as Record<string, unknown>))).status).toBeLessThan(500);
      }
    }
  });

  test('15 kB of headers, 6 MB of body or 100,000 levels cause no error, signed or not', async () => {
    const { headers, payload } = one.delivery();
    const many = Object.fromEntries(Array.from({ length: 85 }, (_, index) => [`x-header-${index}`, 'x'.repeat(160)]));
    expect((await one.send({ headers: { ...headers, ...many }, payload })).status).toBe(200);
    const large = { ...payload, more: 'é/"\\ ,: '.repeat(700_000) };
    const deep = { ...payload, more: JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) };
    for (const what of [large, deep]) {
      const unsigned = { headers: withSpoiledProofs(headers, one.proofs), payload: what };
      expect((await one.send(unsigned)).status).toBe(401);
    }
    expect((await one.send(signed(sender, one.event, large))).status).toBeLessThan(500);
  });

  test('every documented delivery is answered, and rejected with a wrong proof', async () => {
    for (const file of eventFiles(name)) {
      const { headers, payload } = documented(sender, file);
      one.expectUnauthorized(await one.send({ headers: withSpoiledProofs(headers, one.proofs), payload }));
      expect([200, 400]).toContain((await one.send({ headers, payload })).status);
      one.here = world();
    }
  });

  test('every sample is processed without a fault', async () => {
    for (const each of Object.keys(sender.events)) {
      expect(await one.send(sample(sender, each), world())).toMatchObject({ status: 200, outcomes: expect.anything() });
    }
  });

  test('answers and log lines contain neither an identity nor a name', async () => {
    for (const each of Object.keys(sender.events)) {
      const { text } = await one.send(sample(sender, each));
      expect(text + one.here.logged.join('\n')).not.toMatch(/ana@example\.com|Sample Name/);
    }
  });
});

/** The payload with each of its values in turn replaced by an object on which `String` throws. */
function* withOddValues(value: unknown): Generator<unknown, undefined> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const replaced = (by: unknown) => (Array.isArray(value) ? value.with(Number(key), by) : { ...value, [key]: by });
    yield replaced({ toString: {}, valueOf: [] });
    for (const odd of withOddValues(inner)) yield replaced(odd);
  }
}
