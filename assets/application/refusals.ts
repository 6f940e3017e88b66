import { likelyReason } from '../lib/outages';
import type { Refusal } from './alert';
import type { Answers } from './tick/count-answers';

/**
 * What a pass found wrong with the target as a whole: it answered none of the calls, it took none of the changes, or it has a
 * user for nobody of the roster. Where only some calls fail there is no outage: those people are counted as `unseen`.
 */
export function refusalIn({
  people,
  missing,
  frontline,
}: {
  readonly people: number;
  readonly missing: number;
  readonly frontline: Answers;
}): Refusal | undefined {
  if (frontline.failed > 0 && frontline.answered === 0) return 'unreachable';
  if (areChangesRefused(frontline)) return 'changes-refused';
  return isNobodyFound({ people, missing }) ? 'nobody-found' : undefined;
}

/**
 * Whether users can be looked at and none can be changed. A change that fails alone may be the fault of its user, unless
 * Twilio rejects the account (401, 403).
 */
export function areChangesRefused({ answered, changes }: Answers): boolean {
  if (answered === 0 || !changes || changes.taken > 0) return false;
  const { refused, status } = changes;
  return refused > 1 || (refused === 1 && (status === 401 || status === 403));
}

/** Whether the target has a user for nobody of a roster of one or more. */
export function isNobodyFound(counted: { readonly people: number; readonly missing: number } | undefined): boolean {
  return counted !== undefined && counted.people > 0 && counted.missing === counted.people;
}

/** A refusal with its likely reason, in words for people. @param status of most failures. @param target its title. */
export function sentenceOf(refusal: Refusal, status: number | undefined, target: string): string {
  if (refusal === 'nobody-found') {
    return `${target} knows nobody of the roster: Rosterline is deployed to the wrong account, or the identities in the roster are misspelt (upper and lower case count).`;
  }
  const what = refusal === 'unreachable' ? 'cannot be reached' : 'shows its users, but takes no changes of them';
  return `${target} ${what}. Likely reason: ${likelyReason(status, target)}.`;
}

/** What a refusal means for people, and what to do. */
export function consequenceOf(refusal: Refusal): string {
  return refusal === 'nobody-found'
    ? 'Nobody is switched on or off duty. Correct the roster or the account, and deploy again.'
    : `Until it ${refusal === 'unreachable' ? 'answers' : 'takes them'}, nobody is switched on or off duty and leavers are not locked out. Every tick tries again.`;
}
