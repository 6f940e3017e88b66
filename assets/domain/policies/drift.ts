import { stateOf, type TargetUser } from '../person/target';
import { MINUTE } from '../time';
import type { LastApplied } from './roster-change-hold';

/** A user that differs from what it should be, and that is not repaired automatically. */
export interface Difference {
  /** The roster's key, or the start of the record's name. */
  readonly person: string;
  readonly field: 'state' | 'available';
  readonly found: string;
  readonly expected: string;
  /** When it was first found so, ms; absent in what an older release wrote. */
  readonly since?: number | undefined;
}

/** Somebody whose user the drift check fetches in turn. */
export interface Checkable {
  /** The record name: hexadecimal, and spread evenly. */
  readonly name: string;
  readonly identity: string;
  /** When they left, ms; absent for those who have not. */
  readonly departedAt?: number;
}

/** How far the drift check has come. Ticks hand it on in the heartbeat. */
export interface DriftProgress {
  /** Those who have not left are checked by record name: everyone up to this one has been checked in this round. */
  readonly staying: string;
  /** Departed people are checked by departure, newest first: the last one that was checked. Absent: begin with the newest. */
  readonly departed?: { readonly at: number; readonly name: string } | undefined;
  /** Fetched again by the next tick: who could not be fetched, or whose difference has to last. Short names, oldest first. */
  readonly again: readonly string[];
  /** Nobody has answered since then, ms, and there is no room to remember more people: the cursors wait. */
  readonly stalledSince?: number | undefined;
}

/** Before the first check. */
export const NOTHING_CHECKED: DriftProgress = { staying: '', again: [] };

/** Whom one tick checks. */
export interface DriftSelection {
  readonly people: readonly Checkable[];
  /** The progress once they have been checked; `again` aside. */
  readonly next: Pick<DriftProgress, 'staying' | 'departed'>;
  /** Record names of those with whom a new round begins, of those who have not left; undefined while the old one goes on. */
  readonly newRound?: ReadonlySet<string> | undefined;
}

/** Everyone is checked once in this time, ms. With the time until the next tick, five minutes at most, that is an hour. */
export const ROUND_MS = 55 * MINUTE;
/** A tick checks at least this many people of each kind: one user that cannot be fetched must not look like an outage. */
export const FEWEST_A_TICK = 3;
/**
 * A tick makes at most about this many calls for the check: some seconds of its ten. Ticks a minute apart can check 27,500
 * people within the hour, ticks five minutes apart 5,500; for more people a round takes longer in proportion.
 */
export const MOST_A_TICK = 500;
/** Short names that are remembered for the next tick. Anyone beyond that is checked in the next round. */
const MOST_AGAIN = 20;
/** So long the cursors wait for an outage to end, ms. */
const STALL_MS = 10 * MINUTE;

const SHORT_NAME_LENGTH = 12;

/** The name under which a person is noted in the heartbeat. @param name a record name. */
export function shortName(name: string): string {
  return name.slice(0, SHORT_NAME_LENGTH);
}

/**
 * Whom this tick checks: of those who have not left the share of a round that has passed since the last tick, as many departed
 * people again as far as there are any, and never fewer of them than their own share.
 * @param elapsed since the last tick, ms.
 */
export function selectForCheck(people: readonly Checkable[], progress: DriftProgress, elapsed: number): DriftSelection {
  const share = Math.min(1, Math.max(0, elapsed / ROUND_MS));
  const left = people.filter((person) => person.departedAt !== undefined);
  const ownShare = Math.min(left.length, Math.max(FEWEST_A_TICK, Math.ceil(left.length * share)));
  const staying = nextStaying(
    people.filter((person) => person.departedAt === undefined),
    progress.staying,
    share,
    MOST_A_TICK - Math.min(ownShare, MOST_A_TICK / 2),
  );
  const room = MOST_A_TICK - staying.people.length;
  const departed = nextDeparted(left, progress.departed, Math.min(room, Math.max(ownShare, staying.people.length)));
  const last = departed.at(-1);
  const again = new Set(progress.again);
  const repeated = people.filter(({ name }) => again.has(shortName(name)));
  return {
    people: [...new Set([...repeated, ...staying.people, ...departed])],
    next: { staying: staying.cursor, ...(last && { departed: { at: last.departedAt ?? 0, name: last.name } }) },
    newRound: staying.newRound,
  };
}

