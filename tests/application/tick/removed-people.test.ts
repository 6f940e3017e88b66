import { dryRun, type TickReport, tick } from '../../../assets/application/tick/tick';
import { printPlan } from '../../../cli/commands/plan';
import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';

const KEYS = ['ada', 'ben', 'cy', 'dee', 'eli'];
const ALL = rosterOf(KEYS);
const WITHOUT_BEN = rosterOf(KEYS.filter((key) => key !== 'ben'));
const BEN = 'ben@example.com';
const FRONTLINE = 'frontline-api.twilio.com';

/** The next read of the list's part answers what was there two versions ago. */
const STALE_PART = {
  host: 'sync.twilio.com',
  method: 'GET',
  path: '/v1/Services/default/Documents/rosterline-roster-people-1',
  stale: true,
  times: 1,
};

const world = withWorld(ALL);

async function run(): Promise<TickReport> {
  world.passMinutes();
  const report = await tick(world.execution());
  if (!report) throw new Error('another tick is at work');
  return report;
}
const kept = async () => {
  const stored = await world.execution().rosterPeople.read();
  if (!stored || 'unreadable' in stored) throw new Error('nothing that can be read');
  return stored;
};
const listWrites = async () =>
  (await world.calls('sync', 'POST')).filter(
    ({ path, form }) => path.includes('roster-people') || String(form.UniqueName).includes('roster-people'),
  ).length;

describe('somebody taken off the roster while on duty', () => {
  test('is switched off by the next tick, with the reason', async () => {
    await run();
    expect(await world.isAvailable(BEN)).toBe(true);
    world.deploy(WITHOUT_BEN);
    const { results, people, held } = await run();
    expect(results).toMatchObject([
      { person: 'ben', available: false, because: 'taken off the roster', outcome: 'applied' },
    ]);
    expect({ people, held }).toEqual({ people: 4, held: 0 });
    expect(await world.isAvailable(BEN)).toBe(false);
    expect((await kept()).removed).toEqual([]);
    expect((await run()).results).toEqual([]);
  });

  test('is switched off by a later tick when Frontline does not take the change at once', async () => {
    await run();
    world.deploy(WITHOUT_BEN);
    await world.fault({ host: FRONTLINE, path: '/v1/Users/ben%40example.com', method: 'POST', status: 500 });
    expect((await run()).results).toMatchObject([{ person: 'ben', outcome: 'retrying' }]);
    expect((await kept()).removed).toEqual([{ key: 'ben', identity: BEN, available: true }]);
    await world.mend();
    expect((await run()).results).toMatchObject([{ person: 'ben', outcome: 'applied' }]);
    expect(await world.isAvailable(BEN)).toBe(false);
  });

  test('stays as they are while their user cannot be fetched', async () => {
    await run();
    world.deploy(WITHOUT_BEN);
    await world.fault({ host: FRONTLINE, path: '/v1/Users/ben%40example.com', method: 'GET', status: 500 });
    expect(await run()).toMatchObject({ results: [], unseen: 1 });
    expect(await world.isAvailable(BEN)).toBe(true);
    await world.mend();
    await run();
    expect(await world.isAvailable(BEN)).toBe(false);
  });

  test('is switched off although their last availability is not known any more', async () => {
    await run();
    const { applied } = world.execution();
    const table = await applied.read(0);
    await applied.write(0, { ...table, on: new Set(), off: new Set() });
    world.deploy(WITHOUT_BEN);
    await run();
    expect(await world.isAvailable(BEN)).toBe(false);
  });

  test('is left alone where the roster has the same user by its SID', async () => {
    await run();
    const { sid } = await world.user(BEN);
    world.deploy(ALL.replace(BEN, sid));
    expect((await run()).results).toEqual([]);
    expect(await world.isAvailable(BEN)).toBe(true);
    expect((await kept()).removed).toEqual([]);
  });

  test('stays available for as long as an override says so, and is switched off after it', async () => {
    await run();
    const data = { identity: BEN, available: true, until: '2026-11-02T12:30:00Z' };
    await deliver(world, { type: 'staff.availability', id: 'o', data });
    world.deploy(WITHOUT_BEN);
    expect((await run()).results).toEqual([]);
    expect(await world.isAvailable(BEN)).toBe(true);
    world.clock.now = Date.parse('2026-11-02T12:31:00Z');
    await run();
    expect(await world.isAvailable(BEN)).toBe(false);
  });

  test('is switched off although Sync answers once what a part of the list held before', async () => {
    await run();
    for (const gone of [['eli'], ['dee'], ['dee', 'ben']]) {
      if (gone.length === 2) await world.fault(STALE_PART);
      world.deploy(rosterOf(KEYS.filter((key) => !gone.includes(key))));
      await run();
    }
    expect(await world.isAvailable(BEN)).toBe(false);
    expect(world.logged.join()).not.toContain('cannot be read');
  });

  test('is not switched off when they are back on the roster by then', async () => {
    await run();
    world.deploy(WITHOUT_BEN);
    await world.fault({ host: FRONTLINE, method: 'POST', status: 500 });
    await run();
    await world.mend();
    world.deploy(ALL);
    expect((await run()).results).toEqual([]);
    expect(await world.isAvailable(BEN)).toBe(true);
  });
});

