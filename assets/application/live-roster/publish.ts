import type { Roster } from '../../domain/roster/roster';
import { type AuditLog, Conflict, type FeedStatus, type Heartbeat, RosterUnknown } from '../ports';
import { countingVersion } from './counting-version';
import { type CurrentRosterPorts, compiledRoster } from './current-roster';
import { type LimitedText, readWithinLimits } from './editing-limits';
import { type ForeseePorts, foreseeChanges, type RosterChanges } from './foresee-changes';
import type { PublishedHead, RosterVersion, UnreadableHead } from './published-roster';
import type { CountingVersion, RosterParts } from './roster-in-use';
import type { TextFault, ValidText } from './roster-text';
import { unreadShifts } from './unread-shifts';

/** The ports that publishing takes. */
export type PublishPorts = ForeseePorts &
  CurrentRosterPorts & {
    /** The parts of a roster that is not in use. */
    readonly partsOf: (roster: Roster) => RosterParts;
    readonly audit: Pick<AuditLog, 'note'>;
  };

/** A text to publish. */
export interface PublishRequest {
  readonly yaml: string;
  /** The version that was edited: it has to be the one that counts. Absent: whichever counts. */
  readonly basedOn?: number | undefined;
  readonly by: string;
  /** Whether they may change every part, and have been shown all of it. */
  readonly isAdmin: boolean;
  readonly note: string | null;
  /** Only say what would change. */
  readonly dryRun: boolean;
}

/** What came of publishing. */
export type PublishResult =
  /** With `dryRun` what would be published. */
  | { readonly published: RosterVersion; readonly changes: RosterChanges; readonly warnings: readonly TextFault[] }
  | Exclude<LimitedText, { readonly yaml: string }>
  /** Another version counts than the one that was edited. */
  | { readonly current: CountingVersion };

type Head = PublishedHead | UnreadableHead | undefined;

/**
 * Publishes a text as the next version, if it is a valid roster and nobody else has published since it was begun. A head that
 * cannot be read is replaced: there is no version to compare with.
 * @throws Unavailable: nothing is published, unless only the answer to the last write was lost.
 */
export async function publishRoster(request: PublishRequest, ports: PublishPorts): Promise<PublishResult> {
  const [head, { beat }] = await Promise.all([ports.published.head(), ports.heartbeat.read()]);
  const current = head && 'unreadable' in head ? undefined : countingVersion(head, ports.deployed.digest);
  if (current && request.basedOn !== undefined && request.basedOn !== current.version) return { current };
  const read = await readText(request, head, ports);
  if (!('yaml' in read)) return read;
  const { yaml, text } = read;
  const next = ports.partsOf(text.roster);
  // As the first tick will, so that a calendar that is new in the roster counts.
  const { resolver, feeds } = await next.feeds.resolver('tried');
  const unread = unreadShifts(text.roster, feeds);
  if (unread.length > 0) return { errors: unread.map(({ feed, failure }) => text.faultOfFeed(feed, UNREAD(failure))) };
  const changes = await foreseeChanges(next, resolver, ports);
  const published = {
    version: nextVersion(current, beat, request, ports),
    at: ports.now(),
    by: request.by,
    note: request.note,
  };
  if (!request.dryRun) {
    const before = { version: published, text, yaml, current };
    const other = await writeOnce(before, head, ports);
    if (other) return { current: other };
  }
  return {
    published,
    changes,
    warnings: [...unseenWarning(changes.unseen), ...warningsOfFeeds(feeds, text), ...text.warnings(ports.now())],
  };
}

/** @throws RosterUnknown if it cannot be told what somebody who is no admin changes; Unavailable */
async function readText({ yaml, isAdmin }: PublishRequest, head: Head, ports: PublishPorts): Promise<LimitedText> {
  if (!isAdmin) return readWithinLimits(yaml, head, ports);
  const text = await ports.readRosterText(yaml, ports.now());
  return 'errors' in text ? text : { yaml, text };
}

