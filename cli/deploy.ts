import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BuildError } from './build/build';
import { deployAccount } from './deploy/deploy-account';
import { DeployedUnhealthy, NotDeployed } from './deploy/errors';
import { readHistory, recordDeployment } from './deploy/history';
import { type DeployOptions, readOptions } from './deploy/options';
import { ownTerminal as terminal } from './deploy/terminal';
import { announce, usageLine } from './environment/choice';
import { readDeployable } from './environment/deployable';
import { chosenRoster } from './roster/chosen-file';
import { ownWaiting } from './waiting';

// npm run deploy [-- --environment staging]: check, build, plan, deploy, ask for health. Stops at the first thing that is wrong.
// Exit codes: 0 well; 1 deployed, but not well; 2 not deployed.

const PROJECT = join(__dirname, '..');

async function main(options: DeployOptions): Promise<void> {
  const envFile = options.env ?? (process.env.ENV_FILE || join(PROJECT, '.env'));
  if (!existsSync(envFile))
    throw new NotDeployed(`${envFile} does not exist: docs/deploying.md explains how to create it.`);
  const { ACCOUNT_SID } = readDeployable(envFile);
  announce(usageLine(envFile, `the Twilio account ${ACCOUNT_SID}`));
  const deployed = await deployAccount(
    {
      project: PROJECT,
      workspace: PROJECT,
      envFile: resolve(envFile),
      roster: chosenRoster(join(PROJECT, 'roster.yaml')),
      options,
      history: readHistory(PROJECT),
      record: ({ account, at }) => recordDeployment(PROJECT, options.suffix, account, at),
    },
    terminal,
    ownWaiting,
  );
  terminal.print(deployed.health);
}

main(readOptions(process.argv.slice(2))).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof DeployedUnhealthy) console.error(`Deployed, but unhealthy: ${reason}`);
  else if (error instanceof BuildError) console.error(`Not deployed; the build failed:\n${reason}`);
  else console.error(`Not deployed: ${reason}`);
  process.exitCode = error instanceof DeployedUnhealthy ? 1 : 2;
});
