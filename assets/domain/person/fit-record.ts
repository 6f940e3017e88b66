import { DAY } from '../time';
import type { EventShift, Leave, PersonRecord, SignedAct } from './record';

/** A Sync Item holds 16 KiB of JSON (16,384 bytes). What is left over takes what an operator or a due change adds in between. */
const MAX_BYTES = 15_500;
/** Room for one target's pending and failed changes, which come and go after the record was fitted. */
const TARGET_BYTES = 3500;
/** A pending change and two failed ones may each hold a name and a picture as long as those of the profile. */
const CHANGES_OF_A_TARGET = 3;

/** Deliveries, acts of operators, and leave and shifts that have ended, are remembered longer than any sender goes on retrying. */
const MEMORY_MS = 7 * DAY;
const MAX_DELIVERIES = 60;
/** So many deliveries stay however full the record is: those that a sender may be retrying at this moment. */
const MIN_DELIVERIES = 6;
/** About 130 bytes each, and 350 with the longest names. */
const MAX_ACTS = 6;
/** Of leave and of shifts, each. */
const MAX_ENDED = 40;
/** Of leave and of shifts, each. About 110 bytes an entry: 60 are 6.7 KB, beside 5 KB for everything else that must stay and 3.5 KB for a target. */
const MAX_LIVE = 60;

/** A record that a Sync Item can hold. */
export interface FittedRecord {
  readonly record: PersonRecord;
  /** Live leave and shifts that it could not keep: operators must be alerted. */
  readonly dropped: readonly Leave[];
}

/**
 * Makes a record small enough for a Sync Item. What no decision needs any more goes first, the oldest first: leave and
 * shifts that are past or cancelled, then deliveries, which only tell a repeated event sooner than its timestamp would, then who did what. Of live
 * leave and shifts only what begins last is not kept, so that what is under way, and the next of both, always stays. Employment events are bounded by
 * `capHistory`, held ones by `capHeld`: neither is touched here.
 * @param now ms since the epoch.
 */
export function fitRecord(record: PersonRecord, now: number): FittedRecord {
  const { shifts = [] } = record;
  const live = [record.leave, shifts].map((list) => liveByStart(list, now));
  const recent = record.deliveries.filter(({ receivedAt }) => receivedAt > now - MEMORY_MS).slice(-MAX_DELIVERIES);
  const least = recent.slice(-MIN_DELIVERIES);
  const room = MAX_BYTES - bytesWithoutLists(record) - bytes(least);
  const keptLive = withinBytes(nearestFirst(live, now), room);
  const further = recent.slice(0, recent.length - least.length).reverse();
  const acts = withinBytes(recentActs(record, now), room - bytes(keptLive));
  const keptFurther = withinBytes(further, room - bytes(keptLive) - bytes(acts));
  const ended = [record.leave, shifts].flatMap((list) => endedLongestFirst(list, now).slice(0, MAX_ENDED));
  const keptEnded = withinBytes(longestFirst(ended), room - bytes(keptLive) - bytes(acts) - bytes(keptFurther));
  const kept = new Set([...keptLive, ...keptEnded]);
  const deliveries = [...keptFurther.reverse(), ...least];
  const dropped = live.flat().filter((each) => !kept.has(each));
  const all = record.leave.length + shifts.length + record.deliveries.length + (record.acts?.length ?? 0);
  // A record that fits stays the same object, list for list: then there is nothing to write.
  if (kept.size + deliveries.length + acts.length === all) return { record, dropped };
  return { record: withKept(record, kept, deliveries, acts.reverse()), dropped };
}

/** The newest first. */
function recentActs({ acts = [] }: PersonRecord, now: number): SignedAct[] {
  return acts
    .filter(({ at }) => at > now - MEMORY_MS)
    .slice(-MAX_ACTS)
    .reverse();
}

/** Without shifts, or acts, the record has no list of them, so that a release that knows none can read it. */
function withKept(
  { shifts = [], acts: _, ...record }: PersonRecord,
  kept: ReadonlySet<Leave>,
  deliveries: PersonRecord['deliveries'],
  acts: readonly SignedAct[],
): PersonRecord {
  const keptShifts: EventShift[] = shifts.filter((shift) => kept.has(shift));
  const leave = record.leave.filter((each) => kept.has(each));
  return {
    ...record,
    leave,
    ...(keptShifts.length > 0 && { shifts: keptShifts }),
    ...(acts.length > 0 && { acts }),
    deliveries,
  };
}

function liveByStart(list: readonly Leave[], now: number): Leave[] {
  return list.filter((each) => isLive(each, now)).sort(byStart);
}

function byStart(a: Leave, b: Leave): number {
  return a.from - b.from || b.to - a.to;
}

/** What is under way and the next of each list, then the others of all, by their start. @param lists live entries by their start. */
function nearestFirst(lists: readonly (readonly Leave[])[], now: number): Leave[] {
  const limited = lists.map((list) => list.slice(0, MAX_LIVE));
  const near = new Set(limited.flatMap((list) => list.slice(0, list.filter(({ from }) => from <= now).length + 1)));
  return limited.flat().sort((a, b) => Number(near.has(b)) - Number(near.has(a)) || byStart(a, b));
}

/** Under way or to come. */
function isLive({ cancelled, to }: Leave, now: number): boolean {
  return !cancelled && to > now;
}

/** Past and cancelled entries that are still remembered, first what must stay longest. */
function endedLongestFirst(list: readonly Leave[], now: number): Leave[] {
  return longestFirst(list.filter((each) => !isLive(each, now) && lastInstant(each) > now - MEMORY_MS));
}

/** First cancelled ones: a cancellation may precede what it cancels. */
function longestFirst(ended: readonly Leave[]): Leave[] {
  return [...ended].sort((a, b) => Number(b.cancelled) - Number(a.cancelled) || lastInstant(b) - lastInstant(a));
}

function lastInstant({ to, occurredAt }: Leave): number {
  return Math.max(to, occurredAt);
}

/** The size of everything but deliveries, acts, leave and shifts, with room for what a target's changes may still take. */
function bytesWithoutLists(record: PersonRecord): number {
  const targets = Object.values(record.targets);
  const changes = Math.max(TARGET_BYTES, CHANGES_OF_A_TARGET * bytes(record.profile));
  const reserved = targets.reduce((sum, state) => sum + Math.max(changes - bytes(state), 0), 0);
  const empty = {
    ...record,
    leave: [],
    ...(record.shifts && { shifts: [] }),
    ...(record.acts && { acts: [] }),
    deliveries: [],
  };
  return bytes(empty) + (targets.length === 0 ? changes : reserved);
}

/** As many of the first items as fit. */
function withinBytes<T>(items: readonly T[], room: number): T[] {
  let left = room;
  const end = items.findIndex((item) => {
    left -= bytes(item) + 1; // a comma
    return left < 0;
  });
  return items.slice(0, end === -1 ? items.length : end);
}

/** As Sync counts: bytes of JSON in UTF-8. */
function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
