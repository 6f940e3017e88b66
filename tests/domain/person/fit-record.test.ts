import { decide } from '../../../assets/domain/person/decide';
import { leaveFrom } from '../../../assets/domain/person/desired';
import { emptyRecord, type PersonRecord } from '../../../assets/domain/person/record';
import { recordAttempt } from '../../../assets/domain/person/record-attempt';
import { at, event, frontlineOf, situationAt } from './situation';

const DAYS = 24 * 60;
const SYNC_ITEM = 16 * 1024;
const bytes = (record: PersonRecord) => Buffer.byteLength(JSON.stringify(record));

function failedAttempt(record: PersonRecord, now: number): PersonRecord {
  const { event = '', change = {} } = frontlineOf(record).pending ?? {};
  return recordAttempt(record, { target: 'frontline', event, change, result: { result: 'failed' } }, now, 0);
}

/** A record with as much as can be in it, and then 100 leaves. The change that is pending at the end was given up twice before. */
function fullRecord(identity: string, name: string, avatar: string) {
  let record = emptyRecord(identity);
  let largest = 0;
  let dropped = 0;
  const send = (staff: ReturnType<typeof event>, now: number, isProtected = false) => {
    const decision = decide(record, staff, situationAt(now, { protected: isProtected }));
    if (decision.full) dropped++;
    record = decision.record;
    largest = Math.max(largest, bytes(record));
  };
  for (let n = 0; n < 20; n++) send(event('reinstated', `r${n}`.padEnd(48, '-'), at(n)), at(n));
  for (let n = 20; n < 40; n++) send(event('offboarded', `o${n}`.padEnd(48, '-'), at(n)), at(n), true);
  for (let n = 40; n < 43; n++) {
    send(
      event('profile', `p${n}`.padEnd(48, '-'), at(n), { friendlyName: `${name}${n}`, avatar: `${avatar}${n}` }),
      at(n),
    );
    // Given up a day after the first attempt.
    for (const day of n === 42 ? [] : [0, 1]) record = failedAttempt(record, at(n + day * DAYS));
  }
  for (let n = 1; n <= 100; n++) {
    const times = { from: at(n * DAYS), to: at((n + 1) * DAYS) };
    send(event('leave', `l${n}`.padEnd(48, '-'), at(50), times), at(50));
  }
  return { record, largest, dropped };
}

test('60 live leaves fit beside a full history, held offboardings and changes that were given up', () => {
  const { record, largest, dropped } = fullRecord(
    'a.rather.long.name@a-rather-long-department.example.com',
    'Ada Lovelace of the Analytical Engine ',
    `https://example.com/${'x'.repeat(180)}`,
  );
  expect(record.held).toHaveLength(8);
  expect(record.employmentEvents.length).toBeGreaterThan(16);
  expect(frontlineOf(record).failed).toHaveLength(2);
  expect(leaveFrom(record, at(50)).map(({ from }) => from)).toEqual(
    Array.from({ length: 60 }, (_, n) => at((n + 1) * DAYS)),
  );
  expect(dropped).toBe(40);
  expect(largest).toBeLessThan(SYNC_ITEM);
});

test('a record whose texts are as long as texts may be stays under 16 KiB: it keeps the leave that begins first', () => {
  const { record, largest, dropped } = fullRecord(
    '\u0001'.repeat(256),
    '\u0001'.repeat(120),
    `https://example.com/${'"'.repeat(480)}`,
  );
  const kept = leaveFrom(record, at(50));
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.map(({ from }) => from)).toEqual(kept.map((_, n) => at((n + 1) * DAYS)));
  expect(dropped).toBe(100 - kept.length);
  expect(largest).toBeLessThan(SYNC_ITEM);
});

test('leave that was taken is not displaced by changes that fail later, however full the record is', () => {
  const name = '\u0001'.repeat(100);
  let record = emptyRecord('\u0001'.repeat(256));
  const send = (staff: ReturnType<typeof event>, now: number) => {
    const decision = decide(record, staff, situationAt(now));
    record = decision.record;
    return decision;
  };
  const profile = (n: number) =>
    event('profile', `p${n}`, at(n), {
      friendlyName: `${name}${n}`,
      avatar: `https://example.com/${'"'.repeat(480)}${n}`,
    });
  send(profile(10), at(10));
  record = { ...record, targets: { frontline: { failed: [] } } }; // Frontline has taken it
  for (let n = 1; n <= 100; n++)
    send(event('leave', `l${n}`, at(11), { from: at(n * DAYS), to: at((n + 1) * DAYS) }), at(11));
  const taken = leaveFrom(record, at(20));
  expect(taken.length).toBeLessThan(60);
  for (let n = 20; n < 23; n++) {
    expect(send(profile(n), at(n)).full).toBeUndefined();
    for (const day of n === 22 ? [] : [0, 1 * DAYS]) record = failedAttempt(record, at(n + day));
  }
  expect(leaveFrom(record, at(23))).toEqual(taken);
});
