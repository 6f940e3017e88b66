import { decide } from '../domain/person/decide';
import type { Situation } from '../domain/person/decision';
import { countsAt } from '../domain/person/employment-history';
import { emptyRecord } from '../domain/person/record';
import type { TargetChange } from '../domain/person/target';
import type { UpdateResult } from '../domain/person/update-result';
import { RECENT_MS } from '../domain/policies/lockout-limit';
import type { ReceivedEvent } from '../domain/staff-event';
import { lockedOutWithoutRecord, offboardingNotRecorded } from './alerts';
import type { TitleOf } from './held-in-words';
import type { LockoutGate, LockoutLimitPorts } from './lockout-limit';
import { nameOf } from './lockout-limit';
import { type Memory, mayLockOut, rememberLockout } from './memory';
import type { ErasureStore, StartTimer, StoreContact } from './ports';
import type { PushChangePorts } from './push-change';
import { updateUser } from './update-user';

/** The ports that locking out without a record takes. */
export type LockoutWithoutRecordPorts = PushChangePorts &
  LockoutLimitPorts & {
    readonly memory: Pick<Memory, 'lockouts' | 'employment' | 'unrecorded'>;
    readonly storeContact: StoreContact;
    readonly erasures: Pick<ErasureStore, 'erasedSince'>;
    readonly startTimer: StartTimer;
    readonly titleOf: TitleOf;
  };

/** A lock-out that takes effect now and may have to be done without a record. */
export interface UrgentLockout {
  readonly identity: string;
  readonly event: ReceivedEvent;
  readonly change: TargetChange;
  readonly gate: LockoutGate;
  /** When recording it began, ms. */
  readonly began: number;
}

/** The change that an event makes at once to somebody of whom nothing is known. Undefined unless it locks them out. */
export function urgentChange(
  event: ReceivedEvent,
  identity: string,
  situation: Situation,
  { target }: Pick<LockoutWithoutRecordPorts, 'target'>,
): TargetChange | undefined {
  if (event.type !== 'staff.offboarded') return undefined;
  const change = decide(emptyRecord(identity), event, situation).claimed?.[target.name];
  return change?.access === false ? change : undefined;
}

/**
 * Why a lock-out is not done without a record. `refused`: the record or the limit says otherwise; `old`: something newer is
 * known, or may be on record; `dry-run`; `busy`: Sync works, but not fast enough for all who use it now; `limit`: of this process.
 */
type Obstacle = 'refused' | 'old' | 'dry-run' | 'busy' | 'limit';

/** Locks out without waiting for the record, if nothing stands against it. */
export async function lockOutWithoutRecord(
  { identity, event, change, gate, began }: UrgentLockout,
  ports: LockoutWithoutRecordPorts,
): Promise<{ readonly obstacle: Obstacle } | { readonly applied: UpdateResult }> {
  const { target, admissions, memory, records, now } = ports;
  if (gate.locksOut() === false || gate.verdict() === 'over') return { obstacle: 'refused' };
  if (target.dryRun) return { obstacle: 'dry-run' };
  const who = records.name(identity);
  const isOvertaken = (memory.employment.get(who) ?? 0) > countsAt({ kind: 'offboarded', occurredAt: event.timestamp });
  if (isOvertaken || event.timestamp < now() - RECENT_MS) return { obstacle: 'old' };
  if (admissions.contended() || isTooManyAtOnce(gate, began, ports)) return { obstacle: 'busy' };
  if (await isBusy(began, ports)) return { obstacle: 'busy' };
  if (!mayLockOut(memory, who, now(), admissions.limit)) return { obstacle: 'limit' };
  const isCounted = memory.lockouts.has(who);
  rememberLockout(memory, who, now());
  gate.pass();
  const known = { fetched: gate.fetched(), skipFetch: gate.fetchFailed() };
  const applied = await updateUser(
    { identity, change, because: event.id, source: event.source?.name, ...known },
    ports,
  );
  if (applied.result === 'dry_run') return { obstacle: 'dry-run' };
  // What failed may have been done all the same.
  const hadNoEffect = applied.result === 'unchanged' || applied.result === 'unknown_user';
  if (hadNoEffect && !isCounted) memory.lockouts.delete(who);
  return { applied };
}

/**
 * More leave in this delivery than the limit allows, and Sync answers: it is our own crowd that is slow. Each redelivery may come
 * to another process, so that what one process may lock out by its own count would be exceeded.
 */
function isTooManyAtOnce(
  gate: LockoutGate,
  began: number,
  { admissions, storeContact }: Pick<LockoutWithoutRecordPorts, 'admissions' | 'storeContact'>,
): boolean {
  const isAnswering = (storeContact.last().answered ?? Number.NEGATIVE_INFINITY) >= began;
  return gate.verdict() !== 'admitted' && admissions.crowded() && isAnswering;
}

/**
 * Sync answers 429 to this recording, and otherwise works: the sender is to try again. Where it has answered nothing since the
 * recording began, several reads at once tell: a Sync that refuses every one of them is out of order.
 */
async function isBusy(began: number, { storeContact }: LockoutWithoutRecordPorts): Promise<boolean> {
  const answers = () => (storeContact.last().answered ?? Number.NEGATIVE_INFINITY) >= began;
  if ((storeContact.last().refused ?? Number.NEGATIVE_INFINITY) < began) return false;
  if (!answers()) await storeContact.probe();
  return answers();
}

/** Tells the operators that there is no record of a lock-out. */
export async function reportWithoutRecord(identity: string, ports: LockoutWithoutRecordPorts): Promise<void> {
  ports.log('warn', 'Somebody was locked out without a record', { who: ports.records.name(identity) });
  await ports.alert(lockedOutWithoutRecord(nameOf(identity, ports)));
}

/** Tells the operators of a leaver who is still let in, as far as the sender's next attempt may not mend it. */
export async function reportNotLockedOut(
  identity: string,
  why: Obstacle | 'failed',
  ports: LockoutWithoutRecordPorts,
): Promise<void> {
  ports.log('warn', 'An offboarding could not be recorded; the sender has to send it again', {
    who: ports.records.name(identity),
    why,
  });
  if (why === 'old' || why === 'limit') await ports.alert(offboardingNotRecorded(nameOf(identity, ports), why));
}

/** This process will record the lock-out as soon as it can: whatever comes due meanwhile would count without it. */
export function rememberUnrecorded(
  { identity, event, change }: UrgentLockout,
  { memory, records, now }: LockoutWithoutRecordPorts,
): void {
  memory.unrecorded.set(records.name(identity), { identity, event, change, at: now() });
}
