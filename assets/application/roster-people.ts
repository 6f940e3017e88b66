/** Somebody of a roster. */
export interface RosterPerson {
  readonly key: string;
  readonly identity: string;
}

/** Somebody who was taken off the roster and has not been switched off yet, and what was last applied to them, if known. */
export interface RemovedPerson extends RosterPerson {
  readonly available?: boolean | undefined;
}

/** The people of the roster that ticks have applied last. */
export interface RosterPeople {
  /** When this was written, ms: what a record says to have been applied later is newer. */
  readonly at: number;
  readonly people: readonly RosterPerson[];
  readonly removed: readonly RemovedPerson[];
  /** Absent before the first write. */
  readonly revision?: string;
}

/** Keeps whom the last roster had, so that those whom the next one leaves out while they are on duty can be switched off. */
export interface RosterPeopleStore {
  /**
   * `unreadable`: there is something, and it is not what this release writes, or parts of it are gone. Its head can be replaced.
   * @throws Unavailable
   */
  read(): Promise<RosterPeople | { readonly unreadable: true; readonly revision: string } | undefined>;
  /** @throws Conflict, Unavailable */
  write(people: RosterPeople): Promise<void>;
}
