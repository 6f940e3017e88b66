/** `rewritten`: so many lines. `next`: where to go on; absent if it is done. */
export interface ForgetProgress {
  readonly rewritten: number;
  readonly next?: string;
}

/** An erasure that takes longer than one execution. */
export interface Erasure {
  /** The record's name. */
  readonly who: string;
  readonly pseudonym: string;
  /** Where to go on; absent: at the beginning. */
  readonly next?: string | undefined;
  /** It has come to its end, and nobody has been told. */
  readonly done: boolean;
  readonly rewritten: number;
}

/** The erasures under way, and those that ended lately. */
export interface ErasureStore {
  list(): Promise<readonly Erasure[]>;
  read(who: string): Promise<Erasure | undefined>;
  /** Whoever writes last is right: to go on from an earlier place costs time only. */
  save(erasure: Erasure): Promise<void>;
  remove(who: string): Promise<void>;
  /** Notes that somebody is being erased: for processes that remember something of them, and deliveries of what was said before. @param at ms. @throws Conflict if others write all the time */
  note(who: string, at: number): Promise<void>;
  /** Whether somebody was erased at this instant or after it, ms; known for 35 days. */
  erasedSince(who: string, since: number): Promise<boolean>;
}
