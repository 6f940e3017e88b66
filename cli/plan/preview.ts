import { unreadShifts } from '../../assets/application/live-roster/unread-shifts';
import type { FeedStatus } from '../../assets/application/ports';
import { refusalIn } from '../../assets/application/refusals';
import { dryRun, type TickReport } from '../../assets/application/tick/tick';
import type { Roster } from '../../assets/domain/roster/roster';
import { likelyReason } from '../../assets/lib/outages';
import { explainApiError } from '../deploy/refusals';
import { explainMissing, findSyncService } from '../deploy/sync-service';
import { connect, type LiveAccount } from './client';
import { livePorts } from './live';

/**
 * The plan of a command: complete, and with the records of who has left.
 * @param command the one that deploys to this account. @throws Error with a readable message.
 */
export async function planFor(roster: Roster, live: LiveAccount, command?: string): Promise<TickReport> {
  await requireSyncService(live, command);
  const report = await preview(roster, live);
  const incomplete = incompleteness(report);
  if (incomplete !== undefined) throw new Error(incomplete);
  return report;
}

/** Requires the Sync Service, without which a plan would not know who has left. @throws Error with a readable message. */
async function requireSyncService(live: LiveAccount, command: string | undefined): Promise<void> {
  const name = live.environment.SYNC_SERVICE || 'default';
  const look = await findSyncService(connect(live), name);
  if (!look.found) throw new Error(look.found === undefined ? look.reason : explainMissing(name, look.others, command));
}

/** Computes the changes that a tick with this roster would make now on the live account. @throws Error with a readable message. */
export async function preview(roster: Roster, live: LiveAccount): Promise<TickReport> {
  const ports = livePorts(roster, live);
  const unreadable = (error: unknown): never => {
    throw new Error(explainApiError(error, 'The records in Twilio Sync could not be read'));
  };
  // Compiling the reader here takes longer than a tick's time for feeds.
  if (roster.feeds.length > 0) await import('../../assets/feeds/reading.private');
  // As the first tick will, so that a calendar that is new in the roster counts.
  const { resolver, feeds } = await ports.feeds.resolver('tried').catch(unreadable);
  refuseUnreadShifts(roster, feeds);
  return await dryRun({ ...ports, resolver }).catch(unreadable);
}

function refuseUnreadShifts(roster: Roster, statuses: readonly FeedStatus[]): void {
  const unread = unreadShifts(roster, statuses);
  if (unread.length === 0) return;
  const each = unread.map(({ place, failure }) => `${place} (${failure})`);
  throw new Error(
    `The calendars of these shifts cannot be read and never were, so that a tick would take their people off duty: ${each.join(', ')}. Correct the addresses, or try again.`,
  );
}

/**
 * Why this plan says nothing about some or all of the people, in sentences; undefined if it can be relied on. Deploying from it
 * would hide that nobody is switched, or that the account is another one than meant.
 */
export function incompleteness(
  report: Pick<TickReport, 'people' | 'missing' | 'unseen' | 'frontline'>,
): string | undefined {
  const { people, missing, unseen, frontline } = report;
  const refusal = refusalIn({ people, missing, frontline });
  if (refusal === 'unreachable')
    return `No user could be fetched from Frontline. Likely reason: ${reasonFor(frontline.status)}.`;
  if (refusal === 'nobody-found') {
    return `Frontline has no user for any of the ${people} people on the roster. Likely reason: ACCOUNT_SID in .env belongs to a different account or subaccount than your Frontline, or this account does not have Frontline; or every identity in the roster is spelled differently from Frontline's (identities are case-sensitive).`;
  }
  if (unseen === 0) return undefined;
  return `${unseen} of ${people} people could not be fetched from Frontline, so this plan is incomplete. Likely reason: ${reasonFor(frontline.status)}.`;
}

/** Phrased for somebody who is about to deploy and can still correct `.env`. */
function reasonFor(status: number | undefined): string {
  if (status === 401) {
    return 'Twilio rejects ACCOUNT_SID and AUTH_TOKEN in .env (401); copy both from the front page of the Twilio console again';
  }
  if (status === 403) {
    return 'Frontline denies access to this account (403): .env names a different account or subaccount than the one that uses Frontline, or this account does not have Frontline';
  }
  return likelyReason(status, 'Frontline');
}
