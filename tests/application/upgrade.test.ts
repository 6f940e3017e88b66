import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tick } from '../../assets/application/tick/tick';
import { deliver } from '../support/deliveries';
import { rosterOf } from '../support/roster';
import { storedRecords, storeRecord } from '../support/stored';
import { MONDAY_NOON, withWorld } from '../support/with-world';

// A deployment that has records of the release before, or of a later one after a rollback.

const ADA = 'ada@example.com';
const BEN = 'ben@example.com';

const world = withWorld(rosterOf(['ada', 'ben']));

/** A record of Ada's that the release before version 2 stored. */
function storedV1(name: string) {
  return JSON.parse(readFileSync(join(__dirname, `../domain/person/fixtures/v1/${name}.json`), 'utf8'));
}

const store = (record: unknown) => storeRecord(world, ADA, record);

/** What is stored of anybody, as it lies in Sync. */
const stored = async () => (await storedRecords(world)).map(({ data }) => data);

test('a lock-out that the release before could not apply is applied by the first tick, and stored as version 2', async () => {
  const record = storedV1('pending-retried');
  await store(record);
  expect(await stored()).toEqual([record]);
  world.clock.now = record.pending.next;
  await tick(world.execution());
  expect(await world.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
  expect(await stored()).toEqual([
    expect.objectContaining({ v: 2, targets: { frontline: expect.objectContaining({ failed: [] }) } }),
  ]);
});

test('an event that the release before received is a duplicate', async () => {
  await store(storedV1('locked-out'));
  const event = { type: 'staff.offboarded', id: 'left', timestamp: MONDAY_NOON, data: { identity: ADA } };
  expect((await deliver(world, event)).results).toMatchObject([{ outcome: 'duplicate' }]);
  // Nothing changed, so nothing was written.
  expect(await stored()).toEqual([storedV1('locked-out')]);
});

test('a record of a later release is not misread: its person is refused, the others are not', async () => {
  const later = { ...storedV1('everything'), v: 3 };
  await store(later);
  const named = (id: string, identity: string) =>
    deliver(world, { type: 'staff.profile', id, data: { identity, friendlyName: 'Renamed' } });
  expect(await named('a', ADA)).toMatchObject({ status: 503 });
  expect(world.logged.join()).toContain('UnreadableRecord');
  expect(await stored()).toEqual([later]);
  expect(await named('b', BEN)).toMatchObject({ status: 200, results: [{ outcome: 'applied' }] });
});
