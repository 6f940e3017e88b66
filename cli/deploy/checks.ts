import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { type Account, describeAccount } from './account';
import { NotDeployed } from './errors';
import { type DeployHistory, reasonToConfirm } from './history';
import type { DeployOptions } from './options';
import { explainApiError } from './refusals';
import { createSyncService, explainCreated, explainMissing, findSyncService, mayCreate } from './sync-service';
import type { DeployTarget } from './target';
import { DEPLOY_COMMAND, type Terminal } from './terminal';

/** Checks that the Service of `SYNC_SERVICE` exists, or offers to create one. @throws NotDeployed if it does not. */
export async function ensureSyncService(
  clientFor: ClientFor,
  name: string,
  options: Pick<DeployOptions, 'createSyncService'>,
  terminal: Terminal,
): Promise<void> {
  const look = await findSyncService(clientFor, name);
  if (look.found) return;
  if (look.found === undefined) throw new NotDeployed(look.reason);
  const missing = explainMissing(name, look.others, terminal.command);
  if (!mayCreate(name, look.others)) throw new NotDeployed(missing);
  const wanted =
    options.createSyncService ||
    (terminal.interactive && (await terminal.confirm(`${missing}\nCreate a Sync Service named Rosterline now?`)));
  if (!wanted) throw new NotDeployed(missing);
  const made = await createSyncService(clientFor).catch((error: unknown) => {
    throw new NotDeployed(explainApiError(error, 'The Sync Service could not be created'));
  });
  throw new NotDeployed(explainCreated(made));
}

/** Asks for confirmation if the account differs from last time, or a deployment from elsewhere would be overwritten. @throws NotDeployed on a no. */
export async function confirmTarget(
  memory: DeployHistory | undefined,
  account: Account,
  target: DeployTarget,
  { yes }: Pick<DeployOptions, 'yes'>,
  terminal: Terminal,
): Promise<void> {
  const reason = reasonToConfirm(memory, account, target);
  if (reason === undefined) return;
  if (yes) return terminal.print(reason, true);
  if (!terminal.interactive)
    throw new NotDeployed(`${reason} If this is intended, run ${terminal.command ?? DEPLOY_COMMAND} --yes.`);
  if (!(await terminal.confirm(`${reason}\nDeploy to ${describeAccount(account)}?`)))
    throw new NotDeployed('declined.');
}
