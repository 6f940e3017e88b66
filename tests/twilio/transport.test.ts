import fc from 'fast-check';
import { createLimiter } from '../../assets/twilio/limiter';
import { backoff, OutOfTime, persist, retryAfter, timeForAttempt } from '../../assets/twilio/retry';
import { startWorld, type World } from '../flows/world';

const ROSTER = 'version: 1\nzone: UTC\npeople:\n  ada: { identity: ada@example.com }\n';

let world: World;
beforeAll(async () => {
  world = await startWorld(ROSTER);
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.reset('2026-11-02T12:00:00Z');
  await world.seed();
});

const change = (ports = world.execution()) => ports.users.update('ada@example.com', { isAvailable: true });

describe('a call to Twilio', () => {
  test.each([429, 500, 502, 503, 504])('that is answered %i is tried again until it succeeds', async (status) => {
    await world.fault({ host: 'frontline-api.twilio.com', status, times: 3 });
    expect(await change()).toMatchObject({ isAvailable: true });
    expect(await world.calls('frontline')).toHaveLength(4);
  });

  test('whose connection breaks is tried again', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', reset: true, times: 2 });
    expect(await change()).toMatchObject({ isAvailable: true });
  });

  test.each([400, 401, 403])('that is answered %i is not', async (status) => {
    await world.fault({ host: 'frontline-api.twilio.com', status });
    await expect(change()).rejects.toMatchObject({ status });
    expect(await world.calls('frontline')).toHaveLength(1);
  });

  test('ends within the budget of its execution, whatever is answered', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    const began = world.clock.now;
    await expect(change()).rejects.toThrow();
    expect(world.clock.now - began).toBeLessThanOrEqual(8500);
  });

  test('does not begin when there is no time left for it', async () => {
    const ports = world.execution();
    world.clock.now += 8400;
    await expect(change(ports)).rejects.toThrow(OutOfTime);
    expect(await world.calls('frontline')).toEqual([]);
  });

  test('that hangs is given up after 2.5 seconds and tried again', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', delayMs: 6000, times: 1 });
    const began = performance.now();
    expect(await change()).toMatchObject({ isAvailable: true });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(performance.now() - began).toBeGreaterThan(2400);
  });

  test('waits as long as Retry-After says, also when another call was told so', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', method: 'GET', status: 429, retryAfter: 4 });
    const ports = world.execution();
    await expect(ports.users.fetch('ada@example.com')).rejects.toThrow();
    const began = world.clock.now;
    await change(ports);
    expect(world.clock.now - began).toBeGreaterThanOrEqual(3999);
  });

  test('to an identity that cannot stand in a path is not made', async () => {
    for (const identity of ['', '.', '..', '\ud800']) {
      expect(await world.execution().users.fetch(identity)).toBeUndefined();
    }
    expect(await world.calls('frontline')).toEqual([]);
  });
});

test('Retry-After is seconds or a date, and anything else is as if it were not there', () => {
  const now = Date.parse('2026-11-02T12:00:00Z');
  expect(retryAfter('7', now)).toBe(7000);
  expect(retryAfter('Mon, 02 Nov 2026 12:00:05 GMT', now)).toBe(5000);
  expect(retryAfter('Mon, 02 Nov 2026 11:00:00 GMT', now)).toBe(0);
  for (const value of [undefined, '', 'soon', 7, null]) expect(retryAfter(value, now)).toBeUndefined();
});

test('backing off waits longer the more often it failed, up to two seconds, and never less than was asked for', () => {
  fc.assert(
    fc.property(
      fc.nat(60),
      fc.option(fc.nat(60_000), { nil: undefined }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, asked, random) => {
        const wait = backoff(attempts, asked, random);
        expect(wait).toBeGreaterThanOrEqual(asked ?? 0);
        expect(wait).toBeLessThanOrEqual((asked ?? 0) + 2000);
      },
    ),
  );
  expect(backoff(3, undefined, 0.5)).toBeGreaterThan(backoff(2, undefined, 0.5));
});

test('an attempt never takes longer than 2.5 seconds or than is left', () => {
  expect(timeForAttempt({ deadline: 10_000, now: () => 0 })).toBe(2500);
  expect(timeForAttempt({ deadline: 1000, now: () => 0 })).toBe(1000);
  expect(() => timeForAttempt({ deadline: 100, now: () => 0 })).toThrow(OutOfTime);
});

test('trying gives what the last attempt came to when there is no more time', async () => {
  let now = 0;
  const sleep = async (ms: number) => {
    now += ms;
  };
  const budget = { deadline: 1000, now: () => now, sleep, random: () => 0.99 };
  expect(await persist(async () => ({ again: () => 'last', retryAfterMs: undefined }), budget)).toBe('last');
  expect(now).toBeLessThanOrEqual(1000);
});

describe('concurrency', () => {
  /** Lets 400 jobs run against a server that takes `most` at once, and counts how many ran at once and were refused. */
  async function load(most: number) {
    const limiter = createLimiter();
    let running = 0;
    let highest = 0;
    let refused = 0;
    const job = async (): Promise<void> => {
      const again = await limiter.run(async () => {
        const mark = limiter.mark();
        running++;
        highest = Math.max(highest, running);
        const refuse = running > most;
        await new Promise((resume) => setImmediate(resume));
        running--;
        if (refuse) {
          refused++;
          limiter.tooMany(mark);
        }
        return refuse;
      });
      if (again) await job();
    };
    await Promise.all(Array.from({ length: 400 }, job));
    return { highest, refused };
  }

  test('falls when the server says that it is too much, and everything is done in the end', async () => {
    const { refused } = await load(5);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(200);
  });

  test('rises while the server takes it, but not without bound', async () => {
    const { highest, refused } = await load(1000);
    expect(refused).toBe(0);
    expect(highest).toBeGreaterThan(20);
    expect(highest).toBeLessThanOrEqual(100);
  });
});
