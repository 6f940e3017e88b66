/** Random rosters for property tests: few people, many rules, near clock changes. */
import fc from 'fast-check';
import type {
  Cover,
  Leave,
  Member,
  Override,
  Roster,
  Rotation,
  RotationRule,
  Shift,
  Swap,
} from '../../../assets/domain/roster/roster';
import { startOf } from '../../../assets/domain/schedule/rotations';
import type { PersonFacts } from '../../../assets/domain/schedule/schedule';
import { emptyRoster, person } from './rosters';

/** A zone and a day (since 1970) on which something happens to its clocks. */
const places: readonly (readonly [string, string])[] = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/Santiago', '2026-09-06'],
  ['Africa/Cairo', '2026-10-30'],
  ['Pacific/Apia', '2011-12-30'],
  ['Antarctica/Troll', '2026-03-29'],
  ['Antarctica/Troll', '2026-10-25'],
  ['Asia/Gaza', '2040-10-13'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Asia/Kathmandu', '2026-05-01'],
];

const PEOPLE = 3;
const someone = fc.nat({ max: PEOPLE - 1 });
/** Mostly half hours, which is where hand-offs and clock changes meet. */
const minute = fc.oneof(
  fc.nat({ max: 47 }).map((half) => half * 30),
  fc.nat({ max: 1439 }),
);

export interface Case {
  readonly roster: Roster;
  /** ms UTC, in the middle of what happens. */
  readonly middle: number;
}

export const someRoster: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...places), fc.constantFrom(...places.map(([zone]) => zone)), fc.boolean())
  .chain(([[zone, date], other, dense]) => {
    const day = Date.parse(date) / 86_400_000;
    const fewest = dense ? 1 : 0;
    const zones = fc.constantFrom(zone, zone, other);
    return fc
      .record({
        zones: fc.array(zones, { minLength: PEOPLE, maxLength: PEOPLE }),
        shifts: fc.array(shift(zones, day, dense), { minLength: 1, maxLength: 3 }),
        holidays: fc.array(near(day), { minLength: fewest, maxLength: 3 }),
        leave: fc.array(leave(day), { maxLength: 2 }),
        overrides: fc.array(override(day), { maxLength: 2 }),
        swaps: fc.array(swap(day), { maxLength: 3 }),
        covers: covers(day, fewest),
        split: fc.option(fc.tuple(minute, minute), { freq: 2 }),
        celebrate: fc.array(fc.boolean(), { minLength: PEOPLE, maxLength: PEOPLE }),
      })
      .map(({ zones, shifts, holidays, leave, overrides, swaps, covers, celebrate, split }) => {
        const people = zones.map((own, index) => person(`p${index}`, own, celebrate[index] ? ['es'] : []));
        const named = shifts.map((one, index) => ({ ...one, id: `s${index}` }));
        const known = swaps.filter((one) => one.shift < named.length);
        const windows = split === null ? { shifts: named, swaps: known } : withSecondWindow(named, known, split);
        const es = [...new Set(holidays)].sort((a, b) => a - b);
        const rest = { ...windows, holidays: { es }, leave, overrides, covers };
        return { roster: { ...emptyRoster(zone, people), ...rest }, middle: day * 86_400_000 };
      });
  });

/** The first shift also at a second time of the day; its swaps move both. */
function withSecondWindow(
  shifts: readonly Shift[],
  swaps: readonly Swap[],
  [from, to]: readonly [number, number],
): Pick<Roster, 'shifts' | 'swaps'> {
  const [first, ...others] = shifts;
  if (first === undefined) return { shifts, swaps };
  const own = first.rotation ? { ...first, dayFrom: Math.min(first.from, from) } : first;
  return {
    shifts: [own, ...others, { ...own, from, to }],
    swaps: swaps.flatMap((swap) => (swap.shift === 0 ? [swap, { ...swap, shift: shifts.length }] : [swap])),
  };
}

/** What may be known of a person from outside, around an instant. */
export function someFacts(middle: number): fc.Arbitrary<PersonFacts> {
  const at = fc.integer({ min: -96, max: 96 }).map((halves) => middle + halves * 1_800_000);
  return fc.record(
    {
      left: fc.boolean(),
      announced: fc
        .array(fc.record({ at, left: fc.boolean() }), { maxLength: 2 })
        .map((changes) => changes.sort((a, b) => a.at - b.at)),
      leave: fc.array(fc.record({ from: at, to: at }), { maxLength: 2 }),
      shifts: fc.array(
        fc.record({ from: at, to: at, label: fc.constantFrom('s0', 'late desk') }, { requiredKeys: ['from', 'to'] }),
        { maxLength: 3 },
      ),
      override: fc.record({ available: fc.boolean(), from: at, until: fc.option(at) }),
    },
    { requiredKeys: [] },
  );
}

