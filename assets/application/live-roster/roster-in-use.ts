/** The roster that counts, and what is made of it. */
import type { Directory } from '../../domain/roster/directory';
import type { Roster } from '../../domain/roster/roster';
import type { Resolver } from '../../domain/schedule/schedule';
import type { FeedSource } from '../feed-source';
import type { Admissions } from '../lockout-admission';
import type { RosterVersion } from './published-roster';

/** A compiled roster with what is made of it once. */
export interface CompiledRoster {
  readonly roster: Roster;
  readonly people: Directory;
  /** Tells one compiled roster from another. */
  readonly fingerprint: string;
  /** The resolver that was made last, and for which content of the feeds: good for as long as that is the same. */
  readonly known: { key: string; resolver: Resolver };
}

/** The file that was deployed. */
export interface DeployedRoster extends CompiledRoster {
  /** A digest of its text. */
  readonly digest: string;
  /** A digest of the code that compiled it. */
  readonly compiler: string;
  readonly text: () => Promise<string>;
}

/** Which version counts. */
export interface CountingVersion extends RosterVersion {
  /** The version that was published before the deployment of a file with another text, which counts instead. */
  readonly replaced?: RosterVersion;
  /** A version has been published at some time. */
  readonly isPublished: boolean;
}

/** Why it is not certain which roster counts: a sentence for operators. */
export interface RosterDoubt {
  readonly reason: string;
  /** The last version that this process knows is used; it was certain at this instant, ms. Absent: the process knows none. */
  readonly certainAt?: number;
}

/** What depends on which roster counts. Ports of an execution are completed by these. */
export interface RosterParts {
  readonly roster: Roster;
  readonly people: Directory;
  readonly fingerprint: string;
  /** The resolver of the roster alone; use cases get one with what the feeds add. */
  readonly resolver: Resolver;
  readonly feeds: FeedSource;
  readonly admissions: Admissions;
}

/** The parts of the roster that counts. */
export interface RosterInUse extends RosterParts {
  /** Absent if it is in doubt which version counts, and this process knows none. */
  readonly rosterVersion?: CountingVersion;
  readonly rosterDoubt?: RosterDoubt;
  /** How long it took to find out, ms. */
  readonly rosterTook: number;
}

/**
 * The roster that counts now. `latest` asks the store; `recent` does so if this process has not for a minute, and does not wait
 * long for the answer. Never throws where the store fails: then the result is in doubt.
 */
export type CurrentRoster = (how: 'latest' | 'recent') => Promise<RosterInUse>;
