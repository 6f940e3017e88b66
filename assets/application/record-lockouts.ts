import { openLockoutGate } from './lockout-limit';
import type { LockoutWithoutRecordPorts } from './lockout-without-record';
import { type UnrecordedLockout, unrecordedLockouts } from './memory';
import { pushChange } from './push-change';
import { recordEvent, takeBack } from './record-event';

/**
 * Records what this process locked out while the store could not be used, as soon as it answers again: otherwise a return that
 * was announced before, or a reconciliation, would let a leaver in. What fails is for the next execution. Another process knows
 * nothing of them, which is why operators are alerted all the same.
 * @param since ms: only if the store has answered since then.
 */
export async function recordLockouts(since: number, ports: LockoutWithoutRecordPorts): Promise<void> {
  const lockouts = unrecordedLockouts(ports.memory, ports.now());
  if (lockouts.length === 0 || (ports.storeContact.last().answered ?? Number.NEGATIVE_INFINITY) < since) return;
  await Promise.allSettled(lockouts.map((lockout) => recordLockout(lockout, ports)));
}

async function recordLockout(lockout: UnrecordedLockout, ports: LockoutWithoutRecordPorts): Promise<void> {
  const { identity, event } = lockout;
  const gate = openLockoutGate(identity, ports);
  gate.pass(); // it is done
  const recorded = await recordEvent(event, identity, gate, ports);
  if ('error' in recorded) return;
  const { decision } = recorded.update;
  if (decision.claimed) await pushChange(identity, recorded.update, ports);
  if (decision.claimed?.[ports.target.name]?.access !== false) await takeBack(lockout, decision.outcome, ports);
  ports.memory.unrecorded.delete(ports.records.name(identity));
}
