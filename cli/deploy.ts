import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRosterWithHolidays } from '../assets/roster-file/read-with-holidays';
import { BuildError, build } from './build/build';
import { printPlan } from './commands/plan';
import { describeAccount, fetchAccount } from './deploy/account';
import { confirmTarget, ensureSyncService } from './deploy/checks';
import { DeployedUnhealthy, NotDeployed } from './deploy/errors';
import { fetchHealth } from './deploy/health';
import { readHistory, recordDeployment } from './deploy/history';
import { compareWithLive, confirmReplacing } from './deploy/live-roster';
import { type DeployOptions, readOptions } from './deploy/options';
import { explainApiError } from './deploy/refusals';
import { describeTarget, findTarget } from './deploy/target';
import { ownTerminal as terminal } from './deploy/terminal';
import { upload } from './deploy/upload';
import { announce, usageLine } from './environment/choice';
import { readDeployable } from './environment/deployable';
import { connect } from './plan/client';
import { incompleteness, preview } from './plan/preview';
import { waitFor } from './progress';
import { ownWaiting } from './waiting';

// npm run deploy [-- --environment staging]: check, build, plan, deploy, ask for health. Stops at the first thing that is wrong.
// Exit codes: 0 well; 1 deployed, but not well; 2 not deployed.

const PROJECT = join(__dirname, '..');
const ROSTER = process.env.ROSTER ?? join(PROJECT, 'roster.yaml');

async function main(options: DeployOptions): Promise<void> {
  const envFile = options.env ?? (process.env.ENV_FILE || join(PROJECT, '.env'));
  if (!existsSync(envFile))
    throw new NotDeployed(`${envFile} does not exist: docs/deploying.md explains how to create it.`);
  const environment = readDeployable(envFile);
  announce(usageLine(envFile, `the Twilio account ${environment.ACCOUNT_SID}`));
  const { functions, privateAssets } = await waitFor(
    'Building …',
    () => build(PROJECT, join(PROJECT, '.twilioserverless'), ROSTER),
    ownWaiting,
  );
  terminal.print(`Built: ${functions.length} functions, ${privateAssets.length} private assets.`);
  const file = readFileSync(ROSTER, 'utf8');
  const read = await readRosterWithHolidays(file, ROSTER, Date.now());
  if ('errors' in read) throw new NotDeployed(`${ROSTER} changed during the build.`);

  const clientFor = connect({ environment });
  const account = await fetchAccount(clientFor, environment.ACCOUNT_SID ?? '');
  const target = await findTarget(clientFor, PROJECT, account.sid, options.suffix).catch((error: unknown) => {
    throw new NotDeployed(explainApiError(error, 'The current deployment could not be fetched'));
  });
  terminal.print(`Account ${describeAccount(account)}.\n${describeTarget(target)}`);
  await ensureSyncService(clientFor, environment.SYNC_SERVICE ?? 'default', options, terminal);

  const source = { text: file, roster: read.roster };
  const after = await compareWithLive(source, clientFor, environment.SYNC_SERVICE ?? 'default');
  const report = await waitFor('Fetching the users …', () => preview(after.roster, { environment }), ownWaiting);
  const incomplete = incompleteness(report);
  if (incomplete !== undefined) throw new NotDeployed(incomplete);
  terminal.print(`\nChanges that the next tick will make:\n${printPlan(report)}\n`);
  if (environment.DRY_RUN === 'true') terminal.print('DRY_RUN is on: ticks report changes without making them.\n');
  await confirmReplacing(after, options, terminal);
  await confirmTarget(readHistory(PROJECT), account, target, options, terminal);

  const { domain, remaining: left } = await upload({
    project: PROJECT,
    envFile,
    environment,
    target,
    terminal,
  });
  try {
    recordDeployment(PROJECT, options.suffix, account.sid, new Date());
  } catch (error) {
    terminal.print(
      `Could not record this deployment (${reasonOf(error)}); the next one will ask to confirm its account.`,
    );
  }
  if (left !== undefined) throw new DeployedUnhealthy(left);
  terminal.print(`\nDeployed to https://${domain}`);
  const { healthy: well, text } = await fetchHealth(domain);
  if (!well) throw new DeployedUnhealthy(`${text} To roll back, deploy the previous commit.`);
  terminal.print(text);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main(readOptions(process.argv.slice(2))).catch((error: unknown) => {
  const reason = reasonOf(error);
  if (error instanceof DeployedUnhealthy) console.error(`Deployed, but unhealthy: ${reason}`);
  else if (error instanceof BuildError) console.error(`Not deployed; the build failed:\n${reason}`);
  else console.error(`Not deployed: ${reason}`);
  process.exitCode = error instanceof DeployedUnhealthy ? 1 : 2;
});
