// Written from the contract alone: left, else override, else leave, else the shifts.
import type { SimPerson } from '../people';
import type { HasRule } from '../rules';
import { isOnShift, nextChange } from './duty';
import type { Entry } from './ledger';

/**
 * Whether somebody who has not left must be available; undefined where it may be either: something that bears on it was sent
 * and is not accepted.
 */
export function availabilityAt(
  { duty, offset }: Pick<SimPerson, 'duty' | 'offset'>,
  entries: readonly Entry[],
  at: number,
  has: HasRule,
): boolean | undefined {
  const sent = entries.filter((entry) => entry.sent <= at && !entry.refused && bearsOnAvailability(entry));
  if (sent.some((entry) => mayNotCount(entry) || (entry.accepted ?? Infinity) > at)) return undefined;
  const override = newest(sent.filter(({ said }) => said.type === 'availability'));
  if (override) {
    const { available, to, timestamp } = override.said;
    if (to === undefined && override.shiftless) return undefined;
    // Without an end it ends at the first boundary after its timestamp; who has none keeps it until the next one.
    const end = to ?? nextChange(duty, offset, has('open-override') ? timestamp : override.sent) ?? Infinity;
    if (at < end) return available;
  }
  return isOnLeave(sent, at) ? false : isOnShift(duty, offset, at);
}

function mayNotCount({ accepted, unsure, mayBeErased }: Entry): boolean {
  return accepted === undefined || unsure === true || mayBeErased === true;
}

function bearsOnAvailability({ said: { type } }: Entry): boolean {
  return type === 'availability' || type === 'leave' || type === 'leave_cancelled';
}

function newest(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (best, entry) => (best && best.said.timestamp > entry.said.timestamp ? best : entry),
    undefined,
  );
}

/** Of each leave the newest word counts, whichever came first. */
function isOnLeave(entries: readonly Entry[], at: number): boolean {
  const byId = new Map<string | undefined, Entry[]>();
  for (const entry of entries) {
    if (entry.said.type === 'availability') continue;
    byId.set(entry.said.leave, [...(byId.get(entry.said.leave) ?? []), entry]);
  }
  return [...byId.values()].some((words) => {
    const { type, from = Infinity, to = 0 } = newest(words)?.said ?? { type: 'leave_cancelled' };
    return type === 'leave' && from <= at && at < to;
  });
}

/** The name that a user must have; undefined where it may be either. */
export function nameAt(entries: readonly Entry[], at: number): string | undefined {
  const sent = entries.filter(
    ({ said, sent, refused }) => said.type === 'profile' && said.friendlyName !== undefined && sent <= at && !refused,
  );
  if (sent.some(mayNotCount)) return undefined;
  return newest(sent)?.said.friendlyName ?? '';
}
