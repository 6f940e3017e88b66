import type { Received } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { runTick } from '../../support/ticks';
import { ALERTS, MONDAY_NOON, withWorld } from '../../support/with-world';
import { crowdOf, held, leave, leaveInOneDelivery, lockedOut, numbers } from './deliveries';

// More offboardings than the hourly limit allows, however they come.

const PEOPLE = 300;
const LIMIT = 30; // a tenth of the roster
const SYNC = 'sync.twilio.com';
const GUARD = '/v1/Services/default/Documents/rosterline-guard';
const HALF_REFUSED = { host: SYNC, status: 429, probability: 0.5 };

const world = withWorld(crowdOf(PEOPLE), { env: ALERTS });

const everybody = numbers(PEOPLE);
const outcomes = ({ results }: Received) => results.map(({ outcome }) => outcome);
const count = (all: readonly string[], wanted: string) => all.filter((outcome) => outcome === wanted).length;

/** Each delivery in a process of its own, all at once. */
const leaveAtOnce = (people: readonly number[]) =>
  Promise.all(
    people.map((person) => {
      world.restart();
      return leave(world, person);
    }),
  );

/** Senders send again what was answered 503, a minute later each time, with the event's own timestamp. */
async function sendAgain(people: readonly number[], answers: readonly Received[]): Promise<void> {
  let refused = people.filter((_, index) => answers[index]?.status === 503);
  for (let turn = 0; refused.length > 0; turn++) {
    if (turn === 30) throw new Error(`${refused.length} are still refused`);
    world.passMinutes();
    const again = await Promise.all(
      refused.map((person) => {
        world.restart();
        return leave(world, person, MONDAY_NOON);
      }),
    );
    refused = refused.filter((_, index) => again[index]?.status === 503);
  }
}

/** What was admitted, and did not fit into its execution any more, the next tick does. */
async function lockedOutByNow(): Promise<number> {
  world.passMinutes();
  await runTick(world);
  return lockedOut(world);
}

describe('three hundred people who leave within the hour', () => {
  test('in one delivery: thirty are locked out, counted in one write; the others are held, with one alert, and one release lets them go', async () => {
    const answer = await leaveInOneDelivery(world, everybody);
    expect(answer.status).toBe(200);
    expect([count(outcomes(answer), 'applied'), count(outcomes(answer), 'held')]).toEqual([LIMIT, PEOPLE - LIMIT]);
    expect([await lockedOut(world), await held(world)]).toEqual([LIMIT, PEOPLE - LIMIT]);
    expect(await world.texts()).toEqual([expect.stringContaining('more came within an hour')]);
    const writes = (await world.calls('sync', 'POST')).filter(
      ({ path, form }) => path === GUARD || form.UniqueName === 'rosterline-guard',
    );
    expect(writes).toHaveLength(1);

    world.passMinutes();
    const released = await operate(world, 'release');
    expect(released.status).toBe(200);
    expect(count(released.outcomes.map(String), 'applied')).toBe(PEOPLE - LIMIT);
    expect([await lockedOut(world), await held(world)]).toEqual([PEOPLE, 0]);
  });

  test('in deliveries at once, each in a process of its own: never more than thirty are locked out', async () => {
    const answers = await leaveAtOnce(everybody);
    await sendAgain(everybody, answers);
    const left = await lockedOutByNow();
    process.stdout.write(`300 deliveries at once: ${left} locked out\n`);
    expect(left).toBeLessThanOrEqual(LIMIT);
    expect(left).toBeGreaterThan(0);
    expect(await held(world)).toBe(PEOPLE - left);
  });

  test('in deliveries one after another: thirty are locked out, and operators get one alert', async () => {
    for (const person of everybody) {
      await leave(world, person);
      world.clock.now += 1000;
    }
    expect([await lockedOut(world), await held(world)]).toEqual([LIMIT, PEOPLE - LIMIT]);
    expect(await world.texts()).toEqual([expect.stringContaining('more came within an hour')]);
  });
});

// Sync works, but not fast enough for so many: each redelivery comes to another process, which has counted nobody yet.
test.each([600, 1000, 2400])(
  'a Sync that takes %i ms a call does not let more than thirty of three hundred in one delivery through, however often that comes',
  async (delayMs) => {
    await world.fault({ host: SYNC, delayMs });
    for (let turn = 0; turn < 4; turn++) {
      expect((await leaveInOneDelivery(world, everybody, MONDAY_NOON)).status).toBe(503);
      expect(await lockedOut(world)).toBeLessThanOrEqual(LIMIT);
      world.restart();
      world.clock.now += 30_000;
    }
    await world.mend();
    world.passMinutes();
    expect((await leaveInOneDelivery(world, everybody, MONDAY_NOON)).status).toBe(200);
    expect([await lockedOut(world), await held(world)]).toEqual([LIMIT, PEOPLE - LIMIT]);
  },
);

describe('while Sync answers 429 to a half of all calls', () => {
  beforeEach(() => world.fault(HALF_REFUSED));

  test('three hundred people one after another: thirty are locked out at most, nobody is lost, and a process alerts once', async () => {
    const refused: number[] = [];
    for (const person of everybody) {
      const { status } = await leave(world, person);
      if (status === 503) refused.push(person);
      world.clock.now += 1000;
    }
    expect(
      (await world.texts()).filter((text) => /more came within an hour|could not check how many/.test(text)),
    ).toHaveLength(1);
    await sendAgain(
      refused,
      refused.map(() => ({ status: 503 }) as Received),
    );
    await world.mend();
    const left = await lockedOutByNow();
    process.stdout.write(`300 one after another, half refused: ${refused.length} sent again, ${left} locked out\n`);
    expect(left).toBeLessThanOrEqual(LIMIT);
    expect(await held(world)).toBe(PEOPLE - left);
  });

  test('three hundred people in one delivery: never more than thirty are locked out, and nobody is lost', async () => {
    const answer = await leaveInOneDelivery(world, everybody);
    expect(await lockedOut(world)).toBeLessThanOrEqual(LIMIT);
    await sendAgain(everybody, answer.status === 503 ? everybody.map(() => answer) : []);
    await world.mend();
    const left = await lockedOutByNow();
    process.stdout.write(`300 in one delivery, half refused: ${answer.status}, ${left} locked out\n`);
    expect(left).toBeLessThanOrEqual(LIMIT);
    expect(await held(world)).toBe(PEOPLE - left);
    const released = await operate(world, 'release');
    expect(released.status).toBe(200);
    expect(await lockedOut(world)).toBe(PEOPLE);
  });

  test('three hundred deliveries at once, each in a process of its own: never more than thirty are locked out', async () => {
    const answers = await leaveAtOnce(everybody);
    expect(await lockedOut(world)).toBeLessThanOrEqual(LIMIT);
    await sendAgain(everybody, answers);
    await world.mend();
    const left = await lockedOutByNow();
    const again = answers.filter(({ status }) => status === 503).length;
    process.stdout.write(`300 deliveries at once, half refused: ${again} sent again, ${left} locked out\n`);
    expect(left).toBeLessThanOrEqual(LIMIT);
    expect(await held(world)).toBe(PEOPLE - left);
  });

  test('with Retry-After too: never more than thirty of three hundred are locked out', async () => {
    await world.mend();
    await world.fault({ ...HALF_REFUSED, retryAfter: 2 });
    const answers = await leaveAtOnce(everybody);
    await sendAgain(everybody, answers);
    await world.mend();
    const left = await lockedOutByNow();
    expect(left).toBeLessThanOrEqual(LIMIT);
    expect(await held(world)).toBe(PEOPLE - left);
  });
});
