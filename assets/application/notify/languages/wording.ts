/** What every language has to say. */
import type { TimeWords } from '../../../domain/schedule/clock.private';

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
  readonly reasons: ReasonWords;
}

/** The words for why somebody is on duty or not: "swap weekend (for ben)", "cover by ana (rotation on-call)". */
export interface ReasonWords {
  /** Also a shift without a name. */
  readonly shift: string;
  readonly rotation: string;
  /** Taken over from somebody, given to somebody. */
  readonly swap: { readonly noun: string; readonly for: string; readonly to: string };
  /** Taken over from somebody, done by somebody. */
  readonly cover: { readonly noun: string; readonly for: string; readonly by: string };
  readonly holiday: string;
  readonly leave: string;
  readonly override: string;
  readonly left: string;
  readonly off: string;
}
