/** Who should be available, and why: one answer for the tick, the preview, the page, the export and the dry run. */
import type { Day, Leave, Override, PersonIndex, Roster } from '../roster/roster';
import type {
  Dropped,
  Facts,
  FromFeeds,
  Interval,
  PersonFacts,
  PersonWindow,
  Resolver,
  Stretch,
  Verdict,
} from './duty';
import { type ShiftSpans, shiftSpans } from './shifts.private';
import { compose, type Span, shortfalls } from './timeline.private';
import { DAY_MINUTES, datesAround, instantOf, MINUTE, occurrenceOn, occurrences, zoneNamed } from './zones.private';

const DAY = DAY_MINUTES * MINUTE;
/** How far ahead a next change is looked for, in steps: most are near, and looking far costs. */
const LOOK_AHEAD = [2 * DAY, 16 * DAY, 80 * DAY, 400 * DAY];
/** Far enough for a tick, which only wants to know whether the last answer still holds. */
const TICK_AHEAD = DAY;

/** People about whom the roster says exactly the same, and so are resolved once. */
interface Track {
  readonly members: PersonIndex[];
  readonly zone: string;
  readonly shifts: readonly ShiftSpans[];
  readonly holidays: readonly { readonly name: string; readonly dates: readonly Day[] }[];
  readonly leave: readonly Leave[];
  readonly spells: readonly Interval[];
  readonly overrides: readonly (Override & { readonly order: number })[];
  /** What holds now, while it does; and the last verdict. */
  bit: Stretch | undefined;
  verdict: { readonly from: number; readonly verdict: Verdict } | undefined;
}

/** A resolver of this roster, with what its feeds said. Keeps what it worked out; pure to look at. Throws nothing for a compiled roster. */
export function createResolver(roster: Roster, feeds: FromFeeds = {}): Resolver {
  const tracks = tracksOf(roster, feeds);
  const trackOf: Track[] = [];
  for (const track of tracks) for (const person of track.members) trackOf[person] = track;
  const indexOf = new Map(roster.people.map((person, index) => [person.key, index]));
  const bits = new Uint8Array(roster.people.length);

  function known(person: PersonIndex): Track {
    const track = trackOf[person];
    if (track === undefined) throw new RangeError(`the roster has no person ${person}`);
    return track;
  }

  /** The facts that are about people of the roster. */
  function* about(facts: Facts | undefined): Generator<readonly [PersonIndex, PersonFacts]> {
    for (const [key, fact] of facts ?? []) {
      const person = indexOf.get(key);
      if (person !== undefined) yield [person, fact];
    }
  }

  function verdictOf(track: Track, instant: number, facts?: PersonFacts): Verdict {
    if (facts === undefined && track.verdict !== undefined) {
      const { from, verdict } = track.verdict;
      if (from <= instant && verdict.until !== null && instant < verdict.until) return verdict;
    }
    const verdict = lookAhead(track, instant, facts);
    if (facts === undefined) track.verdict = { from: instant, verdict };
    return verdict;
  }

  return {
    available(instant, facts) {
      for (const track of tracks) {
        if (track.bit !== undefined && track.bit.from <= instant && instant < track.bit.to) continue;
        track.bit = compose(spansOf(track, instant, instant + TICK_AHEAD), instant, instant + TICK_AHEAD)[0];
        const bit = track.bit?.available ? 1 : 0;
        for (const person of track.members) bits[person] = bit;
      }
      const answer = bits.slice();
      for (const [person, fact] of about(facts)) {
        const spans = [...spansOf(known(person), instant, instant + 1), ...spansOfFacts(fact)];
        answer[person] = compose(spans, instant, instant + 1)[0]?.available ? 1 : 0;
      }
      return answer;
    },

    at(instant, facts) {
      const answer: Verdict[] = new Array(roster.people.length);
      for (const track of tracks) {
        const verdict = verdictOf(track, instant);
        for (const person of track.members) answer[person] = verdict;
      }
      for (const [person, fact] of about(facts)) answer[person] = verdictOf(known(person), instant, fact);
      return answer;
    },

    verdict: (person, instant, facts) => verdictOf(known(person), instant, facts),

    nextBoundary(person, instant) {
      const track = { ...known(person), overrides: [] };
      for (const ahead of LOOK_AHEAD) {
        const [now, ...later] = compose(spansOf(track, instant, instant + ahead), instant, instant + ahead);
        const change = later.find((stretch) => stretch.available !== now?.available);
        if (change !== undefined) return change.from;
      }
      return null;
    },

    window(from, to, facts) {
      const answer: PersonWindow[] = new Array(roster.people.length);
      for (const track of tracks) {
        const window = split(compose(spansOf(track, from, to), from, to));
        for (const person of track.members) answer[person] = window;
      }
      for (const [person, fact] of about(facts)) {
        answer[person] = split(compose([...spansOf(known(person), from, to), ...spansOfFacts(fact)], from, to));
      }
      return answer;
    },

    coverage(from, to, facts) {
      if (roster.coverage.length === 0) return [];
      const people = this.window(from, to, facts);
      return roster.coverage
        .flatMap((rule) => {
          const wanted = occurrences(rule, from, to).map((o) => ({
            from: Math.max(o.from, from),
            to: Math.min(o.to, to),
          }));
          return shortfalls(
            rule.id,
            rule.min,
            wanted,
            rule.of.map((person) => people[person]?.on ?? []),
          );
        })
        .sort((a, b) => a.from - b.from);
    },

    dropped(from, to) {
      const rules = [
        ...roster.shifts.map((shift) => [`shift ${shift.id}`, shift] as const),
        ...roster.coverage.map((rule) => [`coverage ${rule.id}`, rule] as const),
      ];
      return rules.flatMap(([what, rule]): Dropped[] =>
        datesAround(rule, from, to)
          .map((date) => occurrenceOn(rule, date))
          .filter((o) => o.to <= o.from && o.from >= from && o.from < to)
          .map(({ date }) => ({ what, zone: rule.zone, date })),
      );
    },
  };
}

