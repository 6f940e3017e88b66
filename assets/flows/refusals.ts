import { type Answers, likelyReason, NOBODY_FOUND } from '../twilio/twilio.private';
import type { Round } from './round';

/** What is wrong with Frontline as a whole, not with single users. */
export type Refusal = 'unreachable' | 'changes-refused' | 'nobody-found';

/**
 * What a round found wrong with Frontline as a whole: it answered none of the calls, it took none of the changes, or it has a
 * user for nobody of the roster. Where only some calls fail there is no outage: those people are counted as `unseen`.
 */
export function refusalIn({
  people,
  missing,
  frontline,
}: Pick<Round, 'people' | 'missing' | 'frontline'>): Refusal | undefined {
  if (frontline.failed > 0 && frontline.answered === 0) return 'unreachable';
  if (areChangesRefused(frontline)) return 'changes-refused';
  return isNobodyFound({ people, missing }) ? 'nobody-found' : undefined;
}

/**
 * Whether users can be looked at and none can be changed. A change that fails alone may be the fault of its user, unless
 * Twilio rejects the account (401, 403).
 */
export function areChangesRefused({ answered, changes, status }: Answers): boolean {
  if (answered === 0 || !changes || changes.taken > 0) return false;
  return changes.refused > 1 || (changes.refused === 1 && (status === 401 || status === 403));
}

/** Whether Frontline has a user for nobody of a roster of one or more. */
export function isNobodyFound(counted: { readonly people: number; readonly missing: number } | undefined): boolean {
  return counted !== undefined && counted.people > 0 && counted.missing === counted.people;
}

/** A refusal with its likely reason, in words for people. @param status of Frontline's last failure. */
export function sentenceOf(refusal: Refusal, status: number | undefined): string {
  if (refusal === 'nobody-found') return `${NOBODY_FOUND}.`;
  const what =
    refusal === 'unreachable'
      ? 'Frontline cannot be reached'
      : 'Frontline shows its users, but takes no changes of them';
  return `${what}. Likely reason: ${likelyReason(status)}.`;
}

/** What a refusal means for people, and what to do. */
export function consequenceOf(refusal: Refusal): string {
  return refusal === 'nobody-found'
    ? 'Nobody is switched on or off duty. Correct the roster or the account, and deploy again.'
    : `Until it ${refusal === 'unreachable' ? 'answers' : 'takes them'}, nobody is switched on or off duty and leavers are not locked out. Every tick tries again.`;
}
