/** Who should be available, and why: one answer for the tick, the preview, the page, the export and the dry run. */
import type { PersonIndex, Roster } from '../roster/roster';
import { DAY, type EpochMs } from '../time';
import { coverageShortfalls } from './coverage';
import { factSpans } from './exceptions';
import { droppedOccurrences } from './occurrences';
import { groupPeople, groupSpans, type PersonGroup } from './person-groups';
import { resolveSpans } from './precedence';
import type { Facts, FeedFacts, PersonFacts, PersonWindow, Resolver, Segment, Verdict } from './schedule';
import { groupVerdict, nextBoundary } from './verdicts';

/** Far enough for a tick, which only needs to know whether its last answer still holds. */
const TICK_AHEAD = DAY;

/** A resolver of this roster and its feeds. It caches intermediate results; its answers depend on nothing else. */
export function createResolver(roster: Roster, feeds: FeedFacts = {}): Resolver {
  const groups = groupPeople(roster, feeds);
  const people = indexPeople(roster, groups);
  const window = (from: EpochMs, to: EpochMs, facts?: Facts) => windowsOf(people, from, to, facts);
  return {
    available: createAvailability(people),
    at: (instant, facts) => verdictsAt(people, instant, facts),
    verdict: (person, instant, facts) => groupVerdict(people.groupOf(person), instant, facts),
    nextBoundary: (person, instant, facts) => nextBoundary(people.groupOf(person), instant, facts),
    window,
    coverage: (from, to, facts) =>
      roster.coverage.length === 0 ? [] : coverageShortfalls(roster.coverage, window(from, to, facts), from, to),
    dropped: (from, to) => droppedOccurrences(roster, from, to),
  };
}

interface People {
  readonly count: number;
  readonly groups: readonly PersonGroup[];
  /** Throws RangeError if the roster has no such person. */
  groupOf(person: PersonIndex): PersonGroup;
  /** The facts about people of the roster; others are ignored. */
  withFacts(facts: Facts | undefined): Iterable<readonly [PersonIndex, PersonFacts]>;
}

function indexPeople(roster: Roster, groups: readonly PersonGroup[]): People {
  const groupOf: PersonGroup[] = [];
  for (const group of groups) for (const person of group.members) groupOf[person] = group;
  // Made at the first facts: a resolver that is never asked with facts does without.
  let indexOf: ReadonlyMap<string, PersonIndex> | undefined;
  return {
    count: roster.people.length,
    groups,
    groupOf(person) {
      const group = groupOf[person];
      if (group === undefined) throw new RangeError(`the roster has no person ${person}`);
      return group;
    },
    *withFacts(facts) {
      if (facts === undefined || facts.size === 0) return;
      indexOf ??= new Map(roster.people.map((person, index) => [person.key, index]));
      for (const [key, fact] of facts) {
        const person = indexOf.get(key);
        if (person !== undefined) yield [person, fact];
      }
    },
  };
}

/** The tick's question. Keeps each group's last answer, and resolves a group again only when its answer has run out. */
function createAvailability(people: People): Resolver['available'] {
  const { groups } = people;
  const bits = new Uint8Array(people.count);
  const since = new Float64Array(groups.length).fill(Number.POSITIVE_INFINITY);
  const until = new Float64Array(groups.length);
  return (instant, facts) => {
    groups.forEach((group, index) => {
      if ((since[index] ?? 0) <= instant && instant < (until[index] ?? 0)) return;
      const end = instant + TICK_AHEAD;
      const [now] = resolveSpans(groupSpans(group, instant, end), instant, end);
      since[index] = instant;
      until[index] = now?.to ?? instant;
      for (const person of group.members) bits[person] = now?.available ? 1 : 0;
    });
    const answer = bits.slice();
    for (const [person, fact] of people.withFacts(facts)) {
      const spans = [...groupSpans(people.groupOf(person), instant, instant + 1), ...factSpans(fact)];
      answer[person] = resolveSpans(spans, instant, instant + 1)[0]?.available ? 1 : 0;
    }
    return answer;
  };
}

function verdictsAt(people: People, instant: EpochMs, facts: Facts | undefined): Verdict[] {
  const answer: Verdict[] = new Array(people.count);
  for (const group of people.groups) {
    const verdict = groupVerdict(group, instant);
    for (const person of group.members) answer[person] = verdict;
  }
  for (const [person, fact] of people.withFacts(facts)) {
    answer[person] = groupVerdict(people.groupOf(person), instant, fact);
  }
  return answer;
}

function windowsOf(people: People, from: EpochMs, to: EpochMs, facts: Facts | undefined): PersonWindow[] {
  const answer: PersonWindow[] = new Array(people.count);
  for (const group of people.groups) {
    const window = split(resolveSpans(groupSpans(group, from, to), from, to));
    for (const person of group.members) answer[person] = window;
  }
  for (const [person, fact] of people.withFacts(facts)) {
    const spans = [...groupSpans(people.groupOf(person), from, to), ...factSpans(fact)];
    answer[person] = split(resolveSpans(spans, from, to));
  }
  return answer;
}

function split(segments: readonly Segment[]): PersonWindow {
  return {
    on: segments.filter((segment) => segment.available),
    off: segments.filter((segment) => !segment.available && segment.kind !== 'off'),
  };
}