/** The state at an instant, and when it ends: looks further and further, up to the horizon. */
function lookAhead(track: Track, instant: number, facts: PersonFacts | undefined): Verdict {
  let now: Stretch | undefined;
  for (const ahead of LOOK_AHEAD) {
    const spans = spansOf(track, instant, instant + ahead);
    if (facts !== undefined) spans.push(...spansOfFacts(facts));
    now = compose(spans, instant, instant + ahead)[0];
    if (now !== undefined && now.to < instant + ahead) break;
  }
  const { available, because, kind, to } = now ?? {
    available: false,
    because: 'off',
    kind: 'off' as const,
    to: instant,
  };
  return { available, because, kind, until: to < instant + (LOOK_AHEAD.at(-1) ?? 0) ? to : null };
}

/** What every rule of the roster says about a track around `[from, to)`. */
function spansOf(track: Track, from: number, to: number): Span[] {
  const zone = zoneNamed(track.zone);
  const spans: Span[] = [];
  for (const shift of track.shifts) spans.push(...shift.spansOf(track.members[0] ?? 0, from, to));
  track.holidays.forEach(({ name, dates }, order) => {
    const first = Math.floor(from / DAY) - 2;
    const last = Math.floor(to / DAY) + 2;
    for (let i = firstAtLeast(dates, first); i < dates.length && (dates[i] ?? 0) <= last; i++) {
      const midnight = (dates[i] ?? 0) * DAY_MINUTES;
      const day = { from: instantOf(zone, midnight), to: instantOf(zone, midnight + DAY_MINUTES) };
      spans.push({ ...day, available: false, because: `holiday ${name}`, kind: 'holiday', order });
    }
  });
  const near = (rule: Leave): boolean => rule.to * MINUTE > from - DAY && rule.from * MINUTE < to + DAY;
  const resolved = (rule: Leave): Interval => ({ from: instantOf(zone, rule.from), to: instantOf(zone, rule.to) });
  for (const leave of track.leave) if (near(leave)) spans.push(absence(resolved(leave)));
  for (const spell of track.spells) spans.push(absence(spell));
  for (const rule of track.overrides) {
    if (!near(rule)) continue;
    const { available, order } = rule;
    spans.push({ ...resolved(rule), available, because: 'override', kind: 'override', order });
  }
  return spans;
}

