import { refile } from '../../assets/application/refile-records';
import { tick } from '../../assets/application/tick/tick';
import { deliver } from '../support/deliveries';
import { operate, showRoster } from '../support/operators';
import { rosterOf } from '../support/roster';
import { storedRecords } from '../support/stored';
import { ALERTS, MONDAY_NOON, withWorld } from '../support/with-world';

// RECORD_KEY was changed or lost: every record is under a name that does not fit any more.

const [ADA, BEN, CY] = ['ada@example.com', 'ben@example.com', 'cy@example.com'];
const ANOTHER = { RECORD_KEY: 'another-key-of-the-tests' };

const world = withWorld(rosterOf(['ada', 'ben', 'cy']), { env: ALERTS });

const run = () => tick(world.execution());
const left = (identity: string, id: string, effectiveAt?: string) =>
  deliver(world, { type: 'staff.offboarded', id, data: { identity, ...(effectiveAt && { effectiveAt }) } });
const names = async () => (await storedRecords(world)).map(({ key }) => key).sort();
const namesOf = (...identities: string[]) => identities.map((one) => world.execution().records.name(one)).sort();

describe('after RECORD_KEY was changed', () => {
  test('a departed user who was let in is really locked out again, and the record is refiled', async () => {
    await left(ADA, 'l');
    world.configure(ANOTHER);
    await world.put(ADA, { state: 'active', is_available: true });
    world.passMinutes();
    await run();
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
    expect(await names()).toEqual(namesOf(ADA));
    expect(await world.texts()).toContainEqual(expect.stringContaining('RECORD_KEY was changed or lost: 1 records'));
    world.passMinutes();
    await run();
    expect((await world.texts()).filter((text) => text.includes('RECORD_KEY'))).toHaveLength(1);
  });

  test('an announced leaving is applied when it is due, by the first tick of the new key', async () => {
    await left(BEN, 'l', '2026-11-02T13:00:00Z');
    world.configure(ANOTHER);
    world.passMinutes(60);
    await run();
    expect(await world.user(BEN)).toMatchObject({ state: 'deactivated' });
    expect(await names()).toEqual(namesOf(BEN));
  });

  test('a dry run of a tick counts what is misfiled and moves nothing', async () => {
    await left(ADA, 'l');
    const before = await names();
    world.configure(ANOTHER);
    const { body } = await showRoster(world);
    expect(body.people[0]).toMatchObject({ should: { state: 'deactivated' } });
    expect(await names()).toEqual(before);
  });

  test('a record that came under the new key is merged with the one under the former', async () => {
    await left(ADA, 'first');
    world.configure(ANOTHER);
    world.passMinutes();
    await deliver(world, { type: 'staff.profile', id: 'p', data: { identity: ADA, friendlyName: 'Ada L.' } });
    await run();
    const { record } = await world.execution().records.read(ADA);
    expect(record).toMatchObject({ employmentEvents: [{ event: 'first' }], profile: { name: { value: 'Ada L.' } } });
    expect(await names()).toEqual(namesOf(ADA));
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test('releasing everybody finds what is held under the former name', async () => {
    world.configure({ OFFBOARDING_LIMIT: '1' });
    await left(ADA, 'first');
    await left(CY, 'l');
    world.configure(ANOTHER);
    expect((await operate(world, 'release')).outcomes).toEqual(['applied']);
    expect(await world.user(CY)).toMatchObject({ state: 'deactivated' });
  });

  test('erasing a person removes what is under the former name', async () => {
    await left(ADA, 'l');
    world.configure(ANOTHER);
    expect((await operate(world, 'erase', { person: 'ada' })).outcomes).toEqual(['applied']);
    expect(await names()).toEqual([]);
  });

  test('a tick refiles at most 50 records, and the following ones the rest', async () => {
    const strangers = Array.from({ length: 60 }, (_, index) => `s${index}@example.com`);
    for (const identity of strangers) {
      await deliver(world, {
        type: 'staff.leave',
        id: identity,
        data: { identity, from: MONDAY_NOON, to: '2026-11-03T12:00:00Z' },
      });
      world.clock.now += 500;
    }
    world.configure(ANOTHER);
    const fitting = namesOf(...strangers);
    const refiled = async () => (await names()).filter((name) => fitting.includes(name)).length;
    await run();
    expect(await refiled()).toBe(50);
    world.passMinutes();
    await run();
    expect(await names()).toEqual(fitting);
  });

  test('refiling is safe wherever it is cut off', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 30; at++) {
        world.configure({});
        await world.reset(MONDAY_NOON);
        await world.seed();
        await left(ADA, 'l');
        await left(BEN, 'm', '2026-11-02T13:00:00Z');
        world.configure(ANOTHER);
        world.passMinutes();
        await new Promise<void>((resume) => {
          tick(world.execution({ at, when, onDeath: resume })).then(
            () => resume(),
            () => resume(),
          );
        });
        world.passMinutes();
        await run();
        world.passMinutes();
        await run();
        const kept = await Promise.all(
          [ADA, BEN].map(async (one) => (await world.execution().records.read(one)).record),
        );
        expect({ at, when, kept: kept.map((record) => record?.employmentEvents.length) }).toEqual({
          at,
          when,
          kept: [1, 1],
        });
        expect({ at, when, names: await names() }).toEqual({ at, when, names: namesOf(ADA, BEN) });
        expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
        expect(await world.user(BEN)).toMatchObject({ state: 'active' });
      }
    }
  });
});

test('refile() moves a record to the identity that Frontline has, merged with what is there', async () => {
  const { sid } = await world.user(ADA);
  await deliver(world, { type: 'staff.profile', id: 'p', data: { identity: ADA, friendlyName: 'Ada L.' } });
  const ports = world.execution();
  // As a delivery that names the SID would have been filed while Frontline could not be asked.
  const { record } = await ports.records.read(ADA);
  if (!record) throw new Error('no record');
  const employmentEvents = [{ kind: 'offboarded', occurredAt: 1, effectiveAt: 1, event: 'l', key: 'k' }] as const;
  await ports.records.write(sid, { ...record, identity: sid, employmentEvents }, undefined, 'prepare');
  expect(await refile(sid, ADA, ports)).toBe(true);
  expect(await names()).toEqual(namesOf(ADA));
  expect((await ports.records.read(ADA)).record).toMatchObject({ identity: ADA, employmentEvents: [{ event: 'l' }] });
  expect(await refile(sid, ADA, ports)).toBe(false);
});
