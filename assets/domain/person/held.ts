import type { Ruling } from './decision';
import { countsAt } from './employment-history';
import type { EmploymentEvent, HeldEvent, HeldReason, PersonRecord } from './record';

/** About 230 bytes each. */
const MAX_HELD = 8;

/** Holds an event for an operator: it leaves the history until it is released. */
export function hold(record: PersonRecord, event: EmploymentEvent, reason: HeldReason): Ruling {
  const employmentEvents = record.employmentEvents.filter(({ key }) => key !== event.key);
  const { held, full } = capHeld([...record.held, { ...event, reason }]);
  return { record: { ...record, employmentEvents, held }, outcome: 'held', ...(full && { full }) };
}

/** Whether an offboarding waits for an operator: whether they have left is not known until then. */
export function hasHeldOffboarding({ held }: Pick<PersonRecord, 'held'>): boolean {
  return held.some(({ kind }) => kind === 'offboarded');
}

/**
 * Bounds the held events. Those go first that another one, held for the same reason, makes up for: releasing the rest
 * means the same from now on. Only then the oldest goes.
 * @returns `full`: one went that nothing makes up for.
 */
export function capHeld(events: readonly HeldEvent[]): { readonly held: readonly HeldEvent[]; readonly full: boolean } {
  let held = [...events];
  while (held.length > MAX_HELD) {
    const covered = held.find((event) => held.some((other) => other !== event && covers(other, event)));
    if (!covered) break;
    held = held.filter((event) => event !== covered);
  }
  const oldestFirst = [...held].sort((a, b) => a.effectiveAt - b.effectiveAt);
  const over = new Set(oldestFirst.slice(0, Math.max(0, held.length - MAX_HELD)));
  return { held: held.filter((event) => !over.has(event)), full: over.size > 0 };
}

/**
 * Whether the newer of two events without notice makes the older one superfluous: it ends all that the older one did. Of
 * offboardings only one of the same source does, which is what its source can lift; the others are an operator's once they are
 * released, whoever said them. An announced one is never superfluous by itself, because it replaces what was announced before.
 */
function covers(newer: HeldEvent, older: HeldEvent): boolean {
  const isAnnounced = (event: HeldEvent) => event.effectiveAt > event.occurredAt;
  if (newer.reason !== older.reason || newer.kind !== older.kind || isAnnounced(newer) || isAnnounced(older))
    return false;
  if (newer.kind === 'offboarded' && newer.source !== older.source) return false;
  return countsAt(newer) > countsAt(older);
}
