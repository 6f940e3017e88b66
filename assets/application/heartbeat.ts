import type { DriftProgress } from '../domain/policies/drift';
import type { KeptDifferences } from '../domain/policies/kept-differences';
import type { NotedConcurrency } from './concurrency';

/** What ticks tell each other and the operators. */
export interface Heartbeat extends KeptDifferences {
  readonly v: 1;
  /** Which execution is at work, and until when that is believed. */
  readonly lease?: { readonly by: string; readonly until: number } | undefined;
  /** The last tick that ended: when it began and how long it took, and what it counted. */
  readonly last?: TickCounts | undefined;
  /**
   * The target has answered no call of any tick since then, or, with `changesOnly`, has taken no change; `status` of the last
   * failure, absent if no answer came.
   */
  readonly frontline?:
    | { readonly failingSince: number; readonly status?: number | undefined; readonly changesOnly?: true | undefined }
    | undefined;
  /** The last tick after which no shift change was left over: what is switched now may have been due since then. */
  readonly fullyAppliedAt?: number | undefined;
  /** Where the drift check goes on; absent before the first one. */
  readonly drift?: DriftProgress | undefined;
  /**
   * The roster whose people are kept, by a digest of its fingerprint (empty where they cannot be read since then, ms), and how many people
   * taken off it have still to be switched off.
   */
  readonly rosterPeople?:
    | { readonly roster: string; readonly open: number; readonly unreadableSince?: number | undefined }
    | undefined;
  /** The last version of the roster that was published, as ticks have seen; absent if none has been. */
  readonly published?: number | undefined;
  /** The last tick with a roster that has `routing`, ms: since then conversations may wait. Absent if there has been none. */
  readonly routed?: number | undefined;
  /** What has failed for some people at every tick. */
  readonly partial?: PartialFailures | undefined;
  /** What is filed of leavers; absent as long as there has been none. */
  readonly evidence?: EvidenceProgress | undefined;
  /** How many calls at once the target takes; absent while no tick has been refused any. */
  readonly concurrency?: NotedConcurrency | undefined;
  /** Erasures go on since then, ms: ticks look for them. Absent where none was under way when a tick last looked. */
  readonly erasing?: number | undefined;
  /** What the duty table says, as ticks have read it; absent while that is not known. */
  readonly dutyTable?: DutyTableNote | undefined;
  /** A roster whose changes are held, and one that an operator released, by fingerprint. */
  readonly held?: { readonly roster: string; readonly at: number; readonly people: number } | undefined;
  readonly released?: string | undefined;
}

/**
 * The duty table as it was read last, so that it need not be read again while it says what is expected. Whoever writes the table
 * takes this away first, in a write of its own; so it cannot outlive what it stands for.
 */
export interface DutyTableNote {
  /** Stands for everybody of the roster, and what was last applied to them. */
  readonly digest: string;
  /** Of each shard its revision, and when the tick that wrote it began, ms. */
  readonly shards: readonly (readonly [revision: string, at: number])[];
  /** The table's names of people without a user. */
  readonly missing: readonly string[];
  /** When it was read first, and, once it was read again and proved to be what is stored, when that was, ms. */
  readonly since: number;
  readonly readAgain?: number | undefined;
}

/** How far ticks have come with the evidence of leavers. */
export interface EvidenceProgress {
  /** A digest of what the records told when all of it was filed; absent if that has never been so. */
  readonly filed?: string | undefined;
  /** Not all of it has been filed since then, ms. */
  readonly failingSince?: number | undefined;
  /** Short names of leavers who were seen without access in this slot of time, so that it is filed once a day. */
  readonly verified?: { readonly slot: number; readonly names: readonly string[] } | undefined;
}

/** Failures at every tick since then (ms), and of how many people at the last one; absent: none. */
export interface PartialFailures {
  /** Users that could not be fetched. */
  readonly unseen?: { readonly since: number; readonly people: number } | undefined;
  /** Shift changes that the target did not take. */
  readonly changes?: { readonly since: number; readonly people: number } | undefined;
}

/** What a tick counted; people of the roster. */
export interface TickCounts {
  readonly at: number;
  readonly took: number;
  readonly people: number;
  readonly onDuty: number;
  readonly changed: number;
  readonly missing: number;
  /** People whose user could not be fetched. */
  readonly unseen: number;
}

/** What a warm process remembers of the heartbeat: what it has written last. */
export interface HeartbeatMemory {
  written?: { readonly beat: Heartbeat; readonly revision: string } | undefined;
}