function near(day: number): fc.Arbitrary<number> {
  return fc.integer({ min: day - 2, max: day + 2 });
}

/** @param dense starts every day, so that more exceptions meet it. */
function shift(zones: fc.Arbitrary<string>, day: number, dense: boolean): fc.Arbitrary<Shift> {
  const days = fc.integer({ min: dense ? 127 : 1, max: 127 });
  const weekly = fc.record({ zone: zones, days, from: minute, to: minute });
  const bounds = fc.record({ since: near(day), until: near(day) }, { requiredKeys: [] });
  const staff = fc.oneof(
    fc.record({ who: fc.uniqueArray(someone, { minLength: 1, maxLength: PEOPLE }) }),
    fc.record({ rotation: rotation(day) }),
  );
  const onHolidays = fc.record({ worksHolidays: fc.constant(true as const) }, { requiredKeys: [] });
  return fc
    .tuple(weekly, bounds, staff, onHolidays)
    .map(([when, within, who, also]) => ({ id: '', ...when, ...within, ...who, ...also }));
}

/** With changes at any of the later rules' own hand-offs. */
function rotation(day: number): fc.Arbitrary<Rotation> {
  const change = fc.tuple(rotationRule(day), fc.nat({ max: 40 })).map(([rule, period]) => ({
    ...rule,
    from: startOf(rule, period),
  }));
  return fc.tuple(rotationRule(day), fc.option(fc.array(change, { maxLength: 3 }))).map(([rule, changes]) => {
    const later = (changes ?? [])
      .filter(({ from }) => from > rule.start)
      .sort((a, b) => a.from - b.from)
      .filter(({ from }, index, all) => from !== all[index - 1]?.from);
    return later.length === 0 ? rule : { ...rule, changes: later };
  });
}

function rotationRule(day: number): fc.Arbitrary<RotationRule> {
  const several = fc.uniqueArray(someone, { minLength: 2, maxLength: PEOPLE });
  const member = fc.oneof<fc.WeightedArbitrary<Member>[]>(
    { weight: 3, arbitrary: fc.option(someone) },
    { weight: 1, arbitrary: several },
  );
  const members = fc.array(member, { minLength: 1, maxLength: 4 });
  const start = fc.tuple(fc.integer({ min: day - 30, max: day + 1 }), minute).map(([date, time]) => date * 1440 + time);
  return fc.oneof(
    fc.record({
      members,
      every: fc.integer({ min: 1, max: 30 }),
      unit: fc.constantFrom('hour', 'day', 'week', 'month'),
      start,
      count: fc.constant('calendar'),
    }),
    fc.record({
      members,
      every: fc.integer({ min: 1, max: 3 }),
      unit: fc.constantFrom('day', 'week'),
      start,
      count: fc.constant('worked'),
    }),
  );
}

function leave(day: number): fc.Arbitrary<Leave> {
  const wall = fc.tuple(near(day), minute).map(([date, time]) => date * 1440 + time);
  return fc.tuple(someone, wall, fc.integer({ min: 1, max: 3000 })).map(([who, from, length]) => ({
    person: who,
    from,
    to: from + length,
  }));
}

function override(day: number): fc.Arbitrary<Override> {
  return fc.tuple(leave(day), fc.boolean()).map(([spell, available]) => ({ ...spell, available }));
}

/** As the file may have them: none of one person that overlap for a shift, and no circles, but chains. */
function covers(day: number, fewest: number): fc.Arbitrary<Cover[]> {
  const shift = fc.record({ shift: fc.constantFrom('s0', 's1') }, { requiredKeys: [] });
  const days = fc.nat({ max: 4 });
  const cover = fc
    .tuple(leave(day), someone, shift, days)
    .map(([spell, by, only, longer]): Cover => ({ ...spell, to: spell.to + longer * 1440, by, ...only }));
  // People cover one another in one direction only, any one.
  const order = fc.shuffledSubarray([...Array(PEOPLE).keys()], { minLength: PEOPLE });
  return fc.tuple(fc.array(cover, { minLength: 2 * fewest, maxLength: 5 }), order).map(([all, ranks]) => {
    const kept: Cover[] = [];
    for (const drawn of all) {
      const backwards = ranks.indexOf(drawn.person) > ranks.indexOf(drawn.by);
      const one = backwards ? { ...drawn, person: drawn.by, by: drawn.person } : drawn;
      const meets = kept.some(
        (other) =>
          other.person === one.person &&
          other.from < one.to &&
          one.from < other.to &&
          (other.shift === undefined || one.shift === undefined || other.shift === one.shift),
      );
      if (!meets && one.person !== one.by) kept.push(one);
    }
    return kept;
  });
}

function swap(day: number): fc.Arbitrary<Swap> {
  const shifts = fc.nat({ max: 2 });
  return fc
    .record({ shift: shifts, date: near(day), give: someone, take: someone })
    .filter(({ give, take }) => give !== take);
}
