/** A leaver whom a sender reported by an id of its own, and for whom nobody was found. */
export interface ReportedLeaver {
  /** The sender's name, as in `ids` of the roster. */
  readonly sender: string;
  /** Its id of the person. */
  readonly id: string;
  /** What else it called them, such as an e-mail address, where it did. */
  readonly name?: string | undefined;
  /** The id of its event. */
  readonly event: string;
  /** When it was received, ms since the epoch. */
  readonly at: number;
}

/** Leavers for whom nobody was found, as long as somebody may still have to be found. */
export interface UnknownLeaverStore {
  /** Newest last. @throws Unavailable */
  read(): Promise<readonly ReportedLeaver[]>;
  /** @throws Conflict if others write all the time; Unavailable */
  add(leavers: readonly ReportedLeaver[]): Promise<void>;
  /** Forgets those whom a sender called by this name. @returns whether there were any. @throws as {@link add} */
  forget(name: string): Promise<boolean>;
}
