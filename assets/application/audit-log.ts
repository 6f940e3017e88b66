import type { ForgetProgress } from './operators/erasure';

/** One change of one user. */
export interface AuditLine {
  readonly at: number;
  /** The record's name; of someone who was erased, a pseudonym that leads nowhere. */
  readonly who: string;
  /** The event or the rule of the roster. */
  readonly because: string;
  /** Who reported the event: a provider's name, `operator`, or `roster`; absent where that is not known. */
  readonly source?: string | undefined;
  /** The name of the operator who asked for it. */
  readonly by?: string | undefined;
  /** Why, in the operator's own words; gone once the person has been erased. */
  readonly reason?: string | undefined;
  /** Names of the fields that were changed, or what an operator did without changing any; of the values only the two that are not personal. */
  readonly fields: readonly string[];
  readonly state?: string | undefined;
  readonly available?: boolean | undefined;
  readonly outcome: string;
}

/** What was read of the audit. */
export interface AuditReading {
  readonly lines: readonly AuditLine[];
  readonly since: number;
  readonly unreadable: number;
}

/** Who was changed, when, and because of what. Lines are gathered during an execution and written together at its end. */
export interface AuditLog {
  note(line: AuditLine): void;
  /** Never throws: a change is not undone because it could not be written down. */
  flush(): Promise<void>;
  /**
   * Of one person, newest first. `since`: everything from then on is among them. That is 30 days, or less where so much
   * is changed that reading it all would take too long. `unreadable`: so many entries were skipped.
   */
  of(who: string): Promise<AuditReading>;
  /** The same of everybody. */
  all(): Promise<AuditReading>;
  /**
   * Rewrites the lines of one person under a pseudonym, as far as it gets.
   * @param after goes on where it stopped before. @param mayGoOn asked before each further page.
   */
  forget(who: string, pseudonym: string, after: string | undefined, mayGoOn: () => boolean): Promise<ForgetProgress>;
}
