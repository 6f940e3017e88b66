import { describeError } from '../lib/errors';
import { openLockoutGate } from './lockout-limit';
import type { LockoutWithoutRecordPorts } from './lockout-without-record';
import { type UnrecordedLockout, unrecordedLockouts } from './memory';
import { pushChange } from './push-change';
import { NotRecorded, recordEvent, takeBack } from './record-event';

/**
 * Records what this process locked out while the store could not be used, as soon as it answers again: otherwise a return that
 * was announced before, or a reconciliation, would let a leaver in. What fails is for the next execution. Another process knows
 * nothing of them, which is why operators are alerted all the same.
 * @param since ms: only if the store has answered since then.
 * @param of only those of this person. @returns whether all of them are on record now.
 */
export async function recordLockouts(since: number, ports: LockoutWithoutRecordPorts, of?: string): Promise<boolean> {
  const isWanted = ({ identity }: UnrecordedLockout) => of === undefined || identity === of;
  const lockouts = unrecordedLockouts(ports.memory, ports.now()).filter(isWanted);
  if (lockouts.length === 0) return true;
  if ((ports.storeContact.last().answered ?? Number.NEGATIVE_INFINITY) < since) return false;
  const ended = await Promise.allSettled(lockouts.map((lockout) => recordLockout(lockout, ports)));
  for (const end of ended) {
    if (end.status === 'rejected')
      ports.log(
        'error',
        'A lock-out could not be recorded afterwards; the next execution tries again',
        describeError(end.reason),
      );
  }
  return !lockouts.some(({ identity }) => ports.memory.unrecorded.has(ports.records.name(identity)));
}

/**
 * The same for one person, before anything else that concerns them is decided: an older event would be taken for the newest.
 * @throws NotRecorded if it cannot be recorded yet.
 */
export async function recordLockoutOf(identity: string, ports: LockoutWithoutRecordPorts): Promise<void> {
  if (!(await recordLockouts(Number.NEGATIVE_INFINITY, ports, identity))) throw new NotRecorded();
}

async function recordLockout(lockout: UnrecordedLockout, ports: LockoutWithoutRecordPorts): Promise<void> {
  const { identity, event, at } = lockout;
  const who = ports.records.name(identity);
  if (await ports.erasures.erasedSince(who, at)) {
    ports.log('info', 'A lock-out without a record is not recorded: the person has been erased since', { who });
    ports.memory.unrecorded.delete(who);
    return;
  }
  const gate = openLockoutGate(identity, ports);
  gate.pass(); // it is done
  const recorded = await recordEvent(event, identity, gate, ports);
  if ('error' in recorded) return;
  const { decision } = recorded.update;
  const isLockedOut = decision.claimed?.[ports.target.name]?.access === false;
  if (isLockedOut) ports.memory.unrecorded.delete(who);
  if (decision.claimed) await pushChange(identity, recorded.update, ports);
  if (isLockedOut) return;
  await takeBack(lockout, decision.outcome, ports);
  ports.memory.unrecorded.delete(who);
}
