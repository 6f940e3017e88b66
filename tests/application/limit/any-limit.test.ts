import { withWorld } from '../../support/with-world';
import { crowdOf, held, leave, leaveInOneDelivery, lockedOut, numbers } from './deliveries';

// A limit of any size is kept: the count is spread over as many Documents as it takes.

describe('OFFBOARDING_LIMIT=200', () => {
  const world = withWorld(crowdOf(320), { env: { OFFBOARDING_LIMIT: '200' } });

  test('is kept with 320 deliveries, two at a time', async () => {
    for (let person = 0; person < 320; person += 2) {
      await Promise.all([leave(world, person), leave(world, person + 1)]);
      world.clock.now += 1000;
    }
    expect([await lockedOut(world), await held(world)]).toEqual([200, 120]);
  });
});

describe('OFFBOARDING_LIMIT=2000', () => {
  const world = withWorld(crowdOf(3), { env: { OFFBOARDING_LIMIT: '2000' } });

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
    expect((await leaveInOneDelivery(world, numbers(3))).status).toBe(200);
    const guard = (await world.calls('sync')).filter(
      ({ path, form }) => path.includes('rosterline-guard') || String(form.UniqueName).startsWith('rosterline-guard'),
    );
    expect(guard.filter(({ method }) => method === 'GET')).toHaveLength(5);
    expect(guard.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});
