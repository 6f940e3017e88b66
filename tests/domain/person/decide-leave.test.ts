import fc from 'fast-check';
import { decide } from '../../../assets/domain/person/decide';
import { endLeave } from '../../../assets/domain/person/decide-leave';
import { desiredAvailability, leaveAt, leaveFrom } from '../../../assets/domain/person/desired';
import { digest } from '../../../assets/domain/person/record';
import { at, empty, event, recordAfter, situationAt } from './situation';

test('a leave that arrives after its cancellation is rejected as stale', () => {
  const cancelled = event('leave_cancelled', 'a', at(2), { id: 'l' });
  const leave = event('leave', 'b', at(1), { id: 'l', from: at(0), to: at(60) });
  const record = recordAfter([cancelled, at(3)]);
  expect(decide(record, leave, situationAt(at(4)))).toMatchObject({ outcome: 'stale' });
});

test('a leave ended by hand stays ended when its event arrives again under another id', () => {
  const leave = event('leave', 'v', at(0), { id: 'v', from: at(0), to: at(600) });
  const record = recordAfter([leave, at(0)]);
  expect(endLeave(record, digest('another'), situationAt(at(1)))).toBeUndefined();
  const ended = endLeave(record, digest('v'), situationAt(at(1)));
  expect(ended).toMatchObject({ outcome: 'applied', change: { available: true } });
  expect(decide(ended?.record ?? empty, { ...leave, id: 'again' }, situationAt(at(2)))).toMatchObject({
    outcome: 'stale',
  });
});

test('a cancellation wins over its leave of the same instant, whichever arrives first', () => {
  const leave = event('leave', 'a', at(0), { id: 'l', from: at(0), to: at(60) });
  const cancelled = event('leave_cancelled', 'b', at(0), { id: 'l' });
  for (const record of [
    recordAfter([leave, at(1)], [cancelled, at(2)]),
    recordAfter([cancelled, at(1)], [leave, at(2)]),
  ]) {
    expect(leaveFrom(record, at(3))).toEqual([]);
    expect(decide(record, { ...leave, id: 'again' }, situationAt(at(3))).outcome).toBe('stale');
  }
});

const DAYS = 24 * 60;
/** A leave of one day that begins so many days from now. */
const later = (n: number) => event('leave', `later-${n}`, at(n), { from: at(n * DAYS), to: at((n + 1) * DAYS) });

test('leave under way is kept however many later leaves arrive', () => {
  const now = event('leave', 'now', at(0), { from: at(-60), to: at(600) });
  let record = recordAfter([now, at(0)]);
  for (let n = 1; n <= 200; n++) record = decide(record, later(n), situationAt(at(1))).record;
  expect(leaveAt(record, at(2))).toMatchObject({ key: digest('now') });
  expect(leaveFrom(record, at(2)).map(({ from }) => from)).toEqual([
    at(-60),
    ...Array.from({ length: 59 }, (_, n) => at((n + 1) * DAYS)),
  ]);
  expect(desiredAvailability(record, situationAt(at(2)))).toBe(false);
});

test('a leave for which the record has no room is not taken, and is taken when it is sent again once there is room', () => {
  let record = empty;
  for (let n = 1; n <= 60; n++) record = decide(record, later(n), situationAt(at(0))).record;
  for (const _ of ['first', 'again']) {
    const refused = decide(record, later(61), situationAt(at(0)));
    expect(refused).toMatchObject({ outcome: 'ignored', full: true });
    expect(refused.record).toBe(record);
  }
  record = decide(record, event('leave_cancelled', 'c', at(60), { id: 'later-7' }), situationAt(at(0))).record;
  const taken = decide(record, later(61), situationAt(at(0)));
  expect(taken).toMatchObject({ outcome: 'deferred' });
  expect(taken.full).toBeUndefined();
  expect(leaveFrom(taken.record, at(0))).toHaveLength(60);
});

test('a leave that begins sooner takes the place of the one that begins last, and the decision says that the record is full', () => {
  let record = empty;
  for (let n = 1; n <= 60; n++) record = decide(record, later(n), situationAt(at(0))).record;
  const sick = event('leave', 'sick', at(1), { from: at(1), to: at(60) });
  const decision = decide(record, sick, situationAt(at(1)));
  expect(decision).toMatchObject({ outcome: 'applied', full: true, claimed: { frontline: { available: false } } });
  expect(leaveAt(decision.record, at(2))).toMatchObject({ key: digest('sick') });
  expect(leaveFrom(decision.record, at(2)).some(({ key }) => key === digest('later-60'))).toBe(false);
});

test('whatever leave arrives and is cancelled, in any order, up to 60 live leaves are all kept', () => {
  const step = fc.record({
    id: fc.integer({ min: 0, max: 59 }),
    said: fc.nat(2000),
    from: fc.integer({ min: -20 * DAYS, max: 400 * DAYS }),
    length: fc.integer({ min: 1, max: 30 * DAYS }),
    isCancelled: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, fc.constant(true)),
  });
  const steps = fc.uniqueArray(step, { selector: ({ said }) => said, minLength: 1, maxLength: 150, size: 'max' });
  fc.assert(
    fc.property(steps, (all) => {
      let record = empty;
      for (const { id, said, from, length, isCancelled } of all) {
        const data = isCancelled ? { id: `l${id}` } : { id: `l${id}`, from: at(from), to: at(from + length) };
        const staff = event(isCancelled ? 'leave_cancelled' : 'leave', `e${said}`, at(said), data);
        const decision = decide(record, staff, situationAt(at(2000)));
        expect(decision.full).toBeUndefined();
        record = decision.record;
      }
      const newest = new Map<number, (typeof all)[number]>();
      for (const one of all) if ((newest.get(one.id)?.said ?? -1) < one.said) newest.set(one.id, one);
      const live = [...newest.values()].filter(
        ({ isCancelled, from, length }) => !isCancelled && at(from + length) > at(2000),
      );
      expect(new Set(leaveFrom(record, at(2000)).map(({ key }) => key))).toEqual(
        new Set(live.map(({ id }) => digest(`l${id}`))),
      );
    }),
    { numRuns: 60 },
  );
});
