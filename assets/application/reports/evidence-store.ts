import type { LockoutEvidence } from '../../domain/reports/lockout-evidence';

/** The evidence of one person's lock-outs, as it is filed. */
export interface FiledEvidence {
  /** The record's name; of someone who was erased, a pseudonym. */
  readonly who: string;
  /** The identity; of someone who was erased, the pseudonym again. */
  readonly identity: string;
  /** By when they were due. */
  readonly lockouts: readonly LockoutEvidence[];
  /** So many older ones were too many to be kept. */
  readonly omitted: number;
  readonly revision: string;
}

/** Everything that is filed, whether it has expired or not. */
export interface AllEvidence {
  readonly filed: readonly FiledEvidence[];
  /** The names under which something is filed that cannot be read: it is left alone. */
  readonly unreadable: readonly string[];
}

/** Where the evidence of lock-outs is filed: for longer than records tell of them. */
export interface EvidenceStore {
  /** @throws Unavailable, also where there is more than can be read in time */
  all(): Promise<AllEvidence>;
  read(who: string): Promise<FiledEvidence | 'unreadable' | undefined>;
  /** @param revision absent: nothing is filed yet. @throws Conflict, Unavailable */
  write(evidence: Omit<FiledEvidence, 'revision' | 'omitted'>, before: FiledEvidence | undefined): Promise<void>;
  remove(who: string): Promise<void>;
}
