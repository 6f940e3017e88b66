import { decide } from '../../../assets/domain/person/decide';
import { leaveFrom, shiftsFrom } from '../../../assets/domain/person/desired';
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

describe('leave and shifts share the room of a record', () => {
  const send = (record: PersonRecord, type: string, id: string, data: object) =>
    decide(record, event(type, id, at(0), { ...data }), situationAt(at(0)));
  const day = (n: number) => ({ from: at(n * DAYS), to: at(n * DAYS + 480) });

  test('what is under way, and the next of both, stays, however many of either arrive in whatever order', () => {
    const NEAR = 0;
    const FAR = 200;
    for (const [shiftsFirst, reversed] of [
      [true, false],
      [true, true],
      [false, false],
      [false, true],
    ]) {
      const [shiftDay, leaveDay] = shiftsFirst ? [NEAR, FAR] : [FAR, NEAR];
      // Long texts, so that sixty of the smaller ones do not fit either.
      const texts = { friendlyName: '\u0001'.repeat(120), avatar: `https://example.com/${'"'.repeat(480)}` };
      let { record } = send(emptyRecord('\u0001'.repeat(256)), 'profile', 'p', texts);
      const days = Array.from({ length: 90 }, (_, n) => n);
      for (const n of reversed ? days.reverse() : days) {
        const shift = { id: `s${n}`, ...day(shiftDay + n), label: '"'.repeat(64) };
        record = send(record, 'shift', `s${n}`, shift).record;
        record = send(record, 'leave', `l${n}`, day(leaveDay + n)).record;
        expect(bytes(record)).toBeLessThan(SYNC_ITEM);
      }
      const starts = [shiftsFrom(record, at(0)), leaveFrom(record, at(0))].map((list) =>
        list.map(({ from }) => from).sort((a, b) => a - b),
      );
      expect(starts.map(([first]) => first)).toEqual([at(shiftDay * DAYS), at(leaveDay * DAYS)]);
      // Of those that come first, the next ones as well, without a gap.
      const [near = []] = shiftsFirst ? starts : [...starts].reverse();
      expect(near.length).toBeGreaterThan(20);
      expect(near).toEqual(near.map((_, n) => at(n * DAYS)));
    }
  });

  test('a shift for which there is no room is refused, the decision says so, and the record stays as it is', () => {
    let record = emptyRecord('ada@example.com');
    for (let n = 1; n <= 60; n++) {
      const decision = send(record, 'shift', `s${n}`, { id: `s${n}`, ...day(n) });
      expect(decision.full).toBeUndefined();
      record = decision.record;
    }
    const refused = send(record, 'shift', 's61', { id: 's61', ...day(61) });
    expect(refused).toMatchObject({ outcome: 'ignored', full: true });
    expect(refused.record).toBe(record);
    const sooner = send(record, 'shift', 's0', { id: 's0', ...day(0) });
    expect(sooner).toMatchObject({ full: true });
    expect(shiftsFrom(sooner.record, at(0)).map(({ from }) => from)).toEqual(
      Array.from({ length: 60 }, (_, n) => at(n * DAYS)),
    );
  });

  test('a shift that has ended is remembered for a week and then forgotten, and the record has no list of shifts', () => {
    const ended = send(emptyRecord('ada@example.com'), 'shift', 's', { id: 's', ...day(0) }).record;
    const later = (days: number) =>
      decide(ended, event('profile', 'p', at(1), { friendlyName: 'Ada' }), situationAt(at(480 + days * DAYS))).record;
    expect(later(6).shifts).toHaveLength(1);
    expect(later(8)).not.toHaveProperty('shifts');
  });
});
