import fc from 'fast-check';
import { createLimiter } from '../../../assets/adapters/twilio/limiter';
import { backoff, OutOfTime, persist, retryAfter, timeForAttempt } from '../../../assets/adapters/twilio/retry';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';

const world = withWorld(rosterOf(['ada']));

const change = (ports = world.execution()) => ports.target.update('ada@example.com', { available: true });

describe('a call to Twilio', () => {
  test.each([429, 500, 502, 503, 504])('that is answered %i is tried again until it succeeds', async (status) => {
    await world.fault({ host: 'frontline-api.twilio.com', status, times: 3 });
    expect(await change()).toMatchObject({ available: true });
    expect(await world.calls('frontline')).toHaveLength(4);
  });

  test('whose connection breaks is tried again', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', reset: true, times: 2 });
    expect(await change()).toMatchObject({ available: true });
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
    const began = world.clock.now;
    expect(await change()).toMatchObject({ available: true });
    expect(world.clock.now - began).toBeGreaterThanOrEqual(2500);
    expect(world.clock.now - began).toBeLessThan(5000);
  });

  test('waits as long as Retry-After says, also when another call was told so', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', method: 'GET', status: 429, retryAfter: 4 });
    const ports = world.execution();
    await expect(ports.target.find('ada@example.com')).rejects.toThrow();
    const began = world.clock.now;
    await change(ports);
    expect(world.clock.now - began).toBeGreaterThanOrEqual(3999);
  });

  test('to an identity that cannot stand in a path is not made', async () => {
    for (const identity of ['', '.', '..', '\ud800']) {
      expect(await world.execution().target.find(identity)).toBeUndefined();
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
  /** Lets jobs run in rounds against a server that takes `most()` at once; counts how many ran at once, were refused, and the rounds. */
  async function load(jobs: number, most: (round: number) => number, limiter = createLimiter()) {
    const seen = { highest: 0, refused: 0, rounds: 0 };
    let answers: (() => void)[] = [];
    let serving = 0;
    let done = 0;
    const job = async (): Promise<void> => {
      const again = await limiter.run(async () => {
        const mark = limiter.mark();
        const refuse = serving >= most(seen.rounds);
        if (!refuse) serving++;
        await new Promise<void>((resume) => answers.push(resume));
        if (refuse) {
          seen.refused++;
          limiter.tooMany(mark);
        } else serving--;
        return refuse;
      });
      if (again) await job();
      else done++;
    };
    const all = Array.from({ length: jobs }, job);
    while (done < jobs) {
      seen.rounds++;
      seen.highest = Math.max(seen.highest, answers.length);
      const due = answers;
      answers = [];
      for (const answer of due) {
        answer();
        await new Promise((resume) => setImmediate(resume));
      }
    }
    await Promise.all(all);
    return seen;
  }

  test.each([5, 10, 25, 40, 67, 100])(
    'settles at what the server takes, if that is %i, at little cost',
    async (most) => {
      const { refused, rounds } = await load(2000, () => most);
      expect(refused / (2000 + refused)).toBeLessThan(0.025);
      expect(rounds).toBeLessThan((2000 / most) * 1.25);
    },
  );

  test.each([46, 56])(
    'that a process before has learnt is refused less than 2 %% of the calls of the next one, at %i',
    async (most) => {
      const first = createLimiter();
      const alone = await load(2000, () => most, first);
      const second = createLimiter();
      second.startFrom(first.learnt() ?? 0);
      const { refused, rounds } = await load(2000, () => most, second);
      process.stdout.write(`at ${most}: ${alone.refused} of 2,000 refused, and ${refused} with what was learnt\n`);
      expect(first.learnt()).toBeGreaterThan(most * 0.85);
      expect(refused / (2000 + refused)).toBeLessThan(0.02);
      expect(rounds).toBeLessThan((2000 / most) * 1.25);
    },
  );

  test('that was learnt too low is found to be more within some hundred calls', async () => {
    const limiter = createLimiter();
    limiter.startFrom(24);
    const { refused, rounds } = await load(3000, () => 80, limiter);
    expect(limiter.learnt()).toBeGreaterThan(60);
    expect(refused).toBeLessThan(150);
    expect(rounds).toBeLessThan(200);
  });

  test('that an outage has taught does not slow down a new process', async () => {
    const outage = createLimiter();
    await load(40, (round) => (round < 60 ? 0 : 1000), outage);
    expect(outage.learnt()).toBeLessThan(5);
    const limiter = createLimiter();
    limiter.startFrom(outage.learnt() ?? 0);
    expect(await load(700, () => 1000, limiter)).toEqual(await load(700, () => 1000));
  });

  test('is unknown until a call is refused, and what another process has learnt is no news to one that has begun', async () => {
    const limiter = createLimiter();
    await load(100, () => 1000, limiter);
    expect([limiter.learnt(), limiter.refusals()]).toEqual([undefined, 0]);
    limiter.startFrom(3);
    expect(limiter.learnt()).toBeUndefined();
    await load(300, () => 30, limiter);
    expect(limiter.learnt()).toBeLessThan(31);
    expect(limiter.refusals()).toBeGreaterThan(0);
  });

  test('falls further when that is not enough, and rises again when the server takes more', async () => {
    const { refused, rounds } = await load(3000, (round) => (round < 20 ? 4 : 80));
    expect(refused).toBeLessThan(150);
    expect(rounds).toBeLessThan(150);
  });

  test('goes by the pace of several processes while it is one of them, and then by its own again', async () => {
    const limiter = createLimiter();
    await load(300, () => 30, limiter);
    const own = limiter.learnt();
    const counts = { succeeded: 0, refused: 0 };
    const endSharing = limiter.share({
      atOnce: () => 4,
      succeeded: () => void counts.succeeded++,
      refused: () => void counts.refused++,
    });
    const { highest, refused } = await load(100, () => 3, limiter);
    expect(highest).toBe(4);
    expect(counts.refused).toBe(refused);
    expect(refused).toBeGreaterThan(0);
    expect(counts.succeeded).toBeGreaterThan(90);
    endSharing();
    expect(limiter.learnt()).toBe(own);
    const { highest: again } = await load(100, () => 100, limiter);
    expect([own, (own ?? 0) + 1]).toContain(again);
  });

  test('lets those go on that wait when it is no longer shared', async () => {
    const limiter = createLimiter();
    const endSharing = limiter.share({ atOnce: () => 1, succeeded: () => undefined, refused: () => undefined });
    let started = 0;
    for (let i = 0; i < 10; i++) {
      void limiter.run(async () => {
        started++;
        await new Promise(() => undefined);
      });
    }
    expect(started).toBe(1);
    endSharing();
    await new Promise((resume) => setImmediate(resume));
    expect(started).toBe(10);
  });

  test('never ends, even where nothing is taken for a while', async () => {
    const { highest } = await load(200, (round) => (round < 30 ? 0 : 10));
    expect(highest).toBe(20);
  });

  test('rises while the server takes it, but not without bound', async () => {
    const { highest, refused } = await load(2000, () => 1000);
    expect(refused).toBe(0);
    expect(highest).toBe(100);
  });

  test('does not rise where nobody waits: that says nothing of what the server takes', async () => {
    const limiter = createLimiter();
    for (let i = 0; i < 1000; i++) await limiter.run(async () => undefined);
    let started = 0;
    const hanging = new Promise<void>(() => undefined);
    for (let i = 0; i < 50; i++) {
      void limiter.run(async () => {
        started++;
        await hanging;
      });
    }
    expect(started).toBe(20);
  });
});
