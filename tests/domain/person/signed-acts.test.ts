import { decide } from '../../../assets/domain/person/decide';
import { cancelOffboarding, dropHeld, releaseHeld } from '../../../assets/domain/person/decide-employment';
import { leaveFrom } from '../../../assets/domain/person/desired';
import { mergeRecords } from '../../../assets/domain/person/merge-records';
import type { EmploymentAct, PersonRecord } from '../../../assets/domain/person/record';
import { readRecord } from '../../../assets/domain/person/record-codec';
import { lastActOn, sign } from '../../../assets/domain/person/signed-acts';
import { undoLockout } from '../../../assets/domain/person/undo-lockout';
import { at, empty, event, recordAfter, situationAt } from './situation';

const DAYS = 24 * 60;
const SYNC_ITEM = 16 * 1024;
const LIMIT = { limitReached: true };
/** As long as a name may be. */
const LONGEST = '\u{1F600}'.repeat(64);

/** The record after an operator's rule at a minute, signed. */
function act(
  before: PersonRecord,
  rule: (record: PersonRecord) => { readonly record: PersonRecord } | undefined,
  kind: EmploymentAct,
  minute: number,
  by = 'Carla',
): PersonRecord {
  const ruling = rule(before);
  if (!ruling) throw new Error('nothing was decided');
  return sign(before, ruling.record, { act: kind, at: at(minute), by });
}

const held = decide(empty, event('offboarded', 'left', at(0)), situationAt(at(0), LIMIT)).record;
const left = recordAfter([event('offboarded', 'left', at(0)), at(0)]);
const release = (minute: number) => (record: PersonRecord) => releaseHeld(record, situationAt(at(minute)));
const keyOf = ({ held: [first] }: PersonRecord) => first?.key ?? '';

test('a release, a drop, an undo and a cancellation have the name of whose act they are', () => {
  const released = act(held, release(5), 'held-released', 5);
  expect(lastActOn(released, keyOf(held))).toMatchObject({ act: 'held-released', at: at(5), by: 'Carla' });
  const dropped = act(held, dropHeld, 'held-dropped', 6, 'Ada');
  expect(lastActOn(dropped, keyOf(held), 'held-dropped')).toMatchObject({ at: at(6), by: 'Ada' });
  expect(lastActOn(dropped, keyOf(held), 'held-released')).toBeUndefined();
  const undone = act(left, (record) => undoLockout(record, situationAt(at(7))), 'access-restored', 7);
  expect(lastActOn(undone, undone.employmentEvents.at(-1)?.key ?? '')).toMatchObject({ at: at(7), by: 'Carla' });
  const planned = recordAfter([event('offboarded', 'left', at(0), { effectiveAt: at(60) }), at(0)]);
  const stays = act(planned, (record) => cancelOffboarding(record, situationAt(at(8))), 'plan-dropped', 8);
  expect(lastActOn(stays, stays.employmentEvents.at(-1)?.key ?? '')).toMatchObject({ at: at(8), by: 'Carla' });
});

test('what an operator has left held is not signed, nor what has changed nothing', () => {
  const isProtected = situationAt(at(5), { protected: true });
  const ruling = releaseHeld(held, isProtected, 'limit');
  if (!ruling) throw new Error('nothing was decided');
  expect(ruling.record.held).toMatchObject([{ reason: 'protected' }]);
  expect(sign(held, ruling.record, { act: 'held-released', at: at(5), by: 'Carla' })).toBe(ruling.record);
  expect(sign(left, left, { act: 'access-restored', at: at(5), by: 'Carla' })).toBe(left);
});

test('a signed record is stored and read with its names, and the first event after a week takes them off', () => {
  const released = act(held, release(5), 'held-released', 5);
  expect(readRecord(JSON.parse(JSON.stringify(released)))).toEqual(released);
  const next = (minute: number) =>
    decide(released, event('profile', 'p', at(minute), { friendlyName: 'Ada' }), situationAt(at(minute))).record;
  expect(next(6 * DAYS).acts).toEqual(released.acts);
  expect(next(8 * DAYS)).not.toHaveProperty('acts');
});

test('two records of one person keep the acts of both, each once', () => {
  const released = act(held, release(5), 'held-released', 5);
  const undone = act(left, (record) => undoLockout(record, situationAt(at(3))), 'access-restored', 3);
  const merged = mergeRecords(released, undone, at(9));
  expect(merged.acts?.map(({ at: when }) => when)).toEqual([at(3), at(5)]);
  expect(mergeRecords(merged, undone, at(9)).acts).toEqual(merged.acts);
});

test('names push neither leave nor acts that count out of a full record, which stays under 16 KiB', () => {
  let record = empty;
  for (let n = 0; n < 20; n++)
    record = decide(record, event('offboarded', `o${n}`.padEnd(48, '-'), at(n)), situationAt(at(n), LIMIT)).record;
  for (let n = 1; n <= 100; n++) {
    const times = { from: at(n * DAYS), to: at((n + 1) * DAYS) };
    record = decide(record, event('leave', `l${n}`.padEnd(48, '-'), at(50), times), situationAt(at(50))).record;
  }
  const leave = leaveFrom(record, at(50));
  expect(leave).toHaveLength(60);
  for (let n = 0; n < 12; n++) {
    record = act(record, release(60 + n), 'held-released', 60 + n, LONGEST);
    expect(record.employmentEvents.length).toBeGreaterThan(0);
    const last = event('offboarded', `again${n}`.padEnd(48, '-'), at(60 + n));
    record = decide(record, last, situationAt(at(60 + n), { protected: true })).record;
    expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThan(SYNC_ITEM);
    expect(leaveFrom(record, at(50))).toEqual(leave);
  }
});
