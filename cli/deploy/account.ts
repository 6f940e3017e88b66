import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { statusOf } from '../../assets/lib/errors';
import { NotDeployed } from './errors';
import { explainApiError } from './refusals';

/** The account to deploy to. */
export interface Account {
  readonly sid: string;
  /** As the console shows it. */
  readonly name: string;
  /** The account that this one is a subaccount of, if it is. */
  readonly parent?: string;
}

/** Fetches the account. @throws NotDeployed if that fails, or if the account is not active. */
export async function fetchAccount(clientFor: ClientFor, sid: string): Promise<Account> {
  const { friendlyName, status, ownerAccountSid } = await clientFor('prepare')
    .api.v2010.accounts(sid)
    .fetch()
    .catch((error: unknown) => {
      if (statusOf(error) === 404) throw new NotDeployed(`Twilio has no account ${sid}; check ACCOUNT_SID in .env.`);
      throw new NotDeployed(explainApiError(error, 'The account could not be fetched'));
    });
  if (status !== 'active') {
    throw new NotDeployed(
      `The account ${friendlyName} (${sid}) is ${status}; the Twilio console explains how to reopen it.`,
    );
  }
  return {
    sid,
    name: friendlyName,
    ...(ownerAccountSid && ownerAccountSid !== sid && { parent: ownerAccountSid }),
  };
}

export function describeAccount({ name, sid, parent }: Account): string {
  return parent === undefined ? `${name} (${sid})` : `${name} (${sid}, a subaccount of ${parent})`;
}
