/** Who should be available, and why: one answer for the tick, the preview, the page, the export and the dry run. */
import type { PersonIndex, Roster } from '../roster/roster';
import { DAY } from '../time';
import { datesAround, occurrenceOn, occurrences } from './occurrences';
import { type Exceptions, exceptionSpans, factSpans, resolveSpans, type Span, shortfalls } from './precedence';
import type { Dropped, Facts, FromFeeds, PersonFacts, PersonWindow, Resolver, Segment, Verdict } from './schedule';
import { type ShiftSpans, shiftSpans } from './shifts';

/** How far ahead a next change is looked for, in steps: most are near, and looking far costs. */
const LOOK_AHEAD = [2 * DAY, 16 * DAY, 80 * DAY, 400 * DAY];
/** Far enough for a tick, which only wants to know whether the last answer still holds. */
const TICK_AHEAD = DAY;

/** One for all, for there may be thousands. */
const NOTHING: readonly never[] = [];

/** People about whom the roster says exactly the same, and so are resolved once. */
interface Track extends Exceptions {
  readonly members: PersonIndex[];
  readonly shifts: readonly ShiftSpans[];
  /** Nothing but shifts. */
  readonly plain: boolean;
  /** The last verdict. */
  verdict: { readonly from: number; readonly verdict: Verdict } | undefined;
}

