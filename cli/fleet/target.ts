/** What Twilio has of an account's deployment. */
import { join } from 'node:path';
import { explainApiError } from '../deploy/refusals';
import { type DeployTarget, findTarget } from '../deploy/target';
import { connect } from '../plan/client';
import type { FleetAccount } from './account';

/** This project. */
export const PROJECT = join(__dirname, '../..');

/**
 * Looks the live deployment of an account up.
 * @param environment the variables of its file. @throws Error in words for people where there is none, or where that cannot be told
 */
export async function deploymentOf(
  { suffix }: FleetAccount,
  environment: Readonly<Record<string, string>>,
): Promise<Required<Pick<DeployTarget, 'service' | 'environment'>>> {
  const clientFor = connect({ environment });
  const { service, environment: found } = await findTarget(
    clientFor,
    PROJECT,
    environment.ACCOUNT_SID ?? '',
    suffix,
  ).catch((error: unknown) => {
    throw new Error(explainApiError(error, 'Its deployment could not be looked up at Twilio'));
  });
  if (service === undefined || found?.build === undefined)
    throw new Error('It is not deployed yet: rosterline fleet deploy');
  return { service, environment: found };
}
