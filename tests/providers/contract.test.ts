import { describeEverySender } from './every-sender';
import { eventFiles, NOW } from './requests';
import { ALL, secretFor, signed, unsignedHeaders, world } from './sending';

// The rules of authentication that hold for every sender; the registry's line for a new one puts it under test here.

describeEverySender((one) => {
  const { name, provider, sender, secret } = one;

  const bySecretOnly = () => one.proofs.every((header) => header === 'authorization');
  const authorizedBy = (authorization: string) => ({
    headers: { ...unsignedHeaders(sender, { event: one.event }), 'webhook-id': 'x', authorization },
    payload: one.delivery().payload,
  });

  test('a sender has an address, a secret and documented deliveries of its own', () => {
    expect(provider.name).toBe(name);
    expect(ALL.filter((other) => other.provider.secret === provider.secret)).toHaveLength(1);
    expect(eventFiles(name).length).toBeGreaterThan(2);
    expect(Object.keys(sender.events).length).toBeGreaterThan(2);
  });

  test('an authentic delivery is processed', async () => {
    expect(await one.send()).toMatchObject({ status: 200 });
    expect(one.here.changes.count).toBe(1);
  });

  test('a delivery is rejected with 403 and changes nothing while no secret is configured', async () => {
    const closed = world({ [provider.secret]: '' });
    expect(await one.send(undefined, closed)).toMatchObject({ status: 403, code: 'provider_not_configured' });
    expect(closed.changes.count).toBe(0);
  });

  test('a delivery signed with another secret is rejected', async () => {
    one.expectUnauthorized(
      await one.send(signed(sender, one.event, one.delivery().payload, { secret: secretFor(sender, 'x') })),
    );
  });

  test('a delivery without one of its proof headers, or with one of them twice, is rejected', async () => {
    for (const header of one.proofs) {
      const { headers, payload } = one.delivery();
      const { [header]: value, ...rest } = headers;
      one.expectUnauthorized(await one.send({ headers: rest, payload }));
      one.expectUnauthorized(await one.send({ headers: { ...rest, [header]: [value, value] }, payload }));
      one.expectUnauthorized(await one.send({ headers: { ...rest, [header]: '' }, payload }));
    }
  });

  test('a delivery with one character of its proof changed is rejected', async () => {
    const { headers, payload } = one.delivery();
    for (const header of one.proofs) {
      const value = String(headers[header]);
      const changed = `${value.slice(0, -4)}${value.at(-4) === 'a' ? 'b' : 'a'}${value.slice(-3)}`;
      one.expectUnauthorized(await one.send({ headers: { ...headers, [header]: changed }, payload }));
    }
  });

  test('a delivery with one character of its body changed is rejected, where the body is signed', async () => {
    if (bySecretOnly()) return;
    const { headers, payload } = one.delivery();
    const text = JSON.stringify(payload);
    let tried = 0;
    for (const at of [...text.matchAll(/[a-z0-9]/gi)].map(({ index }) => index)) {
      const forged = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
      if (!parses(forged)) continue;
      one.expectUnauthorized(await one.send({ headers, payload: JSON.parse(forged) }));
      tried += 1;
    }
    expect(tried).toBeGreaterThan(20);
  });

  test('a stale delivery is rejected, where the scheme signs the time', async () => {
    one.here.clock.now = NOW + 301_000;
    const { status } = await one.send();
    expect(status).toBe(sender.rejectsStale ? 401 : 200);
  });

  test('a redelivery is answered duplicate and changes nothing', async () => {
    await one.send();
    expect((await one.send()).outcomes).toContain('duplicate');
    one.here.clock.now = NOW + 60_000;
    expect((await one.send()).status).toBe(200);
    expect(one.here.changes.count).toBe(1);
  });

  test('either of two secrets is accepted during rotation', async () => {
    const rotating = world({ [provider.secret]: `${secretFor(sender, 'old')},${secret}` });
    const { payload } = one.delivery();
    for (const used of [secretFor(sender, 'old'), secret]) {
      expect((await one.send(signed(sender, one.event, payload, { secret: used }), rotating)).status).toBe(200);
    }
    expect((await one.send(signed(sender, one.event, payload, { secret: 'third' }), rotating)).status).toBe(401);
  });

  test('a bearer secret is accepted as a token; a native secret is not', async () => {
    const open = world({ [provider.secret]: 'bearer:token' });
    expect((await one.send(authorizedBy('Bearer token'), open)).status).toBe(200);
    if (!bySecretOnly()) one.expectUnauthorized(await one.send(authorizedBy(`Bearer ${secret}`)));
  });

  test('Basic credentials are accepted when both user and password match', async () => {
    const credentials = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    one.expectUnauthorized(await one.send(authorizedBy(credentials(secret))));
    one.here = world({ [provider.secret]: 'bearer:hr:password' });
    one.expectUnauthorized(await one.send(authorizedBy(credentials('hr:password'))));
    one.here = world({ [provider.secret]: 'basic:hr:password' });
    for (const wrong of ['other:password', 'hr:other', 'hr:', ':password']) {
      one.expectUnauthorized(await one.send(authorizedBy(credentials(wrong))));
    }
    for (const wrong of ['Bearer hr:password', 'Bearer password', 'password', 'Basic hr:password']) {
      one.expectUnauthorized(await one.send(authorizedBy(wrong)));
    }
    expect((await one.send(authorizedBy(credentials('hr:password')))).status).toBe(200);
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
