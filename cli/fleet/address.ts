/** Finds the address of an account's deployment. */
import type { FleetAccount } from './account';
import type { FleetRecord } from './record';
import { deploymentOf } from './target';

/**
 * The origin: what `fleet.yaml` says; else what is on record; else what Twilio says, which is put on record, so that ticks ask once.
 * @param environment the variables of the account's file
 * @throws Error in words for people where there is no deployment, or where that cannot be told
 */
export async function addressOf(
  account: FleetAccount,
  environment: Readonly<Record<string, string>>,
  record: FleetRecord,
): Promise<string> {
  if (account.url !== undefined) return account.url;
  const { ACCOUNT_SID: sid, AUTH_TOKEN } = environment;
  if (!sid) throw new Error(`${account.env} has no ACCOUNT_SID: set it, or url: in fleet.yaml`);
  const known = record.find(account, sid);
  if (known !== undefined) return known.url;
  if (!AUTH_TOKEN)
    throw new Error(
      `Where it is deployed is not known here, and ${account.env} has no AUTH_TOKEN to ask Twilio: set url: in fleet.yaml`,
    );
  const found = await deploymentOf(account, environment);
  const url = `https://${found.environment.domain}`;
  record.keep(account, { account: sid, url });
  return url;
}
