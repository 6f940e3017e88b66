import fc from 'fast-check';
import { decide } from '../../../assets/domain/person/decide';
import { releaseHeld } from '../../../assets/domain/person/decide-employment';
import type { Decision, Situation } from '../../../assets/domain/person/decision';
import { desiredAvailability, leaveFrom, overrideAt, shiftsFrom } from '../../../assets/domain/person/desired';
import { employmentAt } from '../../../assets/domain/person/employment-history';
import { mergeRecords } from '../../../assets/domain/person/merge-records';
import { dueChange, replayFailed } from '../../../assets/domain/person/outbox';
import { emptyRecord, type PersonRecord } from '../../../assets/domain/person/record';
import { recordAttempt } from '../../../assets/domain/person/record-attempt';
import { readRecord } from '../../../assets/domain/person/record-codec';
import { isUndoable } from '../../../assets/domain/person/undo-lockout';
import type { StaffEvent } from '../../../assets/domain/staff-event';
import { toEvent, words, wordsOfSeveral } from './arbitrary';
import { oracle } from './oracle';
import { at, empty, event, frontlineOf, recordAfter, situationAt } from './situation';

const END = 2200;

/** Leave, overrides and profiles, each at a minute of its own, between the employment events of {@link words}. */
const further = fc
  .uniqueArray(
    fc.record({
      type: fc.constantFrom(
        'leave' as const,
        'leave_cancelled' as const,
        'shift' as const,
        'shift_cancelled' as const,
        'availability' as const,
        'profile' as const,
      ),
      said: fc.integer({ min: 0, max: 100 }),
      id: fc.nat(2),
      length: fc.integer({ min: 1, max: 3000 }),
      isOn: fc.boolean(),
    }),
    { selector: ({ said }) => said, maxLength: 8 },
  )
  .map((all) =>
    all.map(({ type, said, id, length, isOn }): { readonly said: number; readonly staff: StaffEvent } => {
      const minute = said * 10 + 5;
      const data = {
        leave: { id: `l${id}`, from: at(minute), to: at(minute + length) },
        leave_cancelled: { id: `l${id}` },
        shift: { id: `s${id}`, from: at(minute), to: at(minute + length), ...(isOn && { label: 'desk' }) },
        shift_cancelled: { id: `s${id}` },
        availability: { available: isOn, until: at(minute + length) },
        profile: { friendlyName: `Ada ${id}` },
      }[type];
      return { said: minute, staff: event(type, `${type}-${minute}`, at(minute), data) };
    }),
  );

/** Each event with the record that receives it, its delay in minutes, and whether the other record receives it as well. */
const deliveries = fc.tuple(fc.oneof(words, wordsOfSeveral), further).chain(([employment, rest]) => {
  const all = [...employment.map((word) => ({ said: word.said, staff: toEvent(word) })), ...rest];
  const where = fc.record({ second: fc.boolean(), both: fc.boolean(), delay: fc.oneof(fc.constant(0), fc.nat(1100)) });
  return fc.array(where, { minLength: all.length, maxLength: all.length }).map((places) => ({
    employment,
    arrivals: all
      .map(({ said, staff }, index) => {
        const { second = false, both = false, delay = 0 } = places[index] ?? {};
        return { staff, second, both, arrival: said + delay };
      })
      .sort((a, b) => a.arrival - b.arrival),
  }));
});

/** Frontline's one user, whom two records change, as long as nobody knows that they are of one person. */
class SharedUser {
  access = true;

  /** Applies what a decision claims, and confirms it. */
  apply({ record, claimed }: Decision, now: number): PersonRecord {
    const change = claimed?.frontline;
    const { pending } = frontlineOf(record);
    if (!change || !pending) return record;
    const user = { id: 'US1', account: 'ada@example.com', access: this.access, available: false, name: '', avatar: '' };
    if (change.access !== undefined) this.access = change.access;
    const result = { result: 'applied' as const, user: { ...user, access: this.access }, before: user };
    return recordAttempt(record, { target: 'frontline', event: pending.event, change, result }, now, 0);
  }