/** Whom a tick checks that has too much else to do: those who have departed, their share. Everybody else waits for the next ticks. */
export function selectDeparted(people: readonly Checkable[], progress: DriftProgress, elapsed: number): DriftSelection {
  const again = new Set(progress.again);
  const some = people.filter(({ name, departedAt }) => departedAt !== undefined || again.has(shortName(name)));
  const { next, ...selection } = selectForCheck(some, progress, elapsed);
  return { people: selection.people, next: { ...next, staying: progress.staying } };
}

/**
 * The cursor goes through the space of all names, not from person to person: so whoever is added or removed meanwhile delays
 * nobody else.
 */
function nextStaying(people: readonly Checkable[], cursor: string, share: number, most: number) {
  const from = positionOf(cursor);
  const sorted = [...people].sort(byName);
  const behind = sorted.findIndex(({ name }) => name > cursor);
  const start = behind < 0 ? sorted.length : behind;
  const ahead = [
    ...sorted.slice(start).map((person) => ({ person, distance: positionOf(person.name) - from })),
    ...sorted.slice(0, start).map((person) => ({ person, distance: 1 + positionOf(person.name) - from })),
  ];
  const within = ahead.filter(({ distance }) => distance <= share).length;
  const count = Math.min(most, Math.max(within, FEWEST_A_TICK));
  const taken = ahead.slice(0, count);
  const last = taken.at(-1);
  // Where there are few people, or too many, the cursor stands at the last one taken; else where the time says.
  const goesOn = last === undefined || count === within;
  const travelled = goesOn ? share : last.distance;
  return {
    people: taken.map(({ person }) => person),
    cursor: goesOn ? nameAt((from + share) % 1) : last.person.name,
    newRound:
      from + travelled >= 1
        ? new Set(taken.filter(({ distance }) => from + distance >= 1).map(({ person }) => person.name))
        : undefined,
  };
}

/** Hexadecimal digits that a number keeps exactly. */
const DIGITS = 12;

/** Where in the space of names a name stands: in [0, 1). */
function positionOf(name: string): number {
  return Number.parseInt(name.slice(0, DIGITS).padEnd(DIGITS, '0'), 16) / 16 ** DIGITS;
}

function nameAt(position: number): string {
  return Math.floor(position * 16 ** DIGITS)
    .toString(16)
    .padStart(DIGITS, '0');
}

function nextDeparted(people: readonly Checkable[], last: DriftProgress['departed'], count: number): Checkable[] {
  const sorted = [...people].sort((a, b) => departure(b) - departure(a) || byName(a, b));
  const isPast = (person: Checkable) =>
    last === undefined || departure(person) < last.at || (departure(person) === last.at && person.name > last.name);
  const next = sorted.findIndex(isPast);
  const start = next < 0 ? 0 : next;
  return [...sorted.slice(start), ...sorted.slice(0, start)].slice(0, Math.max(0, count));
}

function departure({ departedAt = 0 }: Checkable): number {
  return departedAt;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/**
 * The progress after a tick. People who could not be fetched are fetched again by the next ticks, and hold nobody else up. Where
 * nobody at all could be fetched and there are more than can be remembered, the cursors wait for a while: that is an outage.
 * @param answered record names of whom the target answered. @param recheck of whom the next tick has to fetch again.
 */
export function progressAfter(
  before: DriftProgress,
  { people, next }: Pick<DriftSelection, 'people' | 'next'>,
  answered: ReadonlySet<string>,
  recheck: ReadonlySet<string>,
  now: number,
): DriftProgress {
  const open = people.filter(({ name }) => !answered.has(name) || recheck.has(name)).map(({ name }) => shortName(name));
  const old = before.again.filter((name) => open.includes(name));
  const again = [...old, ...open.filter((name) => !old.includes(name))];
  const isOutage = people.length > 0 && !people.some(({ name }) => answered.has(name));
  const { stalledSince = now, staying, departed } = before;
  if (isOutage && again.length > MOST_AGAIN && now - stalledSince < STALL_MS) {
    return { staying, ...(departed && { departed }), again: old.slice(-MOST_AGAIN), stalledSince };
  }
  return { ...next, again: again.slice(-MOST_AGAIN) };
}

/** Compares the user of someone who has not left with what was last applied. @param person what operators know them by. */
export function differences(user: TargetUser, last: LastApplied, person: string): Difference[] {
  const all: Difference[] = [];
  if (!user.access) all.push({ person, field: 'state', found: stateOf(user.access), expected: stateOf(true) });
  if (typeof last === 'boolean' && last !== user.available) {
    all.push({ person, field: 'available', found: String(user.available), expected: String(last) });
  }
  return all;
}
