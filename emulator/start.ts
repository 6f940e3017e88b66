import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { BuildError, build } from '../cli/build/build';
import { readRoster } from '../cli/roster/read';
import { demonstrate } from './demonstration';
import { type Emulator, startEmulator } from './emulator';
import { type EnvVariables, readEnvironment, required } from './environment';
import { BUILD_FOLDER, serveFunctions } from './functions-server';
import { rebuildOnChange } from './rebuild';
import { deploy } from './runner/deploy';
import { type Runner, startRunner } from './runner/runner';
import { seedUsers } from './seed';
import { createShutdown } from './shutdown';

// npm start: the local Twilio, the functions deployed to it by the real tool, a demonstration, and serving until Ctrl-C.
// npm run dev: the same with `twilio-run start`, built anew whenever a source changes.

const PROJECT = join(__dirname, '..');
const shutdown = createShutdown();

async function main(): Promise<void> {
  const functionsPort = readPort('PORT', 3000);
  const twilioPort = readPort('TWILIO_LOCAL_PORT', 4010);
  const rosterFile = process.env.ROSTER ?? join(PROJECT, 'roster.yaml');
  const example = readEnvironment(join(PROJECT, '.env.example'));
  const { ACCOUNT_SID = '', AUTH_TOKEN = '' } = example;
  // An environment without an account gets the local one's.
  const own = process.env.ENV_FILE ? readEnvironment(process.env.ENV_FILE) : example;
  const environment: EnvVariables = { ACCOUNT_SID, AUTH_TOKEN, ...own };
  await requireFreePort(functionsPort, 'PORT');
  await requireFreePort(twilioPort, 'TWILIO_LOCAL_PORT');

  await build(PROJECT, BUILD_FOLDER, rosterFile);
  const read = readRoster(readFileSync(rosterFile, 'utf8'), rosterFile);
  if ('errors' in read) return; // the build has refused it already
  const { roster } = read;

  const caFolder = mkdtempSync(join(tmpdir(), 'rosterline-ca-'));
  process.once('exit', () => rmSync(caFolder, { recursive: true, force: true }));
  const accountSid = required(environment, 'ACCOUNT_SID');
  const authToken = required(environment, 'AUTH_TOKEN');
  const twilio = await startEmulator({ port: twilioPort, accountSid, authToken, caFolder });
  shutdown.add(() => twilio.close());
  await seedUsers(twilio.url, roster.people);

  const dev = process.argv.includes('--dev');
  const functions = dev
    ? await serveFunctions(functionsPort, { ...environment, ...twilio.env }, { eachInItsProcess: true })
    : await deployAndRun(functionsPort, environment, twilio);
  shutdown.add(() => functions.close());
  void functions.ended.then(() => shutdown.stop(1));
  if (dev) shutdown.add(rebuildOnChange(PROJECT, () => build(PROJECT, BUILD_FOLDER, rosterFile)));

  if (!process.argv.includes('--no-demo'))
    await demonstrate({ twilio: twilio.url, functions: functions.url }, environment, roster);
  const from = process.env.ENV_FILE ?? '.env.example';
  console.log(pc.dim(`The roster page: ${functions.url}/index.html, with OPS_SECRET of ${from}.`));
  console.log(pc.dim(`Local Twilio on ${twilio.url}. Ctrl-C ends both.`));
  functions.showOutput();
  console.log(`ready ${functions.url}`);
}

/** What the cloud does: the real tool deploys to the local Twilio, and what was deployed is run. */
async function deployAndRun(port: number, environment: EnvVariables, twilio: Emulator): Promise<Runner> {
  await deploy({ project: PROJECT, built: BUILD_FOLDER, environment, twilio });
  return startRunner({ port, twilio, project: PROJECT });
}

function readPort(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new Error(`${name} is ${JSON.stringify(text)}; expected a port from 1 to 65535`);
}

/** Says which variable to change, instead of a stack trace from deep inside. */
async function requireFreePort(number: number, name: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => reject(new Error(`Port ${number} is taken. Set ${name} to another one.`)));
    server.listen(number, '127.0.0.1', () => server.close(() => resolve()));
  });
}

main().catch((error: unknown) => {
  const reason =
    error instanceof BuildError
      ? `The roster or the build was refused:\n${error.message}`
      : error instanceof Error
        ? error.message
        : String(error);
  console.error(pc.red(reason));
  void shutdown.stop(1);
});