/** Of a large roster with new people not every user can be fetched in the time that there is. */
function unseenWarning(unseen: number): TextFault[] {
  if (unseen === 0) return [];
  const message = `${unseen} ${unseen === 1 ? 'person' : 'people'} could not be fetched from Frontline in time: changes and held leave them out`;
  return [{ path: 'people', message, line: 1, column: 1 }];
}

/** A calendar of leave or holidays that was never read takes nobody off duty. */
function warningsOfFeeds(feeds: readonly FeedStatus[], text: ValidText): TextFault[] {
  return feeds.flatMap(({ good, failure = 'no answer within the time for all feeds' }, feed) =>
    good === null
      ? [text.faultOfFeed(feed, `this calendar cannot be read and never was (${failure}): nothing of it counts`)]
      : [],
  );
}

const UNREAD = (failure: string) =>
  `the calendar of this shift cannot be read and never was (${failure}), so that a tick would take its people off duty: correct the address, or try again`;

/** A number past every one that is known: where the head cannot be read or is gone, the heartbeat has the last that ticks followed. */
function nextVersion(
  current: CountingVersion | undefined,
  { published = 0 }: Heartbeat,
  { basedOn = 0 }: PublishRequest,
  { rosterMemory }: PublishPorts,
): number {
  return Math.max(published, current?.version ?? Math.max(basedOn, rosterMemory.known?.version.version ?? 0)) + 1;
}

/**
 * Writes a version, and notes that in the audit, also where it cannot be told whether it was written.
 * @returns the version that counts if it is another one. @throws Unavailable
 */
async function writeOnce(writing: Writing, head: Head, ports: PublishPorts): Promise<CountingVersion | undefined> {
  try {
    const other = (await write(writing, head, ports)) ? undefined : await writeOverNote(writing, ports);
    if (!other) noteInAudit(writing.version, 'applied', ports);
    return other;
  } catch (error) {
    noteInAudit(writing.version, 'unconfirmed', ports);
    throw error;
  }
}

/** What is to be written, and which version counts until then. */
interface Writing {
  readonly version: RosterVersion;
  readonly text: ValidText;
  readonly yaml: string;
  readonly current: CountingVersion | undefined;
}

/** @returns whether it was written: a head that was written since `head` was read is not overwritten. */
async function write(
  { version, text: { roster }, yaml, current }: Writing,
  head: Head,
  { published, deployed, rosterMemory, now }: PublishPorts,
): Promise<boolean> {
  const { digest, compiler } = deployed;
  const over = current?.by === 'deployment' && { over: { ...current, text: await deployed.text() } };
  try {
    const publication = { ...version, text: yaml, roster, compiler, deployed: digest, ...over };
    const written = await published.publish(publication, head);
    const seenAt = now();
    const counting = countingVersion(written, digest);
    const compiled = compiledRoster(roster);
    rosterMemory.known = { head: written, compiled, version: counting, certainAt: seenAt, seenAt };
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/**
 * Writes again where a tick has only noted something in the head: the version that counts is the same.
 * @returns the version that counts if it is another one. @throws Unavailable; RosterUnknown if Sync goes on refusing the write and
 * shows no other version: then it may have been done
 */
async function writeOverNote(writing: Writing, ports: PublishPorts): Promise<CountingVersion | undefined> {
  const head = await ports.published.head();
  const counting = countingVersion(head && 'unreadable' in head ? undefined : head, ports.deployed.digest);
  if (counting.version !== writing.current?.version) return counting;
  if (await write(writing, head, ports)) return undefined;
  throw new RosterUnknown('Sync refused the new version, and shows no other one yet.');
}

/** Who published which version, when and why: nothing of the roster itself. */
function noteInAudit(
  { version, by, note }: RosterVersion,
  outcome: 'applied' | 'unconfirmed',
  { audit, now }: PublishPorts,
): void {
  const because = `version ${version} published by ${by}${note === null ? '' : `: ${note}`}`;
  audit.note({ at: now(), who: 'roster', because, fields: ['roster'], outcome });
}
