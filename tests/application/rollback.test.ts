import { emptyRecord } from '../../assets/domain/person/record';
import { jsonOf } from '../api/http/body';
import { deliver } from '../support/deliveries';
import { operate, showRoster, showWhy } from '../support/operators';
import { rosterOf } from '../support/roster';
import { storeDocument, storedItems, storedRecords, storeItem, storeRecord } from '../support/stored';
import { postTick } from '../support/ticks';
import { ALERTS, withWorld } from '../support/with-world';

// This release meets what a later one, or an accident, has left in Sync: one person or Document of it must not stop the others.

const [ADA, BEN, CY] = ['ada@example.com', 'ben@example.com', 'cy@example.com'];

const world = withWorld(rosterOf(['ada', 'ben', 'cy']), { env: ALERTS });

async function tick() {
  const { status, body } = await postTick(world);
  const answer: { unreadable?: number; busy?: string; results?: unknown[] } = jsonOf(body);
  return { status, ...answer };
}
const later = (identity: string) => ({ ...emptyRecord(identity), v: 3, ofALaterRelease: true });

describe('a record of a later release', () => {
  test('costs its person alone: the tick answers 200, counts it, alerts, and switches the others', async () => {
    await storeRecord(world, ADA, later(ADA));
    const { status, unreadable } = await tick();
    expect({ status, unreadable }).toEqual({ status: 200, unreadable: 1 });
    expect(await Promise.all([ADA, BEN, CY].map(world.isAvailable))).toEqual([false, true, true]);
    expect(await world.texts()).toEqual([
      expect.stringContaining('The stored records of these people cannot be read: ada.'),
    ]);
    expect((await storedRecords(world)).map(({ data }) => data)).toEqual([later(ADA)]);
  });

  test('leaves its person on duty as they are, and the duty table keeps them', async () => {
    await tick();
    await storeRecord(world, ADA, later(ADA));
    world.clock.now = Date.parse('2026-11-02T16:00:00Z');
    await tick();
    world.passMinutes();
    await tick();
    expect(await Promise.all([ADA, BEN, CY].map(world.isAvailable))).toEqual([true, false, false]);
    const name = world.execution().records.name(ADA);
    await world.execution().records.remove(name);
    await tick();
    expect(await world.isAvailable(ADA)).toBe(false);
  });

  test('does not keep an announced leaving of somebody else from being applied', async () => {
    const effectiveAt = '2026-11-02T12:05:00Z';
    await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: BEN, effectiveAt } });
    await storeRecord(world, ADA, { v: 2, broken: true });
    world.passMinutes(5);
    await tick();
    expect(await world.user(BEN)).toMatchObject({ state: 'deactivated' });
  });

  test('is shown by name in GET /roster and in plain words in GET /people/why', async () => {
    await storeRecord(world, ADA, later(ADA));
    const { body } = await showRoster(world);
    expect(body.whole?.unreadable).toEqual(['ada']);
    expect(body.people[0]).toMatchObject({ person: 'ada', unreadable: true, should: { available: null } });
    expect(body.people[1]).not.toHaveProperty('unreadable');
    const why = await showWhy(world, { person: 'ada' });
    expect(why).toMatchObject({ status: 200, body: { person: { unreadable: true } } });
    // They may have left: nobody can tell whether Frontline has it right.
    expect(why.body.answer).toEqual([
      expect.stringContaining('The stored record of ada cannot be read'),
      expect.stringMatching(/^In Frontline they are (on|off) duty\. Whether that is right cannot be told/),
    ]);
  });

  test('is skipped by operators who act on everybody, and a line says so', async () => {
    await storeRecord(world, ADA, later(ADA));
    for (const door of ['release', 'replay'] as const) {
      const { status, body } = await operate(world, door);
      expect(status).toBe(200);
      expect(body.results).toEqual([
        expect.objectContaining({
          person: 'ada',
          outcome: 'ignored',
          detail: expect.stringContaining('cannot be read'),
        }),
      ]);
    }
    expect(await operate(world, 'undo', { person: 'ada' })).toMatchObject({ status: 200, outcomes: ['ignored'] });
    expect((await operate(world, 'reconcile', { apply: true })).body).toMatchObject({ unreadable: 1 });
    expect(await world.isAvailable(ADA)).toBe(false);
  });

  test('can be erased, and the person is switched again', async () => {
    await storeRecord(world, ADA, later(ADA));
    expect(await operate(world, 'erase', { person: 'ada' })).toMatchObject({ status: 200, outcomes: ['applied'] });
    await tick();
    expect(await world.isAvailable(ADA)).toBe(true);
  });
});

test('a damaged duty Document is made anew from Frontline, and alerted', async () => {
  await tick();
  await deliver(world, { type: 'staff.availability', id: 'a', data: { identity: ADA, available: false } });
  await deliver(world, { type: 'staff.availability', id: 'b', data: { identity: ADA, available: true } });
  // What the record says to have been applied is older than what was applied since.
  await world.put(ADA, { is_available: false });
  await storeDocument(world, 'rosterline-duty-0', { v: 1, at: 'yesterday', on: 7 });
  world.passMinutes();
  expect(await tick()).toMatchObject({ status: 200 });
  expect(await Promise.all([ADA, BEN, CY].map(world.isAvailable))).toEqual([true, true, true]);
  world.passMinutes();
  await tick();
  expect(await world.texts()).toEqual([expect.stringContaining('could not be read, and is made anew')]);
});

test('a damaged heartbeat Document is made anew, logged and alerted', async () => {
  await tick();
  await storeDocument(world, 'rosterline-heartbeat', { v: 1, lease: 'mine', differences: [] });
  world.passMinutes();
  expect(await tick()).toMatchObject({ status: 200 });
  expect(world.logged.join()).toContain('A released roster may be held again');
  expect((await world.execution().heartbeat.read()).beat.last).toMatchObject({ at: world.clock.now });
  world.passMinutes();
  await tick();
  expect(await world.texts()).toEqual([expect.stringContaining('could not be read, and is made anew')]);
});

test('audit entries that cannot be read are skipped and counted', async () => {
  await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: ADA } });
  const who = world.execution().records.name(ADA);
  await storeItem(world, 'rosterline-audit', `${world.clock.now}-x`, { v: 2, entries: [{ who }] });
  const { body } = await showWhy(world, { person: 'ada' });
  expect(body).toMatchObject({ auditUnreadable: 1, audit: [{ because: 'l' }] });
  await operate(world, 'erase', { person: 'ada' });
  expect(JSON.stringify(await storedItems(world, 'rosterline-audit'))).not.toContain(who);
});
