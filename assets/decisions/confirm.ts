import type { Applied } from '../twilio/twilio.private';
import type { PersonRecord, UserChange } from './record';

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 15 * 60_000;

/**
 * The record after Frontline was told: what was done is no longer pending; what could not be done is tried again later.
 * @param event the event whose change was told. If another one is pending by now, that stays.
 */
export function confirm(
  record: PersonRecord,
  event: string,
  change: UserChange,
  applied: Applied,
  now: number,
  random: number,
): PersonRecord {
  const { pending, ...rest } = record;
  const ours = pending?.event === event;
  if (applied.result === 'applied' || applied.result === 'unchanged') {
    const settled = ours ? rest : record;
    return change.isAvailable === undefined
      ? settled
      : { ...settled, applied: { available: change.isAvailable, at: now } };
  }
  if (!ours) return record;
  const attempts = pending.attempts + 1;
  return { ...record, pending: { ...pending, attempts, next: now + retryDelay(attempts, random) } };
}

/** ms until what failed so many times is tried again: exponential, full jitter, at most 15 minutes. */
export function retryDelay(attempts: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1)));
}
