import { createPublishedRoster } from '../../assets/adapters/store/published-roster';
import { syncFor } from '../../assets/adapters/store/versioned-store';
import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { countingVersion } from '../../assets/application/live-roster/counting-version';
import type { PublishedHead, RosterVersion } from '../../assets/application/ports';
import type { Roster } from '../../assets/domain/roster/roster';
import { formatInstant } from '../../assets/domain/time';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { type RosterSource, rosterDigest } from '../build/roster-modules';
import { describeVersion } from '../live-roster/report';
import { NotDeployed } from './errors';
import { explainApiError } from './refusals';
import { DEPLOY_COMMAND, type Terminal } from './terminal';

/** What counts once a file is deployed, beside the live roster. */
export interface AfterDeployment {
  readonly roster: Roster;
  /** What to tell before uploading; absent: nothing has been published. */
  readonly text?: string;
  /** The file replaces the live version. */
  readonly replaces?: true;
}

/** Compares a file with the live roster of an account. @throws NotDeployed if that cannot be read. */
export async function compareWithLive(
  { text, roster }: RosterSource,
  clientFor: ClientFor,
  service: string,
): Promise<AfterDeployment> {
  const log = () => undefined;
  const published = createPublishedRoster(syncFor(clientFor, service), log, Math.random);
  const unreadable = (error: unknown): never => {
    throw new NotDeployed(explainApiError(error, 'The live roster could not be read'));
  };
  const head = await published.head().catch(unreadable);
  if (head === undefined) return { roster };
  if ('unreadable' in head) return { roster, text: UNREADABLE };
  const digest = rosterDigest(text);
  if (!countingVersion(head, digest).replaced) {
    const live = await published.text(head.text).catch(unreadable);
    return { roster: await compiled(live), text: stays(head, live === text) };
  }
  if (head.superseded) return { roster, text: replacedBefore(head) };
  return { roster, text: replaces(head), replaces: true };
}

const UNREADABLE =
  'The published roster in Sync cannot be read, and deploying does not change that: nobody is switched until it is published anew (npx rosterline publish).';

/**
 * Tells what becomes of the live roster. Where somebody can be asked, replacing it takes a yes; elsewhere, too, for whoever insists.
 * @throws NotDeployed on a no.
 */
export async function confirmReplacing(
  { text, replaces: isReplaced }: AfterDeployment,
  { yes, insist = false }: { readonly yes: boolean; readonly insist?: boolean },
  terminal: Terminal,
): Promise<void> {
  if (text === undefined) return;
  terminal.print(text, true);
  if (!isReplaced || yes) return;
  if (!terminal.interactive) {
    if (insist) throw new NotDeployed(`${text} To replace it, run ${terminal.command ?? DEPLOY_COMMAND} --yes.`);
    return;
  }
  if (!(await terminal.confirm('Replace the live roster with this file?'))) throw new NotDeployed('declined.');
}

async function compiled(live: string | undefined): Promise<Roster> {
  const read = live === undefined ? undefined : await readRosterWithHolidays(live, 'the live roster', Date.now());
  if (read && 'roster' in read) return read.roster;
  throw new NotDeployed(
    'The live roster in Sync cannot be read, or this release does not accept it. Publish it anew (npx rosterline publish), then deploy.',
  );
}

function shown({ at, ...version }: Pick<PublishedHead, keyof RosterVersion>): string {
  return describeVersion({ ...version, at: at === null ? null : formatInstant(at) });
}

function stays(head: PublishedHead, isSame: boolean): string {
  const beside = isSame ? '' : ' The file is not what counts: rosterline pull brings the live roster into it.';
  return `The live roster stays: ${shown(head)}.${beside}`;
}

function replacedBefore(head: PublishedHead): string {
  return `The file counts: an earlier deployment has replaced ${shown(head)}.`;
}

function replaces(head: PublishedHead): string {
  return `DEPLOYING REPLACES THE LIVE ROSTER, ${shown(head)}: the file has changed since that was published. To keep it, pull it into the file first (npx rosterline pull).`;
}
