import { likelyReason, NOBODY_FOUND } from '../views/outages';
import type { Round } from './round';

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
}: Pick<Round, 'people' | 'missing' | 'frontline'>): Refusal | undefined {
  if (failed > 0 && answered === 0) return 'unreachable';
  return people > 0 && missing === people ? 'nobody-found' : undefined;
}

/** A refusal with its likely reason, in words for people. @param status of Frontline's last failure. */
export function sentenceOf(refusal: Refusal, status: number | undefined): string {
  return refusal === 'nobody-found'
    ? `${NOBODY_FOUND}.`
    : `Frontline cannot be reached. Likely reason: ${likelyReason(status)}.`;
}
