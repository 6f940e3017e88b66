import fc from 'fast-check';
import { decide } from '../../../assets/domain/person/decide';
import { shiftsFrom } from '../../../assets/domain/person/desired';
import { factsOf } from '../../../assets/domain/person/facts';
import { digest, type PersonRecord } from '../../../assets/domain/person/record';
import { readRecord } from '../../../assets/domain/person/record-codec';
import { retention } from '../../../assets/domain/person/retention';
import { createResolver } from '../../../assets/domain/schedule/resolver';
import { validRoster } from '../../support/roster';
import { at, empty, event, situationAt } from './situation';

/** Ada is on the roster, which gives her no shift at all. */
const resolver = createResolver(validRoster('version: 1\nzone: UTC\npeople: { ada: { identity: ada@example.com } }\n'));
const offUnlessFacts = (now: number) =>
  situationAt(now, {
    shouldBeAvailable: (facts) => resolver.verdict(0, now, facts).available,
    nextBoundary: (after, facts) => resolver.nextBoundary(0, after, facts),
  });
const shift = (id: string, said: number, from: number, to: number, label?: string) =>
  event('shift', `${id}-${said}`, at(said), { id, from: at(from), to: at(to), ...(label !== undefined && { label }) });
const cancelled = (id: string, said: number) => event('shift_cancelled', `c-${id}-${said}`, at(said), { id });
const after = (...steps: [ReturnType<typeof event>, number][]) =>
  steps.reduce((record, [staff, now]) => decide(record, staff, offUnlessFacts(at(now))).record, empty);
const hours = (record: PersonRecord, now = 0) => shiftsFrom(record, at(now)).map(({ from, to }) => [from, to]);

test('a shift under way puts the person on duty, one to come is recorded', () => {
  expect(decide(empty, shift('s', 0, -10, 60), offUnlessFacts(at(0)))).toMatchObject({
    outcome: 'applied',
    claimed: { frontline: { available: true } },
  });
  const toCome = decide(empty, shift('s', 0, 10, 60, 'desk'), offUnlessFacts(at(0)));
  expect(toCome.outcome).toBe('deferred');
  expect(toCome.claimed).toBeUndefined();
  expect(factsOf(toCome.record, at(0)).shifts).toEqual([{ from: at(10), to: at(60), label: 'desk' }]);
});

test('a shift that is over when it arrives switches nobody', () => {
  const late = decide(empty, shift('s', 0, -60, -10), offUnlessFacts(at(0)));
  expect(late).toMatchObject({ outcome: 'unchanged' });
  expect(late.claimed).toBeUndefined();
});

test('a shift reported again with its id is moved, and who was on duty for it is switched off', () => {
  const record = after([shift('s', 0, -10, 60), 0]);
  const moved = decide(record, shift('s', 1, 120, 180), offUnlessFacts(at(1)));
  expect(moved).toMatchObject({ outcome: 'applied', claimed: { frontline: { available: false } } });
  expect(hours(moved.record)).toEqual([[at(120), at(180)]]);
  expect(decide(moved.record, { ...shift('s', 0, -10, 60), id: 'late' }, offUnlessFacts(at(2)))).toMatchObject({
    outcome: 'stale',
  });
});

test('a new end or label of the shift under way switches nobody: who switched off by hand stays off', () => {
  const record = after([shift('s', 0, -10, 60), 0]);
  const longer = decide(record, shift('s', 1, -10, 90, 'late'), offUnlessFacts(at(1)));
  expect(longer.outcome).toBe('unchanged');
  expect(longer.record.targets.frontline?.pending).toEqual(record.targets.frontline?.pending);
  expect(longer.claimed).toBeUndefined();
});

test('a cancellation ends the shift under way, and wins whichever comes first', () => {
  const ended = decide(after([shift('s', 0, -10, 60), 0]), cancelled('s', 1), offUnlessFacts(at(1)));
  expect(ended).toMatchObject({ outcome: 'applied', claimed: { frontline: { available: false } } });
  const first = after([cancelled('s', 1), 1]);
  const late = decide(first, shift('s', 0, -10, 60), offUnlessFacts(at(2)));
  expect(late).toMatchObject({ outcome: 'stale' });
  expect(late.claimed).toBeUndefined();
  expect(decide(first, shift('s', 1, -10, 60), offUnlessFacts(at(2)))).toMatchObject({ outcome: 'stale' });
  // Planned anew after that, it counts.
  expect(hours(after([cancelled('s', 1), 1], [shift('s', 2, 10, 60), 2]))).toEqual([[at(10), at(60)]]);
});

