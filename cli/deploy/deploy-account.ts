/** Deploys to one account: build, plan, upload, health. Everything about it is an argument, so that several can go side by side. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TickReport } from '../../assets/application/tick/tick';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { build } from '../build/build';
import { printPlan } from '../commands/plan';
import { deployableOf } from '../environment/deployable';
import { connect } from '../plan/client';
import { incompleteness, preview } from '../plan/preview';
import { type Waiting, waitFor } from '../progress';
import { describeAccount, fetchAccount } from './account';
import { confirmTarget, ensureSyncService } from './checks';
import { DeployedUnhealthy, NotDeployed } from './errors';
import { fetchHealth } from './health';
import type { DeployHistory } from './history';
import { compareWithLive, confirmReplacing } from './live-roster';
import type { DeployOptions } from './options';
import { explainApiError } from './refusals';
import { describeTarget, findTarget } from './target';
import type { Terminal } from './terminal';
import { upload } from './upload';

/** One deployment to make. */
export interface Deployment {
  /** This project: its sources, its name, its notes of earlier deployments. */
  readonly project: string;
  /** The folder from which it is uploaded, with `package.json` and `.twilioserverlessrc`; the build comes into it. */
  readonly workspace: string;
  /** Absolute path of the environment file. */
  readonly envFile: string;
  /** Path of the roster file. */
  readonly roster: string;
  readonly options: Pick<DeployOptions, 'suffix' | 'yes' | 'createSyncService'> & {
    /** Whether replacing a published roster takes a yes even where nobody can be asked. */
    readonly insist?: boolean;
  };
  /** What was deployed before from here. */
  readonly history: DeployHistory | undefined;
  /** Records the deployment, which is live now. */
  readonly record: (deployed: { readonly account: string; readonly domain: string; readonly at: Date }) => void;
}

/** A deployment that is live and well. */
export interface Deployed {
  readonly domain: string;
  /** What the plan said before. */
  readonly plan: TickReport;
  /** How well it is, in a sentence. */
  readonly health: string;
}

/**
 * @throws NotDeployed, or BuildError, where nothing was deployed; Error where the environment file may not be deployed;
 * DeployedUnhealthy
 */
export async function deployAccount(deployment: Deployment, terminal: Terminal, waiting: Waiting): Promise<Deployed> {
  const { project, workspace, envFile, roster, options, history } = deployment;
  const environment = deployableOf(readFileSync(envFile, 'utf8'), envFile);
  const building = () => build(project, join(workspace, '.twilioserverless'), roster);
  const { functions, privateAssets } = await waitFor('Building …', building, waiting);
  terminal.print(`Built: ${functions.length} functions, ${privateAssets.length} private assets.`);
  const file = readFileSync(roster, 'utf8');
  const read = await readRosterWithHolidays(file, roster, Date.now());
  if ('errors' in read) throw new NotDeployed(`${roster} changed during the build.`);

  const clientFor = connect({ environment });
  const account = await fetchAccount(clientFor, environment.ACCOUNT_SID ?? '');
  const target = await findTarget(clientFor, project, account.sid, options.suffix).catch((error: unknown) => {
    throw new NotDeployed(explainApiError(error, 'The current deployment could not be fetched'));
  });
  terminal.print(`Account ${describeAccount(account)}.\n${describeTarget(target)}`);
  const service = environment.SYNC_SERVICE ?? 'default';
  await ensureSyncService(clientFor, service, options, terminal);

  const after = await compareWithLive({ text: file, roster: read.roster }, clientFor, service);
  const plan = await waitFor('Fetching the users …', () => preview(after.roster, { environment }), waiting);
  const incomplete = incompleteness(plan);
  if (incomplete !== undefined) throw new NotDeployed(incomplete);
  terminal.print(`\nChanges that the next tick will make:\n${printPlan(plan)}\n`);
  if (environment.DRY_RUN === 'true')
    terminal.print('DRY_RUN is on: ticks report changes without making them.\n', true);
  await confirmReplacing(after, options, terminal);
  await confirmTarget(history, account, target, options, terminal);

  const uploading = () => upload({ project: workspace, envFile, environment, target, terminal });
  const uploaded = await waitFor('Uploading; the build at Twilio takes a minute or two …', uploading, waiting);
  const { domain, remaining } = uploaded;
  try {
    deployment.record({ account: account.sid, domain, at: new Date() });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.print(`Could not record this deployment (${reason}); the next one will ask to confirm its account.`, true);
  }
  if (remaining !== undefined) throw new DeployedUnhealthy(remaining);
  terminal.print(`\nDeployed to https://${domain}`);
  const { healthy, text } = await fetchHealth(domain);
  if (!healthy) throw new DeployedUnhealthy(`${text} To roll back, deploy the previous commit.`);
  return { domain, plan, health: text };
}
