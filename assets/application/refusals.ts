import { likelyReason, NOBODY_FOUND } from '../lib/outages';
import type { PassResult } from './tick/pass';

/** What is wrong with Frontline as a whole, not with single users. */
export type Refusal = 'unreachable' | 'nobody-found';

/**
 * What a round found wrong with Frontline as a whole: it answered none of the calls, or it has a user for nobody of the
 * roster. Where only some calls fail there is no outage: those people are counted as `unseen`.
 */
export function refusalIn({
  people,
  missing,
  frontline: { answered, failed },
}: Pick<PassResult, 'people' | 'missing' | 'frontline'>): Refusal | undefined {
  if (failed > 0 && answered === 0) return 'unreachable';
  return isNobodyFound({ people, missing }) ? 'nobody-found' : undefined;
}

/** Whether Frontline has a user for nobody of a roster of one or more. */
export function isNobodyFound(counted: { readonly people: number; readonly missing: number } | undefined): boolean {
  return counted !== undefined && counted.people > 0 && counted.missing === counted.people;
}

/** A refusal with its likely reason, in words for people. @param status of Frontline's last failure. */
export function sentenceOf(refusal: Refusal, status: number | undefined): string {
  return refusal === 'nobody-found'
    ? `${NOBODY_FOUND}.`
    : `Frontline cannot be reached. Likely reason: ${likelyReason(status)}.`;
}

/** What a refusal means for people, and what to do. */
export function consequenceOf(refusal: Refusal): string {
  return refusal === 'nobody-found'
    ? 'Nobody is switched on or off duty. Correct the roster or the account, and deploy again.'
    : 'Until it answers, nobody is switched on or off duty and leavers are not locked out. Every tick tries again.';
}
