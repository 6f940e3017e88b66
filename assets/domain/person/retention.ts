import { DAY } from '../time';
import { employmentAt } from './employment-history';
import type { PersonRecord, TargetState } from './record';

/** How long the record of someone is kept whom no target knows, ms from when that was first found: a day longer than retries. */
const UNKNOWN_KEPT_MS = 8 * DAY;
/** At least so long it is still there to be seen, ms. */
const SHORTEST_MS = DAY;

/**
 * How long a record written at `now` (ms) is to be kept, ms; undefined: for good. A sender may report a whole company: the
 * records of people whom no target has ever had go by themselves, unless something in them is to come or waits for an operator.
 */
export function retention(record: PersonRecord, now: number): number | undefined {
  const states = Object.values(record.targets);
  if (states.length === 0 || record.held.length > 0) return undefined;
  if (employmentAt(record.employmentEvents, now).plans.length > 0) return undefined;
  if ([...record.leave, ...(record.shifts ?? [])].some(({ to, cancelled }) => !cancelled && to > now)) return undefined;
  const { override } = record;
  if (override && (override.until === null || override.until > now)) return undefined;
  const since = states.map(unknownSince);
  if (!since.every((instant) => instant !== undefined)) return undefined;
  return Math.max(SHORTEST_MS, Math.max(...since) + UNKNOWN_KEPT_MS - now);
}

/** Since when a target is known not to have the user, ms; undefined if it may have, or has had. */
function unknownSince({ pending, failed, applied, before }: TargetState): number | undefined {
  if (applied || before) return undefined;
  if (pending) return pending.missing ? pending.since : undefined;
  // A lock-out is given up for no other reason.
  return failed.find(({ change }) => change.access === false)?.since;
}
