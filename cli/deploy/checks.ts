import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { type Account, describeAccount } from './account';
import { NotDeployed } from './endings';
import { doubt, type Memory } from './memory';
import type { DeployOptions } from './options';
import { refusal } from './refusals';
import { createSyncService, explainCreated, explainMissing, lookAtSyncService, mayCreate } from './sync-service';
import type { Target } from './target';
import type { Terminal } from './terminal';

/** Makes sure that the Service of `SYNC_SERVICE` is there, or offers to make one. @throws NotDeployed if it is not. */
export async function demandSyncService(
  clientFor: ClientFor,
  name: string,
  options: Pick<DeployOptions, 'createSyncService'>,
  terminal: Terminal,
): Promise<void> {
  const look = await lookAtSyncService(clientFor, name);
  if (look.found) return;
  if (look.found === undefined) throw new NotDeployed(look.reason);
  const missing = explainMissing(name, look.others);
  if (!mayCreate(name, look.others)) throw new NotDeployed(missing);
  const wanted =
    options.createSyncService ||
    (terminal.interactive && (await terminal.agrees(`${missing}\nMake a Sync Service named Rosterline now?`)));
  if (!wanted) throw new NotDeployed(missing);
  const made = await createSyncService(clientFor).catch((error: unknown) => {
    throw new NotDeployed(refusal(error, 'The Sync Service could not be made'));
  });
  throw new NotDeployed(explainCreated(made));
}

/** Asks once where the account is not that of the last time, or others' work would be overwritten. @throws NotDeployed on a no. */
export async function confirm(
  memory: Memory | undefined,
  account: Account,
  target: Target,
  { yes }: Pick<DeployOptions, 'yes'>,
  terminal: Terminal,
): Promise<void> {
  const reason = doubt(memory, account, target);
  if (reason === undefined) return;
  if (yes) return terminal.say(reason);
  if (!terminal.interactive) throw new NotDeployed(`${reason} If that is meant, run npm run deploy -- --yes.`);
  if (!(await terminal.agrees(`${reason}\nDeploy to ${describeAccount(account)}?`)))
    throw new NotDeployed('you said no.');
}
