/** What every language has to say. */
import type { TimeWords } from '../../../domain/schedule/clock.private';
import type { ReasonFacts } from '../../../domain/schedule/reason-facts';

/** The sentences of one language. Periods, zones, people and shifts are put in as they are; `why` is a reason in parentheses, or empty. */
export interface Wording {
  readonly times: TimeWords;
  /** A reminder. */
  readonly shift: (period: string) => string;
  /** Stands before changes. */
  readonly changed: string;
  readonly added: (period: string, why: string) => string;
  readonly cancelled: (period: string, why: string) => string;
  readonly moved: (period: string, why: string, was: string) => string;
  /** So many changes are not listed. */
  readonly more: (count: number) => string;
  /** In which zone the times are. */
  readonly zone: (name: string) => string;
  /** Conversations that somebody has taken over. @param person whose they were; absent: it is not known any more. */
  readonly takenOver: (count: number, person: string | undefined) => string;
  readonly reason: (facts: ReasonFacts) => string;
}
