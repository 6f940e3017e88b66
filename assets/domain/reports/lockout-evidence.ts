/** What can be proved of each lock-out: derived from the person's record, and kept longer than the record can keep it. */
import { countsAt, employmentAt, ofSource, takesEffectAt } from '../person/employment-history';
import { type EmploymentEvent, type HeldReason, OPERATOR, type PersonRecord, targetState } from '../person/record';
import { lastActOn } from '../person/signed-acts';
import type { TargetName } from '../person/target';

/**
 * How a lock-out stands. `held`: waits for an operator, and the person still has access. `pending`: the target has not confirmed it.
 * `no_user`: the target has no such user. `locked_out`: the target confirmed it, and nothing has ended it. `ended`: see {@link Ending}.
 */
export type LockoutState = 'held' | 'pending' | 'no_user' | 'locked_out' | 'ended';

/**
 * How a lock-out ended. `reinstated`: somebody reported that the person is back. `undone`: an operator took it back. `cancelled`: it
 * was cancelled before it was due, which arrived later. `dropped`: an operator discarded it while it was held. `replaced`: a
 * newer report of the same source took its place.
 */
export type Ending = 'reinstated' | 'undone' | 'cancelled' | 'dropped' | 'replaced';

/** One lock-out: an offboarding that was due, or that is held. Instants are ms since the epoch; what is absent is not known. */
export interface LockoutEvidence {
  /** The digest of the event's id, as in the record. */
  readonly key: string;
  /** The event's id as far as it is shown; empty where the person was erased. */
  readonly event: string;
  /** Who reported it: a provider's name. */
  readonly source?: string;
  /** The event's own timestamp. */
  readonly occurredAt: number;
  /** When it first arrived. */
  readonly arrivedAt?: number;
  readonly dueAt: number;
  readonly state: LockoutState;
  /** Why it was held, and since when that is known. */
  readonly held?: { readonly reason: HeldReason; readonly seenAt: number };
  /** When it was let go, and by which operator: their name, or `operator` where that is not known. Without `by` no operator did. */
  readonly released?: { readonly at: number; readonly by?: string };
  /** When each target confirmed it. */
  readonly effect?: Readonly<Partial<Record<TargetName, number>>>;
  /** When the user was last seen without access. */
  readonly verifiedAt?: number;
  /** How often, and when last, the user was found with access although locked out. */
  readonly foundIn?: { readonly times: number; readonly lastAt: number };
  /** `by`: a provider's name; an operator's, or `operator` where that is not known. */
  readonly ended?: { readonly how: Ending; readonly at: number; readonly by?: string };
}

/** What a check of all users saw of somebody who has left. */
export interface LockoutSighting {
  readonly at: number;
  readonly access: boolean;
}

/**
 * The lock-outs of which a record tells: offboardings that are due by now, and held ones. One that was cancelled or replaced before it
 * was due is none.
 * @param now ms since the epoch.
 */
export function lockoutsIn(record: PersonRecord, target: TargetName, now: number): LockoutEvidence[] {
  const due = record.employmentEvents.filter(
    (event) => event.kind === 'offboarded' && isDue(event, now) && tookHold(event, record),
  );
  const held = record.held.filter(({ kind }) => kind === 'offboarded');
  return [
    ...due.map((event) => dueLockout(event, record, target, now)),
    ...held.map((event): LockoutEvidence => {
      const { reason } = event;
      return { ...reported(event, record), state: 'held', held: { reason, seenAt: now } };
    }),
  ];
}

/** What is not announced counts at once, whatever its sender's clock shows. */
function isDue({ occurredAt, effectiveAt }: EmploymentEvent, now: number): boolean {
  return effectiveAt <= Math.max(occurredAt, now);
}

/** Whether the person was out by this event when it was due, as its source and those that count for all reported it. */
function tookHold(event: EmploymentEvent, { employmentEvents }: PersonRecord): boolean {
  return historyUpTo(takesEffectAt(event), event.source, employmentEvents).lockouts.includes(event);
}

