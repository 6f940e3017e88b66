import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { readRosterWithHolidays } from '../assets/roster-file/read-with-holidays';
import { BuildError, build } from '../cli/build/build';
import { chosenRoster } from '../cli/roster/chosen-file';
import { demonstrate } from './demonstration';
import { type Emulator, startEmulator } from './emulator';
import { type EnvVariables, readEnvironment, required } from './environment';
import { BUILD_FOLDER, type FunctionsServer, serveFunctions } from './functions-server';
import { rebuildOnChange } from './rebuild';
import { deploy } from './runner/deploy';
import { type Runner, startRunner } from './runner/runner';
import { seedUsers } from './seed';
import { createShutdown } from './shutdown';
import { welcome } from './welcome';

// npm start: starts the local Twilio, deploys the functions to it with the real tool, runs a demonstration and serves until Ctrl-C.
// npm run dev: serves with `twilio-run start` instead, and rebuilds whenever a source changes.

const PROJECT = join(__dirname, '..');
const shutdown = createShutdown();

async function main(): Promise<void> {
  const functionsPort = readPort('PORT', 3000);
  const twilioPort = readPort('TWILIO_LOCAL_PORT', 4010);
  const rosterFile = chosenRoster(join(PROJECT, 'roster.yaml'));
  const environment = readLocalEnvironment();
  await requireFreePort(functionsPort, 'PORT');
  await requireFreePort(twilioPort, 'TWILIO_LOCAL_PORT');

  await build(PROJECT, BUILD_FOLDER, rosterFile);
  const read = await readRosterWithHolidays(readFileSync(rosterFile, 'utf8'), rosterFile, Date.now());
  if ('errors' in read) return; // the build has already rejected it
  const { roster } = read;

  const twilio = await startTwilio(twilioPort, environment);
  await seedUsers(twilio.url, roster.people);
  const functions = await startFunctions(functionsPort, environment, twilio, rosterFile);
  if (!process.argv.includes('--no-demo'))
    await demonstrate({ twilio: twilio.url, functions: functions.url }, environment, roster);
  const at = { functions: functions.url, twilio: twilio.url };
  const envFile = process.env.ENV_FILE || undefined;
  for (const line of welcome({ ...at, environment, envFile, variables: process.env })) console.log(pc.dim(line));
  functions.showOutput();
  console.log(`ready ${functions.url}`);
}

/** Reads the environment of the functions. One that names no account gets the local account of `.env.example`. */
function readLocalEnvironment(): EnvVariables {
  const example = readEnvironment(join(PROJECT, '.env.example'));
  const { ACCOUNT_SID = '', AUTH_TOKEN = '' } = example;
  const file = process.env.ENV_FILE;
  if (file && !existsSync(file)) throw new Error(`ENV_FILE is ${file}: there is no such file`);
  const own = file ? readEnvironment(file) : example;
  return { ACCOUNT_SID, AUTH_TOKEN, ...own };
}

async function startTwilio(port: number, environment: EnvVariables): Promise<Emulator> {
  const caFolder = mkdtempSync(join(tmpdir(), 'rosterline-ca-'));
  process.once('exit', () => rmSync(caFolder, { recursive: true, force: true }));
  const accountSid = required(environment, 'ACCOUNT_SID');
  const authToken = required(environment, 'AUTH_TOKEN');
  const twilio = await startEmulator({ port, accountSid, authToken, caFolder });
  shutdown.add(() => twilio.close());
  return twilio;
}

async function startFunctions(
  port: number,
  environment: EnvVariables,
  twilio: Emulator,
  rosterFile: string,
): Promise<Runner | FunctionsServer> {
  const dev = process.argv.includes('--dev');
  const functions = dev
    ? await serveFunctions(port, { ...environment, ...twilio.env }, { forkPerRequest: true })
    : await deployAndRun(port, environment, twilio);
  twilio.functionsAt(functions.url);
  shutdown.add(() => functions.close());
  void functions.ended.then(() => shutdown.stop(1));
  if (dev) shutdown.add(rebuildOnChange(PROJECT, () => build(PROJECT, BUILD_FOLDER, rosterFile)));
  return functions;
}

/** Deploys to the local Twilio with the real tool and runs the deployment, as the cloud does. */
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

/** Names the variable to change, instead of failing later with a stack trace. */
async function requireFreePort(number: number, name: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => reject(new Error(`Port ${number} is in use. Set ${name} to a different port.`)));
    server.listen(number, '127.0.0.1', () => server.close(() => resolve()));
  });
}

main().catch((error: unknown) => {
  const reason =
    error instanceof BuildError
      ? `Invalid roster or build:\n${error.message}`
      : error instanceof Error
        ? error.message
        : String(error);
  console.error(pc.red(reason));
  void shutdown.stop(1);
});
