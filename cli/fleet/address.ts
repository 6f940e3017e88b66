/** Finds the address of an account's deployment. */
import { join } from 'node:path';
import { explainApiError } from '../deploy/refusals';
import { findTarget } from '../deploy/target';
import { connect } from '../plan/client';
import type { FleetAccount } from './account';
import type { FleetRecord } from './record';

const PROJECT = join(__dirname, '../..');

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
  const target = await findTarget(connect({ environment }), PROJECT, sid, account.suffix).catch((error: unknown) => {
    throw new Error(explainApiError(error, 'Its address could not be looked up at Twilio'));
  });
  if (target.environment?.build === undefined) throw new Error('It is not deployed yet: rosterline fleet deploy');
  const url = `https://${target.environment.domain}`;
  record.keep(account, { account: sid, url });
  return url;
}
