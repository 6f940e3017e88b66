import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildRefused, build } from './build/build';
import { printPlan } from './commands/plan';
import { describeAccount, fetchAccount } from './deploy/account';
import { confirm, demandSyncService } from './deploy/checks';
import { DeployedUnwell, NotDeployed } from './deploy/endings';
import { askForHealth } from './deploy/health';
import { readMemory, remember } from './deploy/memory';
import { type DeployOptions, readOptions } from './deploy/options';
import { refusal } from './deploy/refusals';
import { describeTarget, findTarget } from './deploy/target';
import { ownTerminal as terminal } from './deploy/terminal';
import { upload } from './deploy/upload';
import { readDeployable } from './environment/deployable';
import { connect } from './plan/client';
import { incompleteness, preview } from './plan/preview';
import { readRoster } from './roster/read';

// npm run deploy [-- --environment staging]: check, build, plan, deploy, ask for health. Stops at the first thing that is wrong.
// Exit codes: 0 well; 1 deployed, but not well; 2 not deployed.

const PROJECT = join(__dirname, '..');
const ENV_FILE = process.env.ENV_FILE ?? join(PROJECT, '.env');
const ROSTER = process.env.ROSTER ?? join(PROJECT, 'roster.yaml');

async function main(options: DeployOptions): Promise<void> {
  if (!existsSync(ENV_FILE))
    throw new NotDeployed(`There is no ${ENV_FILE} yet: docs/deploying.md says how to make it.`);
  const environment = readDeployable(ENV_FILE);
  const { functions, privateAssets } = await build(PROJECT, join(PROJECT, '.twilioserverless'), ROSTER);
  terminal.say(`Built: ${functions.length} functions, ${privateAssets.length} private assets.`);
  const read = readRoster(readFileSync(ROSTER, 'utf8'), ROSTER);
  if ('faults' in read) throw new NotDeployed(`${ROSTER} has changed while it was built.`);

  const clientFor = connect({ environment });
  const account = await fetchAccount(clientFor, environment.ACCOUNT_SID ?? '');
  const target = await findTarget(clientFor, PROJECT, account.sid, options.suffix).catch((error: unknown) => {
    throw new NotDeployed(refusal(error, 'What is deployed already could not be read'));
  });
  terminal.say(`Account ${describeAccount(account)}.\n${describeTarget(target)}`);
  await demandSyncService(clientFor, environment.SYNC_SERVICE ?? 'default', options, terminal);

  const report = await preview(read.roster, { environment });
  const incomplete = incompleteness(report);
  if (incomplete !== undefined) throw new NotDeployed(incomplete);
  terminal.say(`\nWhat the first tick after this will change:\n${printPlan(report)}\n`);
  if (environment.DRY_RUN === 'true') terminal.say('DRY_RUN is on: ticks report their changes and change nobody.\n');
  await confirm(readMemory(PROJECT), account, target, options, terminal);

  const { domain, left } = await upload({ project: PROJECT, envFile: ENV_FILE, environment, target, terminal });
  try {
    remember(PROJECT, options.suffix, account.sid, new Date());
  } catch (error) {
    terminal.say(`This deployment could not be noted (${reasonOf(error)}); the next one will ask about its account.`);
  }
  if (left !== undefined) throw new DeployedUnwell(left);
  terminal.say(`\nDeployed to https://${domain}`);
  const { well, text } = await askForHealth(domain);
  if (!well) throw new DeployedUnwell(`${text} Deploy the commit before to go back.`);
  terminal.say(text);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main(readOptions(process.argv.slice(2))).catch((error: unknown) => {
  const reason = reasonOf(error);
  if (error instanceof DeployedUnwell) console.error(`Deployed, but it is not well: ${reason}`);
  else if (error instanceof BuildRefused) console.error(`Not deployed; the build was refused:\n${reason}`);
  else console.error(`Not deployed: ${reason}`);
  process.exitCode = error instanceof DeployedUnwell ? 1 : 2;
});
