/** A person of a list, before the roster is written, and what the list leaves open. */

export interface ListedPerson {
  /** Of the list, from 1. */
  readonly line: number;
  readonly identity: string;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly zone?: string | undefined;
  /** Whatever the list calls them by: an identity, an address, a name or a number. */
  readonly manager?: string | undefined;
  readonly phone?: string | undefined;
  readonly team?: string | undefined;
  readonly status?: string | undefined;
  readonly left?: string | undefined;
  /** The number at their employer, by which managers may be named. */
  readonly number?: string | undefined;
  readonly ids: Readonly<Record<string, string>>;
}

/** A person as the roster gets them. */
export interface RosterPerson {
  readonly identity: string;
  readonly names?: readonly string[];
  readonly zone?: string;
  readonly ids?: Readonly<Record<string, string>>;
  readonly manager?: string;
  readonly phone?: string;
}

/** What could not be known, and stands in the file behind a question mark. */
export interface Question {
  /** A key of the roster; absent: about the whole. */
  readonly person?: string;
  readonly field: string;
  /** Of the list, from 1. */
  readonly line?: number;
  readonly message: string;
}

/** Somebody whom the list has as gone, and who is not in the roster. */
export interface Departed {
  readonly line: number;
  readonly identity: string;
  readonly name?: string | undefined;
  /** As the list has it. */
  readonly status: string;
}

/** What becomes of a list of people. */
export interface FirstRoster {
  readonly zone: string;
  readonly people: ReadonlyMap<string, RosterPerson>;
  readonly teams: ReadonlyMap<string, readonly string[]>;
  readonly questions: readonly Question[];
  readonly departed: readonly Departed[];
}