test('a shift and a leave of one id are two things', () => {
  const record = after(
    [shift('x', 0, 10, 60), 0],
    [event('leave', 'l', at(0), { id: 'x', from: at(100), to: at(200) }), 0],
    [event('leave_cancelled', 'c', at(1), { id: 'x' }), 1],
  );
  expect(hours(record, 1)).toEqual([[at(10), at(60)]]);
});

test('leave and an override beat a shift; a shift of somebody who has left is kept for their return', () => {
  const onLeave = after([event('leave', 'l', at(0), { from: at(-60), to: at(600) }), 0]);
  expect(decide(onLeave, shift('s', 1, -10, 60), offUnlessFacts(at(1)))).toMatchObject({ outcome: 'unchanged' });
  const off = after([event('availability', 'a', at(0), { available: false, until: at(600) }), 0]);
  expect(decide(off, shift('s', 1, -10, 60), offUnlessFacts(at(1)))).toMatchObject({ outcome: 'unchanged' });
  const left = after([event('offboarded', 'o', at(0)), 0], [shift('s', 1, -10, 60), 1]);
  const back = decide(left, event('reinstated', 'r', at(2)), offUnlessFacts(at(2)));
  expect(back.claimed).toEqual({ frontline: { access: true, available: true } });
});

test('an override without an end is over where the next shift of an event begins or ends', () => {
  const until = (said: number) =>
    decide(
      after([shift('s', 0, 10, 60), 0]),
      event('availability', 'a', at(said), { available: said < 10 }),
      offUnlessFacts(at(said)),
    ).record.override?.until;
  expect([until(5), until(20), until(70)]).toEqual([at(10), at(60), null]);
});

test('nobody off the roster is put on duty by a shift, because no tick would end it', () => {
  const outsider = situationAt(at(0), { known: false, nextBoundary: () => null });
  const decision = decide(empty, shift('s', 0, -10, 60), outsider);
  expect(decision).toMatchObject({ outcome: 'unchanged' });
  expect(decision.claimed).toBeUndefined();
  expect(hours(decision.record)).toEqual([[at(-10), at(60)]]);
  expect(decide(empty, shift('s', 0, 10, 60), outsider).outcome).toBe('unchanged');
});

test('a record whose user nobody knows is kept while it has a shift to come', () => {
  const pending = { change: { name: 'Ada' }, event: 'p', since: at(0), attempts: 1, next: at(1), missing: true };
  const missing = { frontline: { failed: [], pending } };
  const planned = { ...after([shift('s', 0, 100, 200), 0]), targets: missing };
  expect(retention(planned, at(0))).toBeUndefined();
  expect(retention(planned, at(200))).toBeGreaterThan(0);
  expect(
    retention({ ...after([shift('s', 0, 100, 200), 0], [cancelled('s', 1), 1]), targets: missing }, at(2)),
  ).toBeGreaterThan(0);
});

test('a record with shifts is stored and read as it is; a record without any has no field that older releases refuse', () => {
  const record = after([shift('s', 0, 10, 60, 'desk'), 0], [shift('t', 0, 70, 90), 0], [cancelled('t', 1), 1]);
  expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  expect(record.shifts?.map(({ key, cancelled: isCancelled }) => [key, isCancelled])).toEqual([
    [digest('s'), false],
    [digest('t'), true],
  ]);
  expect(Object.keys(after([event('leave', 'l', at(0), { from: at(0), to: at(9) }), 0]))).not.toContain('shifts');
});

test('whatever shifts arrive and are cancelled, in any order, the newest report of each id counts', () => {
  const step = fc.record({
    id: fc.nat(7),
    said: fc.nat(1000),
    from: fc.integer({ min: -2000, max: 4000 }),
    length: fc.integer({ min: 1, max: 900 }),
    isCancelled: fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, fc.constant(true)),
  });
  const steps = fc.uniqueArray(step, { selector: ({ said }) => said, minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 5000 }), (all, later) => {
      let record = empty;
      let isOn: boolean | undefined;
      for (const { id, said, from, length, isCancelled } of all) {
        const staff = isCancelled ? cancelled(`s${id}`, said) : shift(`s${id}`, said, from, from + length);
        const decision = decide(record, staff, offUnlessFacts(at(1000)));
        isOn = decision.claimed?.frontline?.available ?? isOn;
        record = decision.record;
      }
      const newest = [...all].sort((a, b) => a.said - b.said).reduce((map, one) => map.set(one.id, one), new Map());
      const covers = (minute: number) =>
        [...newest.values()].some(
          ({ isCancelled, from, length }) => !isCancelled && from <= minute && minute < from + length,
        );
      expect(isOn ?? false).toBe(covers(1000));
      const instant = at(1000 + later);
      expect(resolver.verdict(0, instant, factsOf(record, instant)).available).toBe(covers(1000 + later));
    }),
    { numRuns: 300 },
  );
});
