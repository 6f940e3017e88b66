/** Brings filed evidence of lock-outs up to date, and lets it go when its time is over. */
import { countsAt, employmentAt, ofSource } from '../person/employment-history';
import { OPERATOR, type PersonRecord, type SignedAct } from '../person/record';
import { lastActOn } from '../person/signed-acts';
import { stateOf, type TargetName } from '../person/target';
import { DAY } from '../time';
import {
  earliestEffect,
  ending,
  endOf,
  type LockoutEvidence,
  type LockoutSighting,
  lockoutsIn,
} from './lockout-evidence';

/** How long evidence is kept, ms: from the last that happened to the lock-out, checks that it still holds aside. */
export const EVIDENCE_KEPT_MS = 400 * DAY;

/** What is known by now of somebody's lock-outs: what was filed, and what the record tells. */
interface Update {
  /** Absent: there is none. */
  readonly record?: PersonRecord | undefined;
  readonly target: TargetName;
  readonly sighting?: LockoutSighting | undefined;
  readonly now: number;
}

/**
 * Filed evidence brought up to date. The record decides how a lock-out stands; when something was first known stays as it was filed.
 * What has expired is left out.
 */
export function updateEvidence(
  filed: readonly LockoutEvidence[],
  { record, target, sighting, now }: Update,
): LockoutEvidence[] {
  const derived = new Map(record && lockoutsIn(record, target, now).map((lockout) => [lockout.key, lockout]));
  const known = filed.map((lockout) => {
    const current = derived.get(lockout.key);
    derived.delete(lockout.key);
    return current ? merged(lockout, current, now) : withoutRecord(lockout, record, now);
  });
  return [...known, ...derived.values()]
    .map((lockout) => seen(lockout, sighting))
    .filter((lockout) => !isExpired(lockout, now))
    .sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
}

function merged(filed: LockoutEvidence, current: LockoutEvidence, now: number): LockoutEvidence {
  const { verifiedAt, foundIn } = filed;
  const arrivedAt = filed.arrivedAt ?? current.arrivedAt; // the record forgets it, and a repeated delivery is later
  const held = filed.held ?? current.held;
  const isLetGo = filed.state === 'held' && current.state !== 'held';
  const released = current.released ?? filed.released ?? (isLetGo ? letGo(filed, now) : undefined);
  const ended = current.ended && withFiledName(current.ended, filed.ended);
  const effect = filed.effect || current.effect ? { ...current.effect, ...filed.effect } : undefined;
  return {
    ...current,
    ...(arrivedAt !== undefined && { arrivedAt }),
    ...(held && { held }),
    ...(released && { released }),
    ...(ended && { ended }),
    ...(effect && { effect }),
    ...(verifiedAt !== undefined && { verifiedAt }),
    ...(foundIn && { foundIn }),
  };
}

/** The record forgets which operator it was, and what is filed does not. */
function withFiledName(
  ended: NonNullable<LockoutEvidence['ended']>,
  filed: LockoutEvidence['ended'],
): NonNullable<LockoutEvidence['ended']> {
  const isSame = filed?.how === ended.how && filed.at === ended.at;
  return isSame && ended.by === OPERATOR ? filed : ended;
}

/**
 * What was let go without a name. A hold for protection also ends by itself, once the target can be asked whose account it is; any other
 * only by an operator.
 */
function letGo({ held }: LockoutEvidence, at: number): LockoutEvidence['released'] {
  return { at, ...(held?.reason !== 'protected' && { by: OPERATOR }) };
}

