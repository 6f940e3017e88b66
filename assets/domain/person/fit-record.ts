import { DAY } from '../time';
import type { Leave, PersonRecord } from './record';

/** A Sync Item holds 16 KiB of JSON (16,384 bytes). What is left over takes what an operator or a due change adds in between. */
const MAX_BYTES = 15_500;
/** Room for one target's pending and failed changes, which come and go after the record was fitted. */
const TARGET_BYTES = 3500;
/** A pending change and two failed ones may each hold a name and a picture as long as those of the profile. */
const CHANGES_OF_A_TARGET = 3;

/** Deliveries and leave that has ended are remembered longer than any sender goes on retrying. */
const MEMORY_MS = 7 * DAY;
const MAX_DELIVERIES = 60;
/** So many deliveries stay however full the record is: those that a sender may be retrying at this moment. */
const MIN_DELIVERIES = 6;
const MAX_ENDED_LEAVES = 40;
/** About 110 bytes each: together 6.7 KB, beside 5 KB for everything else that must stay and 3.5 KB for a target. */
const MAX_LIVE_LEAVES = 60;

/** A record that a Sync Item can hold. */
export interface FittedRecord {
  readonly record: PersonRecord;
  /** Live leave that it could not keep: operators must be alerted. */
  readonly dropped: readonly Leave[];
}

/**
 * Makes a record small enough for a Sync Item. What no decision needs any more goes first, the oldest first: leave that is
 * past, cancelled leave, then deliveries, which only tell a repeated event sooner than its timestamp would. Of live leave
 * only what begins last is not kept, so that leave under way and next always stays. Employment events are bounded by
 * `capHistory`, held ones by `capHeld`: neither is touched here.
 * @param now ms since the epoch.
 */
export function fitRecord(record: PersonRecord, now: number): FittedRecord {
  const live = record.leave.filter((leave) => isLive(leave, now)).sort((a, b) => a.from - b.from || b.to - a.to);
  const recent = record.deliveries.filter(({ receivedAt }) => receivedAt > now - MEMORY_MS).slice(-MAX_DELIVERIES);
  const least = recent.slice(-MIN_DELIVERIES);
  const room = MAX_BYTES - bytesWithoutLists(record) - bytes(least);
  const keptLive = withinBytes(live.slice(0, MAX_LIVE_LEAVES), room);
  const further = recent.slice(0, recent.length - least.length).reverse();
  const keptFurther = withinBytes(further, room - bytes(keptLive));
  const ended = endedLeaves(record, now);
  const keptEnded = withinBytes(ended.slice(0, MAX_ENDED_LEAVES), room - bytes(keptLive) - bytes(keptFurther));
  const kept = new Set([...keptLive, ...keptEnded]);
  const deliveries = [...keptFurther.reverse(), ...least];
  const dropped = live.filter((leave) => !kept.has(leave));
  // A record that fits stays the same object, list for list: then there is nothing to write.
  if (kept.size === record.leave.length && deliveries.length === record.deliveries.length) return { record, dropped };
  return { record: { ...record, leave: record.leave.filter((leave) => kept.has(leave)), deliveries }, dropped };
}

/** Under way or to come. */
function isLive({ cancelled, to }: Leave, now: number): boolean {
  return !cancelled && to > now;
}

/** Past and cancelled leave that is still remembered, first what must stay longest: a cancellation may precede its leave. */
function endedLeaves({ leave }: PersonRecord, now: number): Leave[] {
  const lastInstant = ({ to, occurredAt }: Leave) => Math.max(to, occurredAt);
  return leave
    .filter((each) => !isLive(each, now) && lastInstant(each) > now - MEMORY_MS)
    .sort((a, b) => Number(b.cancelled) - Number(a.cancelled) || lastInstant(b) - lastInstant(a));
}

/** The size of everything but deliveries and leave, with room for what a target's changes may still take. */
function bytesWithoutLists(record: PersonRecord): number {
  const targets = Object.values(record.targets);
  const changes = Math.max(TARGET_BYTES, CHANGES_OF_A_TARGET * bytes(record.profile));
  const reserved = targets.reduce((sum, state) => sum + Math.max(changes - bytes(state), 0), 0);
  return bytes({ ...record, leave: [], deliveries: [] }) + (targets.length === 0 ? changes : reserved);
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
