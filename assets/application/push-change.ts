import type { Outcome } from '../domain/person/decision';
import { superseded } from '../domain/person/outbox';
import { type PersonRecord, targetState } from '../domain/person/record';
import { type Attempt, recordAttempt } from '../domain/person/record-attempt';
import type { TargetChange, TargetUser } from '../domain/person/target';
import type { UpdateResult } from '../domain/person/update-result';
import { describeError } from '../lib/errors';
import { changesFail, lockOutWaits } from './alerts';
import { nameOf, type PersonNames } from './lockout-limit';
import { type Alerts, Conflict, type Target } from './ports';
import {
  type RecordUpdate,
  type SituationPorts,
  situationOf,
  type UpdateRecordPorts,
  updateRecord,
} from './update-record';
import { type UpdateUserPorts, updateUser } from './update-user';

/** The result of one event; `user` is the user's id at the target, if it is known. */
export interface EventResult {
  readonly outcome: Outcome | 'conflict';
  readonly user?: string;
  /** During a dry run: the change that would be made. */
  readonly would?: TargetChange;
}

/** The result of pushing a change to the target. */
export type PushResult = EventResult & { readonly outcome: Outcome };

/** The ports that pushing a change takes. */
export type PushChangePorts = UpdateUserPorts &
  UpdateRecordPorts &
  SituationPorts &
  PersonNames & { readonly alert: Alerts; readonly target: Pick<Target, 'name' | 'title'> };

/** How often a change is pushed again because another one superseded it on its way to the target. */
const MAX_OVERTAKEN = 4;

/** How a change is pushed. */
interface PushOptions {
  /** The user as this execution has just fetched it. */
  readonly fetched?: TargetUser | undefined;
  readonly tries?: number;
}

/** Pushes the pending change to the target, and confirms the result on the record. */
export async function pushChange(
  identity: string,
  committed: RecordUpdate,
  ports: PushChangePorts,
  { fetched, tries = 0 }: PushOptions = {},
): Promise<PushResult> {
  const { record, claimed } = committed.decision;
  const { name: target } = ports.target;
  const change = claimed?.[target];
  const { pending } = targetState(record, target);
  if (!change || !pending) return { outcome: 'unchanged' };
  const { event } = pending;
  const result = await updateUser({ identity, change, because: event, fetched }, ports);
  // The change stays pending in the record: the first tick after the dry run makes it.
  if (result.result === 'dry_run') return { outcome: 'deferred', would: change };
  try {
    const late = await confirmOnRecord(identity, committed, { target, event, change, result }, ports);
    if (result.result === 'failed') await reportFailure(identity, change, pending.attempts, ports);
    if (late?.decision.claimed && tries < MAX_OVERTAKEN) await pushChange(identity, late, ports, { tries: tries + 1 });
  } catch (error) {
    // Nothing is lost: the change is still pending, and pushing it once more does no harm.
    const who = ports.records.name(identity);
    ports.log('warn', 'Could not confirm a change', { who, ...describeError(error) });
  }
  return toResult(result);
}

/** Alerts operators about a lock-out that has to wait, and about a change that has failed for long. */
async function reportFailure(
  identity: string,
  change: TargetChange,
  attempts: number,
  ports: PushChangePorts,
): Promise<void> {
  const name = nameOf(identity, ports);
  if (change.access === false) {
    await ports.alert(lockOutWaits(name, ports.target.title));
  } else if (attempts > LASTING) {
    await ports.alert(changesFail(name, ports.target.title));
  }
}

/** A change that failed more often than this has failed for more than an hour. */
const LASTING = 8;

/** Confirms on the record. @returns the change to push again, if another decision superseded it in the meantime. */
async function confirmOnRecord(
  identity: string,
  { decision: { record }, revision }: RecordUpdate,
  attempt: Attempt,
  ports: PushChangePorts,
): Promise<RecordUpdate | undefined> {
  const { target, event, change, result } = attempt;
  const confirmed = (current: PersonRecord) => recordAttempt(current, attempt, ports.now(), ports.random());
  try {
    await ports.records.write(identity, confirmed(record), revision, 'confirm');
    return undefined;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
  return updateRecord(
    identity,
    (current) => {
      const after = confirmed(current);
      const overtook = 'user' in result && targetState(current, target).pending?.event !== event;
      const late = overtook ? superseded(after, target, change, situationOf(identity, ports)) : undefined;
      return late ?? { record: after, outcome: 'applied' };
    },
    ports,
    'confirm',
  );
}

/** The outcome for the sender's answer. */
export function toResult(applied: UpdateResult): PushResult {
  switch (applied.result) {
    case 'applied':
    case 'unchanged':
      return { outcome: applied.result, user: applied.user.id };
    case 'unknown_user':
      return { outcome: 'unknown_user' };
    case 'failed':
      return { outcome: 'retrying' };
  }
}
