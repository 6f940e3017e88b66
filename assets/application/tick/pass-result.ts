import type { Outcome } from '../../domain/person/decision';
import type { Facts } from '../../domain/schedule/schedule';
import type { Heartbeat } from '../ports';
import type { KnownRecords } from '../stored-records';
import type { Answers } from './count-answers';
import type { DriftResult, DriftState } from './drift';

/** A change that a tick makes, or would make. `person` is the roster's key, absent for someone it does not know. */
export interface TickResult {
  readonly event: string;
  readonly type: 'shift change' | 'late effect';
  readonly person?: string;
  readonly state?: string;
  readonly available?: boolean;
  readonly because: string;
  /** Absent in a dry run. */
  readonly outcome?: Outcome;
  readonly user?: string;
}

/** Whom the schedule has switched now. */
export interface Switches {
  readonly changes: readonly {
    /** The roster's key. */
    readonly person: string;
    readonly identity: string;
    readonly available: boolean;
    readonly because: string;
  }[];
  /** Keys of those who would be switched off and are held. */
  readonly held: readonly string[];
}

/** What a pass counted and changed. Of duty shards that other executions ticked, all but the single results. */
export interface PassResult {
  readonly results: readonly TickResult[];
  readonly people: number;
  readonly onDuty: number;
  /** How many changes were applied. */
  readonly changed: number;
  /** How many shift changes Frontline did not take. */
  readonly failed: number;
  /** People of the roster for whom Frontline has no user. */
  readonly missing: number;
  /** People whose user had to be fetched and could not be: nothing can be said of them. */
  readonly unseen: number;
  /** How Frontline answered the calls of this pass. None answered and some failed: it cannot be reached. */
  readonly frontline: Answers;
  /** How many shift changes are held because the roster looks truncated. */
  readonly held: number;
  /** How many people, of the roster or not, have a record that cannot be read. */
  readonly unreadable: number;
  /** How many others are left to the next tick; the unseen are among them. */
  readonly unfinished: number;
  /** What the records say of the roster's people. */
  readonly facts: Facts;
  /** Nobody was switched by the schedule: it is in doubt. */
  readonly inDoubt?: true;
  /** Whom a pass switches by the schedule, and whom it holds as a truncated roster. */
  readonly switches: Switches;
  /** What the drift check comes to; undefined where it did not run. */
  readonly drift?: DriftResult;
  /** The records as they were when it began, and whose cannot be read. */
  readonly known: KnownRecords;
  /** What the heartbeat is to note of the evidence of leavers; undefined where nothing was looked at. */
  readonly evidence?: Heartbeat['evidence'];
  /** What the heartbeat is to note of the people of the roster. */
  readonly rosterPeople?: Heartbeat['rosterPeople'];
  /** What it is to note of the duty table; undefined where that has changed, or is not as it should be. */
  readonly dutyTable?: Heartbeat['dutyTable'];
}

/** A pass that has come to its end. */
export interface Ended {
  /** The heartbeat before it. */
  readonly beat: Heartbeat;
  readonly options: PassOptions;
  readonly pass: PassResult;
  /** Whether the heartbeat of after it was written. */
  readonly isNoted: boolean;
}

/** The options of a pass. */
export interface PassOptions {
  readonly dryRun: boolean;
  /** When the previous tick began, and the last one that left no shift change undone, ms. */
  readonly before: number;
  readonly fullyAppliedAt: number;
  /** An operator has released the changes of this roster. */
  readonly released: boolean;
  /** The tick before held the changes of this roster. */
  readonly held: boolean;
  /** Why nobody is to be switched by the schedule; undefined if that is not so. */
  readonly hold?: string | undefined;
  /** What the heartbeat says of the drift check, and of the people of the roster. */
  readonly drift: DriftState;
  readonly rosterPeople: Heartbeat['rosterPeople'];
  /** What it says of the duty table. */
  readonly dutyTable: Heartbeat['dutyTable'];
  /** How far the evidence of leavers is filed. */
  readonly evidence: Heartbeat['evidence'];
  /** Only this duty shard, and only its shift changes. */
  readonly shard?: number;
}