/** A lock-out of which the record does not tell any more. */
function withoutRecord(lockout: LockoutEvidence, record: PersonRecord | undefined, now: number): LockoutEvidence {
  if (lockout.state === 'ended' || !record) return lockout;
  const { source, occurredAt, dueAt } = lockout;
  const same = [...record.employmentEvents, ...record.held].filter((event) => event.source === source);
  const isReplaced = same.some((event) => event.kind === 'offboarded' && countsAt(event) > occurredAt);
  if (lockout.state === 'held') {
    const drop = lastActOn(record, lockout.key, 'held-dropped');
    if (drop) return { ...lockout, state: 'ended', ended: { how: 'dropped', at: drop.at, by: drop.by } };
    return { ...lockout, state: 'ended', ended: { how: isReplaced ? 'replaced' : 'dropped', at: now } };
  }
  const cancellation = ofSource(record.employmentEvents, source).find(
    (event) => event.kind === 'cancelled' && countsAt(event) >= occurredAt && countsAt(event) <= dueAt,
  );
  const lifted = endOf(lockout, record, now);
  const ended = (cancellation && ending('cancelled', cancellation, record)) ?? lifted;
  if (ended) return { ...lockout, state: 'ended', ended };
  // The record forgets the oldest events. Somebody who is still out is out by this one as well.
  if (employmentAt(record.employmentEvents, now).left) return lockout;
  return { ...lockout, state: 'ended', ended: { how: isReplaced ? 'replaced' : 'reinstated', at: now } };
}

/** Whoever is held has not been locked out, and whoever is back may have access: only what stands can be verified. */
function seen(lockout: LockoutEvidence, sighting: LockoutSighting | undefined): LockoutEvidence {
  if (!sighting || (lockout.state !== 'locked_out' && lockout.state !== 'pending')) return lockout;
  const { at, access } = sighting;
  if (!access) return { ...lockout, verifiedAt: Math.max(at, lockout.verifiedAt ?? at) };
  if (lockout.state === 'pending' && lockout.effect === undefined) return lockout; // not out yet
  return { ...lockout, foundIn: { times: (lockout.foundIn?.times ?? 0) + 1, lastAt: at } };
}

/** As much of an entry of the audit as tells when a lock-out was made. */
interface AuditEntry {
  readonly at: number;
  readonly because: string;
  readonly state?: string | undefined;
}

/**
 * A lock-out with the time of its effect as the audit has it, where the record does not tell: several came within a minute, or it
 * ended before it was filed. What the check of all users repaired is not the first time.
 */
export function withAuditedEffect(
  lockout: LockoutEvidence,
  entries: readonly AuditEntry[],
  target: TargetName,
): LockoutEvidence {
  if (lockout.effect?.[target] !== undefined || lockout.state === 'held') return lockout;
  const from = earliestEffect(lockout);
  const until = lockout.ended?.at ?? Number.POSITIVE_INFINITY;
  const instants = entries
    .filter(({ at, because, state }) => state === stateOf(false) && because !== 'drift' && at >= from && at <= until)
    .map(({ at }) => at);
  return instants.length === 0
    ? lockout
    : { ...lockout, effect: { ...lockout.effect, [target]: Math.min(...instants) } };
}

/** Whether evidence is past its time. What stands or waits is counted from when it was due. */
export function isExpired({ dueAt, state, released, effect, ended, foundIn }: LockoutEvidence, now: number): boolean {
  if (state === 'held') return false;
  const instants = [dueAt, released?.at, ...Object.values(effect ?? {}), ended?.at, foundIn?.lastAt];
  return Math.max(...instants.map((instant) => instant ?? dueAt)) < now - EVIDENCE_KEPT_MS;
}

/**
 * The evidence of somebody whom an operator erases: what happened, and nothing that leads to them. What was held goes with them.
 * @param at ms. @param by the operator's name.
 */
export function withoutPerson(
  lockouts: readonly LockoutEvidence[],
  { at, by }: Pick<SignedAct, 'at' | 'by'>,
): LockoutEvidence[] {
  return lockouts.map((lockout, index) => ({
    ...lockout,
    key: String(index),
    event: '',
    ...(lockout.state === 'held' && { state: 'ended', ended: { how: 'dropped', at, by } }),
  }));
}
