/** Finds out which version of the roster counts, and loads it. Instants are ms. */

import { digest } from '../../domain/person/record';
import { createDirectory } from '../../domain/roster/directory';
import type { Roster } from '../../domain/roster/roster';
import { createResolver } from '../../domain/schedule/resolver';
import { MINUTE } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { within } from '../../lib/within';
import { type Clock, Conflict, type PublishedRosterStore, RosterUnknown, type StartTimer } from '../ports';
import { countingVersion, supersededBy } from './counting-version';
import type { PublishedHead } from './published-roster';
import type { CompiledRoster, CountingVersion, DeployedRoster, RosterDoubt } from './roster-in-use';
import type { ReadRosterText } from './roster-text';

/** So long a warm process goes on with what it knows without asking. */
const RECENT_MS = MINUTE;
/** So long a delivery waits for the answer: a lock-out comes after it. */
const RECENT_LIMIT_MS = 1500;
/** Anything else waits so long, for head and parts together. */
const LATEST_LIMIT_MS = 4000;
/** Sync may answer a read with what was there before the last write, and does so for seconds at most. */
const STALE_MS = MINUTE;

/** What a warm process knows of the roster from one execution to the next. */
export interface RosterMemory {
  known?: Known;
}

/** The version that counted when the store was last asked. */
export interface Known {
  readonly head: PublishedHead | undefined;
  readonly compiled: CompiledRoster;
  readonly version: CountingVersion;
  /** When the store last said so, and when this head was first seen. */
  readonly certainAt: number;
  readonly seenAt: number;
}

/** The version to use; `version` is absent where it is not known. */
export interface Found {
  readonly compiled: CompiledRoster;
  readonly version?: CountingVersion;
  readonly doubt?: RosterDoubt;
}

export interface CurrentRosterPorts {
  readonly deployed: DeployedRoster;
  readonly published: PublishedRosterStore;
  readonly rosterMemory: RosterMemory;
  readonly readRosterText: ReadRosterText;
  readonly now: Clock;
  readonly startTimer: StartTimer;
  readonly log: Log;
}

/** Never throws. */
export async function findCurrentRoster(how: 'latest' | 'recent', ports: CurrentRosterPorts): Promise<Found> {
  const { rosterMemory: memory, now, startTimer, log } = ports;
  const began = now();
  const { known } = memory;
  if (how === 'recent' && known && Math.abs(began - known.certainAt) < RECENT_MS) return known;
  try {
    const limit = how === 'recent' ? RECENT_LIMIT_MS : LATEST_LIMIT_MS;
    const reading = readCurrent(known, ports);
    // Once it is given up, its failure is nobody's.
    reading.catch(() => undefined);
    memory.known = await within(limit, reading, startTimer);
    return memory.known;
  } catch (error) {
    const reason = error instanceof RosterUnknown ? error.message : UNREACHABLE;
    log(known ? 'warn' : 'error', 'It cannot be told which roster counts', {
      reason,
      ...(known && { goingOnWith: known.version.version }),
      ...describeError(error),
    });
    if (known) return { ...known, doubt: { reason, certainAt: known.certainAt } };
    return { compiled: ports.deployed, doubt: { reason } };
  }
}

const UNREACHABLE = 'Sync did not answer which version of the roster counts.';
const UNREADABLE = 'The published roster in Sync cannot be read.';
const REFUSED = 'This release does not accept the published roster.';

/** @throws RosterUnknown, Unavailable */
async function readCurrent(known: Known | undefined, ports: CurrentRosterPorts): Promise<Known> {
  const { deployed, published, now } = ports;
  const head = await published.head();
  if (head && 'unreadable' in head) throw new RosterUnknown(UNREADABLE);
  const certainAt = now();
  if (known && isStale(head, known, certainAt)) return known;
  const version = countingVersion(head, deployed.digest);
  const loaded = head && !version.replaced ? await load(head, known, ports) : { head, compiled: deployed };
  const seenAt = known && known.head?.revision === loaded.head?.revision ? known.seenAt : certainAt;
  return { ...loaded, version: countingVersion(loaded.head, deployed.digest), certainAt, seenAt };
}

/** Whether a read answers what was there before this process last saw it. */
function isStale(head: PublishedHead | undefined, { head: last, seenAt }: Known, now: number): boolean {
  if (!last || Math.abs(now - seenAt) > STALE_MS) return false;
  return head === undefined || (head.at ?? 0) < (last.at ?? 0);
}

/** @throws RosterUnknown if it cannot be loaded. */
async function load(
  head: PublishedHead,
  known: Known | undefined,
  ports: CurrentRosterPorts,
): Promise<Pick<Known, 'head' | 'compiled'>> {
  if (known?.head?.compiled.key === head.compiled.key) return { head, compiled: known.compiled };
  const first = await loadOnce(head, ports);
  if (first) return first;
  // Another version may have been published between the reads of head and parts.
  const again = await ports.published.head();
  const second = again && !('unreadable' in again) ? await loadOnce(again, ports) : undefined;
  if (second) return second;
  throw new RosterUnknown(UNREADABLE);
}

/** Undefined if parts are missing, or a deployed file replaces this version. @throws RosterUnknown if this release does not accept the text. */
async function loadOnce(
  head: PublishedHead,
  ports: CurrentRosterPorts,
): Promise<Pick<Known, 'head' | 'compiled'> | undefined> {
  const { published, deployed, log } = ports;
  if (countingVersion(head, deployed.digest).replaced) return { head, compiled: deployed };
  const isCurrent = head.compiler === deployed.compiler;
  const roster = isCurrent ? await published.roster(head) : undefined;
  if (roster) return { head, compiled: compiledRoster(roster) };
  const text = await published.text(head.text);
  if (text === undefined) return undefined;
  const read = await ports.readRosterText(text, ports.now());
  if ('errors' in read) throw new RosterUnknown(REFUSED);
  log(isCurrent ? 'warn' : 'info', 'The published roster was compiled anew', { version: head.version });
  return { head, compiled: compiledRoster(read.roster) };
}

/** What is made once of a compiled roster. */
export function compiledRoster(roster: Roster): CompiledRoster {
  return {
    roster,
    people: createDirectory(roster),
    fingerprint: digest(JSON.stringify(roster)),
    known: { key: '', resolver: createResolver(roster) },
  };
}

/**
 * What a tick writes to the head: that a deployment with another file counts, so that deploying the earlier text again does not
 * bring back the version that was published over it; and the roster as this release compiles it, so that others need not.
 * Never throws: the next tick tries again.
 */
export async function tendPublishedRoster(ports: CurrentRosterPorts): Promise<void> {
  const { deployed, published, rosterMemory, log } = ports;
  const { known } = rosterMemory;
  if (!known?.head) return;
  const { head } = known;
  try {
    const superseded = supersededBy(head, deployed.digest);
    if (superseded) rosterMemory.known = { ...known, head: await published.supersede(head, superseded) };
    else if (!known.version.replaced && head.compiler !== deployed.compiler) {
      const recompiled = await published.recompile(head, known.compiled.roster, deployed.compiler);
      rosterMemory.known = { ...known, head: recompiled };
    }
  } catch (error) {
    const level = error instanceof Conflict ? 'info' : 'warn';
    log(
      level,
      'The head of the published roster could not be written; the next tick tries again',
      describeError(error),
    );
  }
}