/** What is known from outside the roster. An event's override beats every one of the roster. */
function spansOfFacts({ left, leave = [], override }: PersonFacts): Span[] {
  const spans: Span[] = leave.map(absence);
  const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, order: 0 };
  if (left) spans.push({ ...always, available: false, because: 'left', kind: 'left' });
  if (override !== undefined) {
    const { available, from, until } = override;
    const to = until ?? Number.POSITIVE_INFINITY;
    spans.push({ from, to, available, because: 'override', kind: 'override', order: Number.POSITIVE_INFINITY });
  }
  return spans;
}

function absence({ from, to }: Interval): Span {
  return { from, to, available: false, because: 'leave', kind: 'leave', order: 0 };
}

function split(stretches: readonly Stretch[]): PersonWindow {
  return {
    on: stretches.filter((stretch) => stretch.available),
    off: stretches.filter((stretch) => !stretch.available && stretch.kind !== 'off'),
  };
}

function firstAtLeast(sorted: readonly number[], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tracksOf(roster: Roster, feeds: FromFeeds): Track[] {
  const spans = roster.shifts.map((_, index) => shiftSpans(roster, index));
  const shiftsOf: Set<number>[] = roster.people.map(() => new Set());
  const alone = new Set<PersonIndex>();
  roster.shifts.forEach((shift, index) => {
    for (const person of shift.who ?? []) shiftsOf[person]?.add(index);
    for (const person of spans[index]?.special ?? []) {
      shiftsOf[person]?.add(index);
      alone.add(person);
    }
  });
  const leaveOf = grouped(roster.leave);
  const overridesOf = grouped(roster.overrides.map((rule, order) => ({ ...rule, order })));
  const spellsOf = grouped(feeds.leave ?? []);
  const calendars = new Map(
    Object.entries(roster.holidays).map(([name, dates]) => {
      const all = new Set([...dates, ...(feeds.holidays?.[name] ?? [])]);
      return [name, { name, dates: [...all].sort((a, b) => a - b) }];
    }),
  );
  const tracks = new Map<string, Track>();
  roster.people.forEach(({ zone, holidays }, person) => {
    const shifts = [...(shiftsOf[person] ?? [])];
    const unlike = alone.has(person) || leaveOf.has(person) || overridesOf.has(person) || spellsOf.has(person);
    const key = unlike ? `person ${person}` : JSON.stringify([zone, holidays, shifts]);
    const alike = tracks.get(key);
    if (alike !== undefined) {
      alike.members.push(person);
      return;
    }
    tracks.set(key, {
      members: [person],
      zone,
      shifts: shifts.flatMap((index) => spans[index] ?? []),
      holidays: holidays.flatMap((name) => calendars.get(name) ?? []),
      leave: leaveOf.get(person) ?? [],
      spells: spellsOf.get(person) ?? [],
      overrides: overridesOf.get(person) ?? [],
      bit: undefined,
      verdict: undefined,
    });
  });
  return [...tracks.values()];
}

function grouped<T extends { readonly person: PersonIndex }>(items: readonly T[]): Map<PersonIndex, T[]> {
  const groups = new Map<PersonIndex, T[]>();
  for (const item of items) {
    const group = groups.get(item.person);
    if (group) group.push(item);
    else groups.set(item.person, [item]);
  }
  return groups;
}
