/** What must hold for every roster. */
import fc from 'fast-check';
import { createResolver } from '../../../assets/domain/schedule/resolver';
import type { PersonFacts, Segment } from '../../../assets/domain/schedule/schedule';
import { type Case, someFacts, someRoster } from './arbitrary';
import { opinion } from './oracle';
import { seed } from './random';

const HALF_HOUR = 1_800_000;
const DAY = 48 * HALF_HOUR;
const runs = (numRuns: number) => ({ seed: seed(), numRuns });

const situation = someRoster.chain((one) =>
  fc.tuple(fc.constant(one), someFacts(one.middle), fc.integer({ min: -3 * 48, max: 3 * 48 })),
);
const known = (facts: PersonFacts): Map<string, PersonFacts> => new Map([['p0', facts]]);

/** All of a person's stretches but plain "off". */
function told({ roster }: Case, from: number, to: number, facts: PersonFacts, person: number): Segment[] {
  const window = createResolver(roster).window(from, to, known(facts))[person];
  return [...(window?.on ?? []), ...(window?.off ?? [])].sort((a, b) => a.from - b.from);
}

test('the resolver agrees with a reference that tries each rule with Temporal', () => {
  fc.assert(
    fc.property(situation, ([one, facts, halves]) => {
      const at = one.middle + halves * HALF_HOUR;
      const { roster } = one;
      const resolver = createResolver(roster);
      const bits = resolver.available(at, known(facts));
      for (const person of roster.people.keys()) {
        const own = person === 0 ? facts : undefined;
        const verdict = resolver.verdict(person, at, own);
        const expected = opinion(roster, person, at, own);
        expect([person, verdict.available, bits[person] === 1]).toEqual([
          person,
          expected.available,
          expected.available,
        ]);
        expect(expected.reasons).toContain(verdict.kind === 'given' ? 'given' : verdict.reason);
      }
    }),
    runs(1500),
  );
});

test('available() agrees with window(), wherever the window is cut', () => {
  fc.assert(
    fc.property(situation, ([one, facts, halves]) => {
      const at = one.middle + halves * HALF_HOUR;
      const resolver = createResolver(one.roster);
      const bits = resolver.available(at, known(facts));
      for (const [from, to] of [
        [at, at + 1],
        [at - 5 * DAY, at + 5 * DAY],
        [at - HALF_HOUR, at + HALF_HOUR],
      ] as const) {
        const inside = resolver
          .window(from, to, known(facts))
          .map(({ on }) => on.some((s) => s.from <= at && at < s.to));
        expect([...bits].map((bit) => bit === 1)).toEqual(inside);
      }
    }),
    runs(500),
  );
});

test('segments of one person never overlap, and neighbours always differ', () => {
  fc.assert(
    fc.property(situation, ([one, facts]) => {
      for (const person of one.roster.people.keys()) {
        const stretches = told(one, one.middle - 5 * DAY, one.middle + 5 * DAY, facts, person);
        stretches.forEach((stretch, index) => {
          expect(stretch.from).toBeLessThan(stretch.to);
          const next = stretches[index + 1];
          if (next === undefined) return;
          expect(next.from).toBeGreaterThanOrEqual(stretch.to);
          if (next.from === stretch.to)
            expect([next.available, next.reason]).not.toEqual([stretch.available, stretch.reason]);
        });
      }
    }),
    runs(500),
  );
});

test('the bounds of a window change nothing inside it', () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 96 }), ([one, facts, halves], length) => {
      const from = one.middle + halves * HALF_HOUR + 7;
      const to = from + length * HALF_HOUR;
      for (const person of one.roster.people.keys()) {
        const whole = told(one, from - 9 * DAY, to + 9 * DAY, facts, person)
          .filter((stretch) => stretch.from < to && stretch.to > from)
          .map((stretch) => ({ ...stretch, from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) }));
        expect(told(one, from, to, facts, person)).toEqual(whole);
      }
    }),
    runs(500),
  );
});

test('a verdict holds until its `until`, exclusive', () => {
  fc.assert(
    fc.property(situation, ([one, facts, halves]) => {
      const at = one.middle + halves * HALF_HOUR;
      const resolver = createResolver(one.roster);
      const say = (instant: number): unknown => {
        const { available, reason } = resolver.verdict(0, instant, facts);
        return { available, reason };
      };
      const { until } = resolver.verdict(0, at, facts);
      if (until === null) return;
      expect(until).toBeGreaterThan(at);
      expect(say(until - 1)).toEqual(say(at));
      expect(say(until)).not.toEqual(say(at));
    }),
    runs(300),
  );
});

test('a resolver answers the same whatever it was asked before', () => {
  const instants = fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(situation, instants, ([one, facts], halves) => {
      const used = createResolver(one.roster);
      for (const half of halves) {
        const at = one.middle + half * HALF_HOUR;
        const fresh = createResolver(one.roster);
        expect(used.available(at, known(facts))).toEqual(fresh.available(at, known(facts)));
        expect(used.at(at, known(facts))).toEqual(fresh.at(at, known(facts)));
      }
    }),
    runs(200),
  );
});

test('nextBoundary() is the first change that the reference sees in the schedule and the shifts of events', () => {
  fc.assert(
    fc.property(situation, ([one, { shifts = [] }, halves]) => {
      const at = one.middle + halves * HALF_HOUR;
      const schedule = { ...one.roster, overrides: [] };
      const boundary = createResolver(one.roster).nextBoundary(0, at, { shifts });
      const isOn = (instant: number): boolean => opinion(schedule, 0, instant, { shifts }).available;
      const before = isOn(at);
      const end = Math.min(boundary ?? Number.POSITIVE_INFINITY, at + DAY);
      for (let instant = at; instant < end; instant += HALF_HOUR) expect(isOn(instant)).toBe(before);
      if (boundary !== null) expect([isOn(boundary - 1), isOn(boundary)]).toEqual([before, !before]);
    }),
    runs(300),
  );
});
