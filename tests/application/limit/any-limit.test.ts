import { SECRETS, startWorld, type World } from '../../support/world';
import { held, leave, leaveInOneDelivery, lockedOut, numbers, rosterOf } from './deliveries';

// A limit of any size is kept: the count is spread over as many Documents as it takes.

const MONDAY_NOON = '2026-11-02T12:00:00Z';

test('OFFBOARDING_LIMIT=200 is kept with 320 deliveries, two at a time', async () => {
  const world = await startWorld(rosterOf(320), { ...SECRETS, OFFBOARDING_LIMIT: '200' });
  try {
    await world.reset(MONDAY_NOON);
    await world.seed();
    for (let person = 0; person < 320; person += 2) {
      await Promise.all([leave(world, person), leave(world, person + 1)]);
      world.clock.now += 1000;
    }
    expect([await lockedOut(world), await held(world)]).toEqual([200, 120]);
  } finally {
    await world.end();
  }
}, 240_000);

describe('OFFBOARDING_LIMIT=2000', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(rosterOf(3), { ...SECRETS, OFFBOARDING_LIMIT: '2000' });
  });
  afterAll(() => world.end());
  beforeEach(() => world.reset(MONDAY_NOON));

  const admit = (from: number, people: number) =>
    world.execution().lockouts.admit(
      numbers(people).map((person) => world.execution().records.name(`${from + person}`)),
      world.clock.now,
      2000,
    );

  test('admits two thousand people, in Documents below 10 KiB, and not one more', async () => {
    let admitted = 0;
    for (let from = 0; from < 2400; from += 300) admitted += (await admit(from, 300)).admitted.size;
    expect(admitted).toBe(2000);
    expect((await admit(0, 300)).admitted.size).toBe(300); // delivered again
    const writes = (await world.calls('sync', 'POST')).map(({ form }) => Buffer.byteLength(String(form.Data ?? '')));
    expect(Math.max(...writes)).toBeLessThan(10 * 1024);
    expect(writes.length).toBeLessThan(20);
  });

  test('admits again in the next hour', async () => {
    for (let from = 0; from < 2000; from += 500) await admit(from, 500);
    world.clock.now += 3_600_000;
    expect((await admit(5000, 500)).admitted.size).toBe(500);
  });

  test('lets a delivery of few people through with a read of each Document and one write', async () => {
    await world.seed();
    expect((await leaveInOneDelivery(world, numbers(3))).status).toBe(200);
    const guard = (await world.calls('sync')).filter(
      ({ path, form }) => path.includes('rosterline-guard') || String(form.UniqueName).startsWith('rosterline-guard'),
    );
    expect(guard.filter(({ method }) => method === 'GET')).toHaveLength(5);
    expect(guard.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});
