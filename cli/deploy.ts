import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dryRun } from '../assets/flows/tick';
import { BuildRefused, build } from './build/build';
import { printPlan } from './commands/plan';
import { readDeployable } from './environment/deployable';
import { livePorts } from './plan/live';
import { readRoster } from './roster/read';

// npm run deploy [-- --environment staging]: check, build, plan, deploy, ask for health. Stops at what is wrong first.

const PROJECT = join(__dirname, '..');
const ENV_FILE = process.env.ENV_FILE ?? join(PROJECT, '.env');
const ROSTER = process.env.ROSTER ?? join(PROJECT, 'roster.yaml');
const HEALTH_TIMEOUT_MS = 20_000;

async function main(): Promise<void> {
  if (!existsSync(ENV_FILE)) throw new Error(`There is no ${ENV_FILE} yet: docs/deploying.md says how to make it.`);
  const environment = readDeployable(ENV_FILE);
  const { functions, privateAssets } = await build(PROJECT, join(PROJECT, '.twilioserverless'), ROSTER);
  console.log(`Built: ${functions.length} functions, ${privateAssets.length} private assets.`);

  const read = readRoster(readFileSync(ROSTER, 'utf8'), ROSTER);
  if ('faults' in read) return; // the build has refused it already
  const ports = livePorts(read.roster, { environment });
  const { resolver } = await ports.resolverWithFeeds('stored');
  console.log(`\nWhat the first tick after this will change:\n${printPlan(await dryRun({ ...ports, resolver }))}\n`);

  const domain = await deploy(process.argv.slice(2));
  console.log(`\nDeployed to https://${domain}`);
  await askForHealth(domain);
}

/** What was deployed does not work. */
class Unwell extends Error {}

/** Runs Twilio's own tool. @returns the domain that it deployed to. */
function deploy(options: readonly string[]): Promise<string> {
  const tool = require.resolve('twilio-run/bin/twilio-run.js');
  const child = spawn(
    process.execPath,
    [tool, 'deploy', '--env', ENV_FILE, '--override-existing-project', '--runtime', 'node22', ...options],
    { cwd: PROJECT, stdio: ['inherit', 'pipe', 'inherit'] },
  );
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    output.push(chunk.toString());
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      const domain = /([a-z0-9-]+(?:\.[a-z0-9-]+)*\.twil\.io)/.exec(output.join(''))?.[1];
      if (code === 0 && domain !== undefined) resolve(domain);
      else
        reject(new Error(`Twilio's tool ended with ${code}; what it says is above. What was deployed before stays.`));
    });
  });
}

/** Without a tick yet, health says so with 503: that is an answer, and a misconfiguration is not. */
async function askForHealth(domain: string): Promise<void> {
  const url = `https://${domain}/health`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) }).catch(() => undefined);
  if (!answer) throw new Unwell(`${url} does not answer`);
  if (answer.status === 500) throw new Unwell('its environment has faults, which its log names');
  if (answer.status !== 200 && answer.status !== 503) throw new Unwell(`${url} answers ${answer.status}`);
  console.log(
    answer.status === 200
      ? 'It is well, and ticks come.'
      : 'It answers. No tick has come for a while: start the scheduler.',
  );
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof Unwell)
    console.error(`Deployed, but it is not well: ${reason}. Deploy the commit before to go back.`);
  else if (error instanceof BuildRefused) console.error(`Not deployed; the build was refused:\n${reason}`);
  else console.error(`Not deployed: ${reason}`);
  process.exitCode = 1;
});