/** A resolver of this roster, with what its feeds said. It keeps what it worked out, but its answers depend on nothing else. */
export function createResolver(roster: Roster, feeds: FromFeeds = {}): Resolver {
  const tracks = tracksOf(roster, feeds);
  const trackOf: Track[] = [];
  for (const track of tracks) for (const person of track.members) trackOf[person] = track;
  // What the last tick worked out: each person's bit, and from when till when each track's holds.
  const bits = new Uint8Array(roster.people.length);
  const since = new Float64Array(tracks.length).fill(Number.POSITIVE_INFINITY);
  const until = new Float64Array(tracks.length);
  let indexOf: ReadonlyMap<string, PersonIndex> | undefined;

  function known(person: PersonIndex): Track {
    const track = trackOf[person];
    if (track === undefined) throw new RangeError(`the roster has no person ${person}`);
    return track;
  }

  /** The facts that are about people of the roster. */
  function* about(facts: Facts | undefined): Generator<readonly [PersonIndex, PersonFacts]> {
    if (facts === undefined || facts.size === 0) return;
    indexOf ??= new Map(roster.people.map((person, index) => [person.key, index]));
    for (const [key, fact] of facts) {
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

  function window(from: number, to: number, facts?: Facts): readonly PersonWindow[] {
    const answer: PersonWindow[] = new Array(roster.people.length);
    for (const track of tracks) {
      const alike = split(resolveSpans(spansOf(track, from, to), from, to));
      for (const person of track.members) answer[person] = alike;
    }
    for (const [person, fact] of about(facts)) {
      answer[person] = split(resolveSpans([...spansOf(known(person), from, to), ...factSpans(fact)], from, to));
    }
    return answer;
  }

  return {
    available(instant, facts) {
      tracks.forEach((track, index) => {
        if ((since[index] ?? 0) <= instant && instant < (until[index] ?? 0)) return;
        const end = instant + TICK_AHEAD;
        const [now] = resolveSpans(spansOf(track, instant, end), instant, end);
        since[index] = instant;
        until[index] = now?.to ?? instant;
        for (const person of track.members) bits[person] = now?.available ? 1 : 0;
      });
      const answer = bits.slice();
      for (const [person, fact] of about(facts)) {
        const spans = [...spansOf(known(person), instant, instant + 1), ...factSpans(fact)];
        answer[person] = resolveSpans(spans, instant, instant + 1)[0]?.available ? 1 : 0;
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
        const [now, ...later] = resolveSpans(spansOf(track, instant, instant + ahead), instant, instant + ahead);
        const change = later.find((stretch) => stretch.available !== now?.available);
        if (change !== undefined) return change.from;
      }
      return null;
    },

    window,

    coverage(from, to, facts) {
      if (roster.coverage.length === 0) return [];
      const people = window(from, to, facts);
      return roster.coverage
        .flatMap((rule) => {
          const wanted = occurrences(rule, from, to).map((o) => ({
            from: Math.max(o.from, from),
            to: Math.min(o.to, to),
          }));
          const present = rule.of.map((person) => people[person]?.on ?? []);
          return shortfalls(rule.id, rule.min, wanted, present);
        })
        .sort((a, b) => a.from - b.from);
    },

    dropped(from, to) {
      return (['shifts', 'coverage'] as const).flatMap((list) =>
        roster[list].flatMap((rule): Dropped[] =>
          datesAround(rule, from, to)
            .map((date) => occurrenceOn(rule, date))
            .filter((o) => o.to <= o.from && o.from >= from && o.from < to)
            .map(({ date }) => ({ list, id: rule.id, zone: rule.zone, date })),
        ),
      );
    },
  };
}

/** The state at an instant, and when it ends: looks further and further, up to the horizon. */
function lookAhead(track: Track, instant: number, facts: PersonFacts | undefined): Verdict {
  let now: Segment | undefined;
  for (const ahead of LOOK_AHEAD) {
    const spans = spansOf(track, instant, instant + ahead);
    const all = facts === undefined ? spans : [...spans, ...factSpans(facts)];
    now = resolveSpans(all, instant, instant + ahead)[0];
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
function spansOf(track: Track, from: number, to: number): readonly Span[] {
  const person = track.members[0] ?? 0;
  const [shift] = track.shifts;
  // Most people have one shift and nothing else.
  if (track.shifts.length === 1 && shift !== undefined && track.plain) return shift.spansOf(person, from, to);
  const spans = track.shifts.flatMap((one) => one.spansOf(person, from, to));
  return track.plain ? spans : [...spans, ...exceptionSpans(track, from, to)];
}

function split(stretches: readonly Segment[]): PersonWindow {
  return {
    on: stretches.filter((stretch) => stretch.available),
    off: stretches.filter((stretch) => !stretch.available && stretch.kind !== 'off'),
  };
}

function tracksOf(roster: Roster, feeds: FromFeeds): Track[] {
  const swaps = grouped(roster.swaps, (swap) => swap.shift);
  const spans = roster.shifts.map((shift, index) => shiftSpans(roster, shift, index, swaps.get(index) ?? []));
  const shiftsOf: number[][] = roster.people.map(() => []);
  const unlike = new Set<PersonIndex>();
  roster.shifts.forEach((shift, index) => {
    const special = spans[index]?.special;
    for (const person of shift.who ?? []) if (!special?.has(person)) shiftsOf[person]?.push(index);
    for (const person of special ?? []) {
      shiftsOf[person]?.push(index);
      unlike.add(person);
    }
  });
  const leaveOf = grouped(roster.leave, (leave) => leave.person);
  const overridesOf = grouped(
    roster.overrides.map((rule, order) => ({ ...rule, order })),
    (rule) => rule.person,
  );
  const spellsOf = grouped(feeds.leave ?? [], (spell) => spell.person);
  for (const rules of [leaveOf, overridesOf, spellsOf]) for (const person of rules.keys()) unlike.add(person);
  const calendars = calendarsOf(roster, feeds);

  const tracks = new Map<string, Track>();
  roster.people.forEach(({ zone, holidays }, person) => {
    const shifts = shiftsOf[person] ?? [];
    const key = unlike.has(person)
      ? `person ${person}`
      : `${shifts.join()} ${zone} ${holidays.length > 0 ? JSON.stringify(holidays) : ''}`;
    const alike = tracks.get(key);
    if (alike !== undefined) {
      alike.members.push(person);
      return;
    }
    const leave = leaveOf.get(person) ?? NOTHING;
    const spells = spellsOf.get(person) ?? NOTHING;
    const overrides = overridesOf.get(person) ?? NOTHING;
    tracks.set(key, {
      members: [person],
      zone,
      shifts: shifts.flatMap((index) => spans[index] ?? []),
      holidays: holidays.length === 0 ? NOTHING : holidays.flatMap((name) => calendars.get(name) ?? []),
      leave,
      spells,
      overrides,
      plain: holidays.length + leave.length + spells.length + overrides.length === 0,
      verdict: undefined,
    });
  });
  return [...tracks.values()];
}

/** Each calendar's dates, from the file and from its feed. */
function calendarsOf(roster: Roster, feeds: FromFeeds): Map<string, Track['holidays'][number]> {
  return new Map(
    Object.entries(roster.holidays).map(([name, dates]) => {
      const all = new Set([...dates, ...(feeds.holidays?.[name] ?? [])]);
      return [name, { name, dates: [...all].sort((a, b) => a - b) }];
    }),
  );
}

function grouped<T>(items: readonly T[], by: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}