describe('a roster that lacks more than half of those on duty', () => {
  const TRUNCATED = rosterOf(['ada', 'ben']);

  test('is held: nobody is switched off, operators are alerted, and a release lets it through', async () => {
    await run();
    world.deploy(TRUNCATED);
    expect(await run()).toMatchObject({ results: [], held: 3 });
    expect(await run()).toMatchObject({ results: [], held: 3 });
    expect(await world.isAvailable('cy@example.com')).toBe(true);
    expect(world.logged.join()).toContain('held-roster');
    expect((await operate(world, 'release', { roster: true })).outcomes).toEqual(['applied']);
    expect((await run()).results).toHaveLength(3);
    for (const key of ['cy', 'dee', 'eli']) expect(await world.isAvailable(`${key}@example.com`)).toBe(false);
    expect((await kept()).removed).toEqual([]);
  });

  test('does no harm when the right roster follows', async () => {
    await run();
    world.deploy(TRUNCATED);
    await run();
    world.deploy(ALL);
    expect(await run()).toMatchObject({ results: [], held: 0 });
    expect(await world.isAvailable('eli@example.com')).toBe(true);
  });
});

describe('the people of the roster', () => {
  test('are kept by the first tick, and written and read again only when the roster has changed', async () => {
    await run();
    expect((await kept()).people).toHaveLength(5);
    const reads = async () =>
      (await world.calls('sync', 'GET')).filter(({ path }) => path.includes('roster-people')).length;
    const [writes, before] = [await listWrites(), await reads()];
    await run();
    expect([await listWrites(), await reads()]).toEqual([writes, before]);
    world.deploy(WITHOUT_BEN);
    await run();
    expect(await listWrites()).toBeGreaterThan(writes);
  });

  test('leave nobody switched off by the first tick of this release, which knows of no earlier roster', async () => {
    await world.put('old@example.com', { is_available: true });
    expect((await run()).results.map(({ person }) => person)).toEqual(KEYS);
    expect(await world.isAvailable('old@example.com')).toBe(true);
  });

  test('of 3000 fill several Documents, each below 10 KiB, and come back whole', async () => {
    const people = Array.from({ length: 3000 }, (_, n) => {
      const identity = `person.${(n * 7919) % 9973}.${n.toString(36)}@example-${n % 13}.com`;
      return { key: `p${n}`, identity };
    });
    const store = world.execution().rosterPeople;
    for (const removed of [[], [{ key: 'x', identity: 'x@example.com', available: true }]]) {
      const stored = await store.read();
      await store.write({
        at: world.clock.now,
        people,
        removed,
        ...(stored?.revision && { revision: stored.revision }),
      });
      expect(await store.read()).toMatchObject({ people, removed });
    }
    const writes = (await world.calls('sync', 'POST')).filter(({ form }) => String(form.Data).includes('"text"'));
    expect(writes.length).toBeGreaterThan(4);
    for (const { form } of writes) expect(String(form.Data).length).toBeLessThan(10_240);
  });

  test('are not overwritten because a read answers what was there before they were first kept', async () => {
    await run();
    world.deploy(WITHOUT_BEN);
    await world.fault({
      host: 'sync.twilio.com',
      path: '/v1/Services/default/Documents/rosterline-roster-people-0',
      stale: true,
    });
    await run();
    await world.mend();
    await run();
    expect(await world.isAvailable(BEN)).toBe(false);
    expect(world.logged.join()).not.toContain('"alert":"roster-people"');
  });

  test('that cannot be read are alerted and kept anew after some minutes, and ticks go on meanwhile', async () => {
    await run();
    const { revision } = await kept();
    const written = await world.twilio.call('/v1/Services/default/Documents/rosterline-roster-people-0', {
      method: 'POST',
      form: { Data: JSON.stringify({ v: 7 }) },
    });
    expect({ revision, status: written.status }).toMatchObject({ status: 200 });
    world.deploy(WITHOUT_BEN);
    for (let n = 0; n < 11; n++) await run();
    expect(world.logged.join()).toContain('"alert":"roster-people"');
    expect((await kept()).people).toHaveLength(4);
  });
});

describe('a dry run', () => {
  test('lists who would be switched off, and writes nothing', async () => {
    await run();
    world.deploy(WITHOUT_BEN);
    const before = (await world.calls('sync', 'POST')).length;
    const report = await dryRun(world.execution());
    expect(report.results).toMatchObject([{ person: 'ben', available: false, because: 'taken off the roster' }]);
    expect(printPlan(report)).toMatch(/ben\s+│ not available │ taken off the roster/);
    expect(await world.calls('sync', 'POST')).toHaveLength(before);
    expect(await world.isAvailable(BEN)).toBe(true);
  });

  test('by DRY_RUN leaves the real list alone, so that the tick after it switches them off', async () => {
    await run();
    world.configure({ DRY_RUN: 'true' });
    world.deploy(WITHOUT_BEN);
    const writes = await listWrites();
    expect((await run()).results).toContainEqual(
      expect.objectContaining({ person: 'ben', because: 'taken off the roster' }),
    );
    expect(await listWrites()).toBe(writes);
    expect(await world.isAvailable(BEN)).toBe(true);
    world.configure({});
    await run();
    expect(await world.isAvailable(BEN)).toBe(false);
  });
});
