import { refusalIn } from '../../assets/application/refusals';
import { dryRun, type TickReport } from '../../assets/application/tick/tick';
import type { Roster } from '../../assets/domain/roster/roster';
import { likelyReason } from '../../assets/lib/outages';
import { explainApiError } from '../deploy/refusals';
import type { LiveAccount } from './client';
import { livePorts } from './live';

/** What a tick with this roster would change now on the live account. @throws Error in words for people. */
export async function preview(roster: Roster, live: LiveAccount): Promise<TickReport> {
  const ports = livePorts(roster, live);
  try {
    const { resolver } = await ports.feeds.resolver('stored');
    return await dryRun({ ...ports, resolver });
  } catch (error) {
    throw new Error(explainApiError(error, 'The records in Twilio Sync could not be read'));
  }
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
    return `Nobody could be looked up in Frontline. Likely reason: ${reasonFor(frontline.status)}.`;
  if (refusal === 'nobody-found') {
    return `Frontline has a user for none of the ${people} people of the roster. Likely reason: ACCOUNT_SID in .env belongs to another account or subaccount than your Frontline, or this account does not have Frontline; or every identity in the roster is spelt differently from Frontline's (upper and lower case count).`;
  }
  if (unseen === 0) return undefined;
  return `${unseen} of ${people} people could not be looked up in Frontline, so this plan is not complete. Likely reason: ${reasonFor(frontline.status)}.`;
}

/** For whoever is about to deploy, and can still correct `.env`. */
function reasonFor(status: number | undefined): string {
  if (status === 401) {
    return 'Twilio does not accept ACCOUNT_SID and AUTH_TOKEN of .env (401); copy both again from the front page of the Twilio console';
  }
  if (status === 403) {
    return 'Frontline refuses this account (403): .env names another account or subaccount than the one whose people use Frontline, or this account does not have Frontline';
  }
  return likelyReason(status);
}