/** The history of one source, as it was at an instant. */
function historyUpTo(instant: number, source: string | undefined, events: readonly EmploymentEvent[]) {
  return employmentAt(
    ofSource(events, source).filter((event) => countsAt(event) <= instant),
    instant,
  );
}

function reported(event: EmploymentEvent, { deliveries }: PersonRecord) {
  const { key, source, occurredAt, effectiveAt } = event;
  const arrivedAt = deliveries.find((delivery) => delivery.key === key)?.receivedAt;
  return {
    key,
    event: event.event,
    ...(source !== undefined && { source }),
    occurredAt,
    ...(arrivedAt !== undefined && { arrivedAt }),
    dueAt: Math.max(occurredAt, effectiveAt),
  };
}

function dueLockout(event: EmploymentEvent, record: PersonRecord, target: TargetName, now: number): LockoutEvidence {
  const release = lastActOn(record, event.key, 'held-released');
  const base = { ...reported(event, record), ...(release && { released: { at: release.at, by: release.by } }) };
  const ended = endOf(base, record, now);
  if (ended) return { ...base, state: 'ended', ended };
  const { pending, failed, applied } = targetState(record, target);
  const isWaiting = pending?.change.access === false;
  if ((isWaiting && pending.missing) || failed.some(({ change }) => change.access === false)) {
    return { ...base, state: 'no_user' };
  }
  // An event that the record has not applied yet is due at the next tick.
  const isApplied = employmentAt(record.employmentEvents, now).by?.key === record.lastAppliedEvent;
  if (isWaiting || !isApplied) return { ...base, state: 'pending' };
  // What was applied last was made for the newest event. What is older than the lock-out itself was another change.
  const isOwn = event.key === record.lastAppliedEvent && applied?.available === false;
  const at = isOwn && applied.at >= earliestEffect(base) ? applied.at : undefined;
  return { ...base, state: 'locked_out', ...(at !== undefined && { effect: { [target]: at } }) };
}

/** Before this, ms, the lock-out cannot have been made: it had not arrived, or was not due. */
export function earliestEffect({
  arrivedAt,
  occurredAt,
  dueAt,
}: LockoutEvidence | ReturnType<typeof reported>): number {
  // An event for now is made as soon as it arrives, whatever its sender's clock shows.
  return arrivedAt !== undefined && dueAt === occurredAt ? arrivedAt : Math.max(dueAt, arrivedAt ?? dueAt);
}

/**
 * What ended a lock-out, by the record; undefined if nothing did, or the record does not tell. An older one of the same source stands as long as the
 * newer one does.
 */
export function endOf(
  lockout: Pick<LockoutEvidence, 'source' | 'occurredAt' | 'dueAt'>,
  record: PersonRecord,
  now: number,
): LockoutEvidence['ended'] {
  const { source, occurredAt, dueAt } = lockout;
  const since = takesEffectAt({ kind: 'offboarded', occurredAt, effectiveAt: dueAt });
  const [lift] = ofSource(record.employmentEvents, source)
    .filter((event) => event.kind === 'reinstated' && isDue(event, now))
    .map((event) => ({ event, at: takesEffectAt(event) }))
    .filter(({ at }) => at > since && !historyUpTo(at, source, record.employmentEvents).left)
    .sort((a, b) => a.at - b.at);
  if (!lift) return undefined;
  const isUndo = lift.event.source === OPERATOR && lift.event.event.startsWith('undo-');
  return ending(isUndo ? 'undone' : 'reinstated', lift.event, record);
}

/** How an event ended a lock-out. One that counts as an operator's has the name of whoever brought it, or let it count. */
export function ending(
  how: Ending,
  { key, source, occurredAt, effectiveAt }: EmploymentEvent,
  record: PersonRecord,
): LockoutEvidence['ended'] {
  const by = source === OPERATOR ? (lastActOn(record, key)?.by ?? OPERATOR) : source;
  return { how, at: Math.max(occurredAt, effectiveAt), ...(by !== undefined && { by }) };
}
