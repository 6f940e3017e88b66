import type { Memory } from '../fuzz/memory';
import { eventFiles, NOW } from './requests';
import {
  ALL,
  type Answered,
  answer,
  effectiveEvent,
  type Posted,
  proofHeaders,
  sample,
  secretFor,
  signed,
  unsignedHeaders,
  world,
} from './sending';

// The rules of authentication that hold for every sender; the registry's line for a new one puts it under test here.

describe.each(ALL.map((one) => [one.sender.provider.name, one] as const))('%s', (name, one) => {
  const { provider, sender, secret } = one;
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
  const bySecretOnly = () => proofs.every((header) => header === 'authorization');

  test('a sender has an address, a secret and documented deliveries of its own', () => {
    expect(provider.name).toBe(name);
    expect(ALL.filter((other) => other.provider.secret === provider.secret)).toHaveLength(1);
    expect(eventFiles(name).length).toBeGreaterThan(2);
    expect(Object.keys(sender.events).length).toBeGreaterThan(2);
  });

  test('an authentic delivery is processed', async () => {
    expect(await send()).toMatchObject({ status: 200 });
    expect(here.changes.count).toBe(1);
  });

  test('a delivery is rejected with 403 and changes nothing while no secret is configured', async () => {
    const closed = world({ [provider.secret]: '' });
    expect(await send(undefined, closed)).toMatchObject({ status: 403, code: 'provider_not_configured' });
    expect(closed.changes.count).toBe(0);
  });

  test('a delivery signed with another secret is rejected', async () => {
    expectUnauthorized(
      await send(signed(sender, event, sample(sender, event).payload, { secret: secretFor(sender, 'x') })),
    );
  });

  test('a delivery without one of its proof headers, or with one of them twice, is rejected', async () => {
    for (const header of proofs) {
      const { headers, payload } = sample(sender, event);
      const { [header]: value, ...rest } = headers;
      expectUnauthorized(await send({ headers: rest, payload }));
      expectUnauthorized(await send({ headers: { ...rest, [header]: [value, value] }, payload }));
      expectUnauthorized(await send({ headers: { ...rest, [header]: '' }, payload }));
    }
  });

  test('a delivery with one character of its proof changed is rejected', async () => {
    const { headers, payload } = sample(sender, event);
    for (const header of proofs) {
      const value = String(headers[header]);
      const changed = `${value.slice(0, -4)}${value.at(-4) === 'a' ? 'b' : 'a'}${value.slice(-3)}`;
      expectUnauthorized(await send({ headers: { ...headers, [header]: changed }, payload }));
    }
  });

  test('a delivery with one character of its body changed is rejected, where the body is signed', async () => {
    if (bySecretOnly()) return;
    const { headers, payload } = sample(sender, event);
    const text = JSON.stringify(payload);
    let tried = 0;
    for (const at of [...text.matchAll(/[a-z0-9]/gi)].map(({ index }) => index)) {
      const forged = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
      if (!parses(forged)) continue;
      expectUnauthorized(await send({ headers, payload: JSON.parse(forged) }));
      tried += 1;
    }
    expect(tried).toBeGreaterThan(20);
  });

  test('a stale delivery is rejected, where the scheme signs the time', async () => {
    here.clock.now = NOW + 301_000;
    const { status } = await send();
    expect(status).toBe(sender.rejectsStale ? 401 : 200);
  });

  test('a redelivery is answered duplicate and changes nothing', async () => {
    await send();
    expect((await send()).outcomes).toContain('duplicate');
    here.clock.now = NOW + 60_000;
    expect((await send()).status).toBe(200);
    expect(here.changes.count).toBe(1);
  });

  test('either of two secrets is accepted during rotation', async () => {
    const rotating = world({ [provider.secret]: `${secretFor(sender, 'old')},${secret}` });
    const { payload } = sample(sender, event);
    for (const used of [secretFor(sender, 'old'), secret]) {
      expect((await send(signed(sender, event, payload, { secret: used }), rotating)).status).toBe(200);
    }
    expect((await send(signed(sender, event, payload, { secret: 'third' }), rotating)).status).toBe(401);
  });

  test('a bearer secret is accepted as a token; a native secret is not', async () => {
    const withToken = (token: string) => ({
      headers: { ...unsignedHeaders(sender, { event }), 'webhook-id': 'x', authorization: `Bearer ${token}` },
      payload: sample(sender, event).payload,
    });
    expect((await send(withToken('token'), world({ [provider.secret]: 'bearer:token' }))).status).toBe(200);
    if (!bySecretOnly()) expectUnauthorized(await send(withToken(secret)));
  });

  test('Basic credentials are accepted when both user and password match', async () => {
    const by = (authorization: string) => ({
      headers: { ...unsignedHeaders(sender, { event }), 'webhook-id': 'x', authorization },
      payload: sample(sender, event).payload,
    });
    const credentials = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expectUnauthorized(await send(by(credentials(secret))));
    here = world({ [provider.secret]: 'bearer:hr:password' });
    expectUnauthorized(await send(by(credentials('hr:password'))));
    here = world({ [provider.secret]: 'basic:hr:password' });
    for (const wrong of ['other:password', 'hr:other', 'hr:', ':password']) {
      expectUnauthorized(await send(by(credentials(wrong))));
    }
    for (const wrong of ['Bearer hr:password', 'Bearer password', 'password', 'Basic hr:password']) {
      expectUnauthorized(await send(by(wrong)));
    }
    expect((await send(by(credentials('hr:password')))).status).toBe(200);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
