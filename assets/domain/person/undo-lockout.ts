import { decideEmploymentEffect, withEmploymentEvents } from './decide-employment';
import type { Decision, Situation } from './decision';
import { employmentAt } from './employment-history';
import { enqueueChange } from './outbox';
import { digest, type EmploymentEvent, type PersonRecord, targetState, withTargetState } from './record';
import type { TargetChange, TargetName } from './target';

/** Whether the last employment event that took effect locked a user of this target out, so that it can be undone. */
export function isUndoable(record: PersonRecord, target: TargetName): boolean {
  const { before } = targetState(record, target);
  return before !== undefined && before.key === record.lastAppliedEvent;
}

/**
 * An operator undoes the last lock-out, as if HR had reported now that the person is back. Undefined if there is none to
 * undo, so that undoing twice is undoing once.
 */
export function undoLockout(record: PersonRecord, situation: Situation): Decision | undefined {
  const targets = situation.targets.filter((target) => isUndoable(record, target));
  if (targets.length === 0) return undefined;
  const event = `undo-${record.lastAppliedEvent}`;
  // After the event that it undoes, which may be of this very instant, or of a clock that is ahead of ours.
  const { by } = employmentAt(record.employmentEvents, situation.now);
  const occurredAt = Math.max(situation.now, (by?.occurredAt ?? 0) + 1, (by?.effectiveAt ?? 0) + 1);
  const undoing: EmploymentEvent = {
    kind: 'reinstated',
    occurredAt,
    effectiveAt: occurredAt,
    event,
    key: digest(event),
  };
  const next = withEmploymentEvents(targets.reduce(withoutBefore, record), [undoing], situation);
  const ruling = decideEmploymentEffect(next, situation);
  return ruling && enqueueChange(ruling, situation, situation.known ? undefined : availableBefore(record, targets));
}

function withoutBefore(record: PersonRecord, target: TargetName): PersonRecord {
  const { before: _, ...state } = targetState(record, target);
  return withTargetState(record, target, state);
}

/** The availability of each target's user before the lock-out: nothing else decides it for someone off the roster. */
function availableBefore(
  record: PersonRecord,
  targets: readonly TargetName[],
): Partial<Record<TargetName, TargetChange>> {
  return Object.fromEntries(
    targets.flatMap((target) => {
      const { before } = targetState(record, target);
      return before ? [[target, { available: before.available }]] : [];
    }),
  );
}
