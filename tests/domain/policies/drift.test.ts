import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  type Checkable,
  type DriftProgress,
  MOST_A_TICK,
  NOTHING_CHECKED,
  progressAfter,
  selectDeparted,
  selectForCheck,
} from '../../../assets/domain/policies/drift';
import { HOUR, MINUTE } from '../../../assets/domain/time';

const hashed = (identity: string) => createHash('sha256').update(identity).digest('hex');
const staying = (n: number): Checkable => ({ identity: `p${n}`, name: hashed(`p${n}`) });
const departed = (n: number, at = n): Checkable => ({ identity: `d${n}`, name: hashed(`d${n}`), departedAt: at });
const many = (count: number, make: (n: number) => Checkable) => Array.from({ length: count }, (_, n) => make(n));
const NOBODY: ReadonlySet<string> = new Set();

/** The check over ticks: who was fetched by each, and how long the longest anyone present waited, ms. */
function checking() {
  let progress: DriftProgress = NOTHING_CHECKED;
  let now = 0;
  const lastSeen = new Map<string, number>();
  return {
    lastSeen,
    progress: () => progress,
    tick(people: readonly Checkable[], elapsed: number, unreachable: ReadonlySet<string> = NOBODY) {
      now += elapsed;
      const selection = selectForCheck(people, progress, elapsed);
      const answered = new Set(selection.people.map((one) => one.name).filter((one) => !unreachable.has(one)));
      progress = progressAfter(progress, selection, answered, NOBODY, now);
      for (const one of answered) lastSeen.set(one, now);
      return selection.people.map(({ identity }) => identity);
    },
    now: () => now,
  };
}

test.each([
  [1, 1],
  [1, 100],
  [3, 100],
  [5, 100],
  [1, 20_000],
  [5, 3000],
])('ticks %i minutes apart fetch each of %i people within the hour', (minutes, count) => {
  const check = checking();
  const people = many(count, staying);
  for (let passed = 0; passed < 60; passed += minutes) check.tick(people, minutes * MINUTE);
  expect(check.lastSeen.size).toBe(count);
});

test('an hour of ticks makes no more calls than it takes to see 20,000 people', () => {
  const check = checking();
  const people = many(20_000, staying);
  const calls = Array.from({ length: 60 }, () => check.tick(people, MINUTE).length);
  expect(calls.reduce((sum, count) => sum + count)).toBeLessThan(20_000 * 1.11);
  expect(Math.max(...calls)).toBeLessThan(500);
});

test('one tick never fetches more than the budget; the round takes longer in proportion', () => {
  const check = checking();
  const people = many(20_000, staying);
  const needed = Math.ceil(20_000 / MOST_A_TICK);
  for (let n = 0; n <= needed; n++) expect(check.tick(people, 5 * MINUTE).length).toBeLessThanOrEqual(MOST_A_TICK);
  expect(check.lastSeen.size).toBe(20_000);
});

test('half of what a tick fetches are departed people, newest departure first', () => {
  const check = checking();
  const people = [...many(1000, staying), ...many(200, departed)];
  const fetched = check.tick(people, MINUTE);
  const left = fetched.filter((identity) => identity.startsWith('d'));
  expect(left.slice(0, 3)).toEqual(['d199', 'd198', 'd197']);
  expect(Math.abs(left.length - fetched.length / 2)).toBeLessThanOrEqual(1);
  const next = check.tick(people, MINUTE).filter((identity) => identity.startsWith('d'));
  expect(next[0]).toBe(`d${199 - left.length}`);
});

test('a tick fetches nobody twice', () => {
  const fetched = checking().tick([...many(2, staying), ...many(2, departed)], 30 * MINUTE);
  expect(fetched.sort()).toEqual(['d0', 'd1', 'p0', 'p1']);
});

test('people who cannot be fetched are tried by the next tick, and hold nobody else up', () => {
  const check = checking();
  const people = many(100, staying);
  const broken = new Set(people.slice(0, 40).map((one) => one.name));
  const tried = new Set<string>();
  for (let n = 0; n < 120; n++) for (const identity of check.tick(people, MINUTE, broken)) tried.add(identity);
  expect(check.lastSeen.size).toBe(60);
  expect(tried.size).toBe(100);
});

test('an outage does not use up the round: whoever was not answered is fetched after it', () => {
  const check = checking();
  const people = many(300, staying);
  const all = new Set(people.map((one) => one.name));
  for (let n = 0; n < 10; n++) check.tick(people, MINUTE, all);
  for (let n = 0; n < 56; n++) check.tick(people, MINUTE);
  expect(check.lastSeen.size).toBe(300);
});

test('at any interval and whatever is added to the roster or removed from it, everyone who stays is fetched within the hour', () => {
  const edit = fc.record({
    minutes: fc.integer({ min: 1, max: 5 }),
    add: fc.integer({ min: 0, max: 40 }),
    remove: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.array(edit, { minLength: 30, maxLength: 80 }), (size, edits) => {
      const check = checking();
      let people = many(size, staying);
      let next = size;
      const since = new Map(people.map((one) => [one.name, 0]));
      for (const { minutes, add, remove } of edits) {
        people = people.slice(remove);
        for (let n = 0; n < add; n++) {
          const one = staying(next++);
          people.push(one);
          since.set(one.name, check.now());
        }
        check.tick(people, minutes * MINUTE);
        for (const one of people) {
          const last = check.lastSeen.get(one.name) ?? since.get(one.name) ?? 0;
          if (check.now() - last > HOUR) return false;
        }
      }
      return true;
    }),
    { numRuns: 30 },
  );
});

test('departed people are fetched within two hours however many leave meanwhile', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.nat({ max: 2 }), { minLength: 40, maxLength: 80 }),
      (size, minutes, leaving) => {
        const check = checking();
        let people = many(size, departed);
        const since = new Map(people.map((one) => [one.name, 0]));
        for (const more of leaving) {
          const at = 1000 + people.length;
          const fresh = many(more, (n) => departed(at + n));
          for (const one of fresh) since.set(one.name, check.now());
          people = [...people, ...fresh];
          check.tick(people, minutes * MINUTE);
          for (const one of people) {
            const last = check.lastSeen.get(one.name) ?? since.get(one.name) ?? 0;
            if (check.now() - last > 2 * HOUR) return false;
          }
        }
        return true;
      },
    ),
    { numRuns: 30 },
  );
});

test('a tick with too much else to do checks the departed, and whom it checks again; everybody else waits where they were', () => {
  const people = [...many(1000, staying), ...many(100, departed)];
  const progress: DriftProgress = { staying: hashed('p1'), again: [hashed('p7').slice(0, 12)] };
  const selection = selectDeparted(people, progress, 11 * MINUTE);
  const checked = selection.people.map(({ identity }) => identity);
  expect(checked.filter((identity) => identity.startsWith('d'))).toHaveLength(20);
  expect(checked.filter((identity) => identity.startsWith('p'))).toEqual(['p7']);
  expect(selection.next.staying).toBe(progress.staying);
  expect(selection.newRound).toBeUndefined();
});
