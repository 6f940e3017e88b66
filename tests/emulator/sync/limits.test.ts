import { createRateLimits } from '../../../emulator/sync/rate-limit';
import type { TwilioError } from '../../../emulator/twilio-errors';
import { type LocalTwilio, startLocalTwilio } from '../local-twilio';

const LARGE = 10 * 1024;

/** Counts the calls that succeed before one is rejected, of 1000. */
function allowed(call: () => void): number {
  for (let count = 0; count < 1000; count += 1) {
    try {
      call();
    } catch (error) {
      expect(error).toMatchObject({ status: 429, code: 54009 } satisfies Partial<TwilioError>);
      return count;
    }
  }
  return 1000;
}

test('an object allows 200 reads and 200 writes in any 10 seconds, counted separately', () => {
  let now = 0;
  const limits = createRateLimits(() => now);
  expect(allowed(() => limits.read('MP1'))).toBe(200);
  expect(allowed(() => limits.write('MP1', 0))).toBe(200);
  expect(allowed(() => limits.write('MP2', 0))).toBe(200);
  now = 9_999;
  expect(allowed(() => limits.read('MP1'))).toBe(0);
  now = 10_000;
  expect(allowed(() => limits.read('MP1'))).toBe(200);
});

test('the window slides: calls of 10 seconds ago are available again', () => {
  let now = 0;
  const limits = createRateLimits(() => now);
  for (now = 0; now < 10_000; now += 100) {
    limits.write('ET1', 0);
    limits.write('ET1', 0);
  }
  now = 9_999;
  expect(allowed(() => limits.write('ET1', 0))).toBe(0);
  now = 10_000;
  expect(allowed(() => limits.write('ET1', 0))).toBe(2);
});

test('an object allows 20 writes of 10 KiB or more in 10 seconds, plus small ones', () => {
  const limits = createRateLimits(() => 0);
  expect(allowed(() => limits.write('ET1', LARGE))).toBe(20);
  expect(allowed(() => limits.write('ET1', LARGE - 1))).toBe(180);
});

test('each Service allows 200 creations in 10 seconds', () => {
  let now = 0;
  const limits = createRateLimits(() => now);
  expect(allowed(() => limits.create('IS1'))).toBe(200);
  expect(allowed(() => limits.create('IS2'))).toBe(200);
  now = 10_000;
  expect(allowed(() => limits.create('IS1'))).toBe(200);
});

describe('over HTTP', () => {
  let twilio: LocalTwilio;
  beforeAll(async () => {
    twilio = await startLocalTwilio();
  });
  afterAll(() => twilio.end());

  const MAPS = '/v1/Services/default/Maps';

  test('the 201st object of a Service in 10 seconds is 429/54009, Documents and Maps alike, and is not created', async () => {
    await twilio.reset();
    const make = (kind: string, UniqueName: string) =>
      twilio.call(`/v1/Services/default/${kind}`, { form: { UniqueName } });
    for (let n = 0; n < 200; n += 1) expect((await make(n % 2 ? 'Maps' : 'Documents', `n${n}`)).status).toBe(201);
    for (const kind of ['Maps', 'Documents']) {
      expect(await make(kind, 'more')).toMatchObject({ status: 429, body: { code: 54009 } });
      expect((await twilio.call(`/v1/Services/default/${kind}/more`)).status).toBe(404);
    }
    const { body } = await twilio.call('/v1/Services', { form: {} });
    expect((await twilio.call(`/v1/Services/${body.sid}/Maps`, { form: { UniqueName: 'more' } })).status).toBe(201);
    twilio.clock.now += 10_000;
    expect((await make('Maps', 'more')).status).toBe(201);
  });

  test('all Items of one Map share its limits, and a write past them is 429/54009 and not made', async () => {
    for (const UniqueName of ['a', 'b']) await twilio.call(MAPS, { form: { UniqueName } });
    const statuses = new Map<number, number>();
    for (let n = 0; n < 203; n += 1) {
      const { status } = await twilio.call(`${MAPS}/a/Items`, { form: { Key: `k${n}`, Data: '{}' } });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    // One of the 200 was the Map's own creation.
    expect(Object.fromEntries(statuses)).toEqual({ 201: 199, 429: 4 });
    const refused = await twilio.call(`${MAPS}/a/Items/k0`, { form: { Data: '{"n":1}' } });
    expect(refused).toMatchObject({ status: 429, body: { code: 54009, status: 429 } });
    expect((await twilio.call(`${MAPS}/a/Items/k0`)).body).toMatchObject({ revision: '0' });
    expect((await twilio.call(`${MAPS}/b/Items`, { form: { Key: 'k', Data: '{}' } })).status).toBe(201);
    twilio.clock.now += 10_000;
    expect((await twilio.call(`${MAPS}/a/Items/k0`, { form: { Data: '{"n":1}' } })).status).toBe(200);
  });
});

test('a local Twilio that is started without the limits refuses no call for its rate', async () => {
  const twilio = await startLocalTwilio({ isSyncLimited: false });
  try {
    await twilio.call('/v1/Services/default/Maps', { form: { UniqueName: 'a' } });
    for (let n = 0; n < 201; n += 1) {
      const { status } = await twilio.call('/v1/Services/default/Maps/a/Items', { form: { Key: `k${n}`, Data: '{}' } });
      expect(status).toBe(201);
    }
  } finally {
    await twilio.end();
  }
});