  /** A tick. */
  tick(record: PersonRecord, situation: Situation): PersonRecord {
    const due = dueChange(record, situation);
    return due ? this.apply(due, situation.now) : record;
  }
}

function receive(arrivals: readonly { staff: StaffEvent; second: boolean; both: boolean; arrival: number }[]) {
  const user = new SharedUser();
  let [first, second] = [empty, emptyRecord('Ada@example.com')];
  let whole = empty;
  for (const { staff, second: isSecond, both, arrival } of arrivals) {
    const situation = situationAt(at(arrival));
    first = user.tick(first, situation);
    second = user.tick(second, situation);
    if (!isSecond || both) first = user.apply(decide(first, staff, situation), at(arrival));
    if (isSecond || both) second = user.apply(decide(second, staff, situation), at(arrival));
    whole = decide(whole, staff, situation).record;
  }
  return { user, first, second, whole };
}

test('deliveries split over two records and merged mean the same as if one record had received them', () => {
  fc.assert(
    fc.property(deliveries, fc.nat(800), ({ employment, arrivals }, later) => {
      const { first, second, whole } = receive(arrivals);
      const now = at(END + later);
      for (const merged of [mergeRecords(first, second, now), mergeRecords(second, first, now)]) {
        expect(employmentAt(merged.employmentEvents, now).left).toBe(oracle(employment, END + later));
        for (const instant of [now, at(4000), at(6000)]) {
          const { left, by, plans } = employmentAt(whole.employmentEvents, instant);
          const other = employmentAt(merged.employmentEvents, instant);
          expect([other.left, other.by, new Set(other.plans)]).toEqual([left, by, new Set(plans)]);
          const outsider = situationAt(instant, { known: false });
          expect(desiredAvailability(merged, outsider)).toBe(desiredAvailability(whole, outsider));
          expect(overrideAt(merged, instant)).toEqual(overrideAt(whole, instant));
          expect(new Set(leaveFrom(merged, instant))).toEqual(new Set(leaveFrom(whole, instant)));
          expect(new Set(shiftsFrom(merged, instant))).toEqual(new Set(shiftsFrom(whole, instant)));
        }
        expect(merged.profile).toEqual(whole.profile);
        for (const { staff } of arrivals) {
          expect(decide(merged, staff, situationAt(now)).record.employmentEvents).toEqual(merged.employmentEvents);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('after merging, the next tick makes the user as the merged record wants it, whatever each record told Frontline', () => {
  fc.assert(
    fc.property(deliveries, fc.boolean(), ({ arrivals }, isSwapped) => {
      const { user, first, second } = receive(arrivals);
      const now = at(END);
      const merged = isSwapped ? mergeRecords(second, first, now) : mergeRecords(first, second, now);
      const { by, left } = employmentAt(merged.employmentEvents, now);
      const after = user.tick(merged, situationAt(now));
      if (by) expect(user.access).toBe(!left);
      // Then there is nothing left to do.
      expect(dueChange(after, situationAt(now))?.claimed).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('merging holds no lock-out that has taken effect, and the leaver stays locked out, even with the hourly limit reached', () => {
  fc.assert(
    fc.property(deliveries, ({ arrivals }) => {
      const { user, first, second } = receive(arrivals);
      const now = at(END);
      const limited = situationAt(now, { limitReached: true });
      let merged = mergeRecords(first, second, now);
      const { by, left } = employmentAt(merged.employmentEvents, now);
      const wasApplied =
        by !== undefined && [first, second].some(({ lastAppliedEvent }) => lastAppliedEvent === by.key);
      merged = user.tick(user.tick(merged, limited), limited);
      if (left && wasApplied) {
        expect(merged.held.filter(({ kind }) => kind === 'offboarded')).toEqual([]);
        expect(user.access).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test('merging does not take a return that the other record had revoked for the last word before a new lock-out', () => {
  const arrivals = [
    { staff: event('reinstated', 'returning', at(5), { effectiveAt: at(30) }), second: false, both: false, arrival: 5 },
    { staff: event('offboarded', 'left', at(10)), second: true, both: false, arrival: 10 },
    {
      staff: event('offboarded', 'leaving', at(20), { effectiveAt: at(2000) }),
      second: false,
      both: false,
      arrival: 40,
    },
  ];
  const { user, first, second } = receive(arrivals);
  expect(user.access).toBe(true);
  const limited = situationAt(at(END), { limitReached: true });
  const merged = user.tick(mergeRecords(first, second, at(END)), limited);
  expect(merged.held).toEqual([]);
  expect(user.access).toBe(false);
});

test('merging a record with itself changes nothing', () => {
  fc.assert(
    fc.property(deliveries, ({ arrivals }) => {
      const { first, whole } = receive(arrivals);
      for (const record of [first, whole]) expect(mergeRecords(record, record, at(END))).toEqual(record);
    }),
    { numRuns: 150 },
  );
});

test('a merged record can be stored', () => {
  fc.assert(
    fc.property(deliveries, ({ arrivals }) => {
      const { first, second } = receive(arrivals);
      const merged = mergeRecords(first, second, at(END));
      expect(readRecord(JSON.parse(JSON.stringify(merged)))).toEqual(merged);
      expect(merged.identity).toBe(first.identity);
    }),
    { numRuns: 50 },
  );
});

const protectedAt = (now: number) => situationAt(now, { protected: true });
const b = emptyRecord('Ada@example.com');

test('what both records hold is held once, and what one of them released is not held any more', () => {
  const left = event('offboarded', 'a', at(0));
  const held = decide(empty, left, protectedAt(at(0))).record;
  expect(mergeRecords(held, decide(b, left, protectedAt(at(1))).record, at(2)).held).toEqual(held.held);
  const released = releaseHeld(held, situationAt(at(1)))?.record ?? empty;
  expect(mergeRecords(released, held, at(2)).held).toEqual([]);
  expect(mergeRecords(held, released, at(2)).held).toEqual([]);
});

test('a lock-out can still be undone after merging', () => {
  const user = new SharedUser();
  const locked = user.apply(decide(empty, event('offboarded', 'a', at(0)), situationAt(at(0))), at(0));
  expect(isUndoable(locked, at(1))).toBe(true);
  for (const merged of [mergeRecords(locked, b, at(1)), mergeRecords(b, locked, at(1))]) {
    expect(isUndoable(merged, at(1))).toBe(true);
  }
});

test('pending changes of both are sent together, with the newest values', () => {
  const first = recordAfter([event('profile', 'p', at(0), { friendlyName: 'Old', avatar: 'picture' }), at(0)]);
  const { record: second } = decide(b, event('profile', 'q', at(1), { friendlyName: 'New' }), situationAt(at(1)));
  const { record: third } = decide(second, event('offboarded', 'r', at(2)), situationAt(at(2)));
  for (const merged of [mergeRecords(first, third, at(3)), mergeRecords(third, first, at(3))]) {
    expect(dueChange(merged, situationAt(at(5)))?.claimed).toEqual({
      frontline: { access: false, available: false, name: 'New', avatar: 'picture' },
    });
  }
});

test('of the changes that were given up each field is kept once, with its newest value', () => {
  const failed = (n: number, change: object) => ({ change, event: `e${n}`, since: at(n), at: at(n + 1) });
  const withFailed = (record: PersonRecord, list: ReturnType<typeof failed>[]): PersonRecord => ({
    ...record,
    targets: { frontline: { failed: list } },
  });
  const first = withFailed(empty, [failed(0, { name: 'A' }), failed(4, { name: 'C' })]);
  const second = withFailed(b, [failed(2, { name: 'B', avatar: 'x' }), failed(4, { name: 'C' })]);
  const merged = mergeRecords(first, second, at(9));
  expect(frontlineOf(merged).failed).toEqual([failed(2, { avatar: 'x' }), failed(4, { name: 'C' })]);
  expect(replayFailed(merged, situationAt(at(9)))?.claimed).toEqual({ frontline: { name: 'C', avatar: 'x' } });
});
