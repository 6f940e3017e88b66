import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../cli/build/build';
import type { CallbackResult } from '../../emulator/callbacks';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import type { Fault } from '../../emulator/faults';
import { type FunctionsServer, serveFunctions } from '../../emulator/functions-server';
import type { JournalEntry } from '../../emulator/journal';
import type { User } from '../../emulator/users';
import { DESCRIPTION, described } from '../support/described';

/** The built functions, served over HTTP against the local Twilio, which they reach through its proxy. */
export interface Served {
  readonly url: string;
  /** With these variables, the SDK in another process reaches the local Twilio instead of Twilio. */
  readonly proxy: Emulator['env'];
  post(path: string, headers: Record<string, string>, body: string): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  user(identity: string): Promise<User | undefined>;
  put(identity: string, user: Record<string, unknown>): Promise<void>;
  journal(): Promise<JournalEntry[]>;
  /** Asks the local Twilio's control API, `/_local/<path>`. @returns its JSON. */
  local<T>(path: string, method?: string, body?: unknown): Promise<T>;
  /** Has the local Twilio call a Function, as Twilio would. */
  callback(path: string, form: Record<string, string>): Promise<CallbackResult>;
  /** Faults of the local Twilio from now on; without any, it is mended. */
  fault(...faults: Fault[]): Promise<void>;
  /** Everything that the local Twilio has: gone. */
  reset(): Promise<void>;
  end(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  // The caller asserts the shape of the body.
  // biome-ignore lint/suspicious/noExplicitAny: an answer's JSON is looked at by the test that asked for it.
  readonly json: any;
}

const PROJECT = join(__dirname, '../..');

/** A way to serve what was built. */
export type Server = (parts: {
  readonly project: string;
  readonly built: string;
  readonly environment: Record<string, string>;
  readonly twilio: Emulator;
}) => Promise<Pick<FunctionsServer, 'url' | 'close'>>;

/** As `twilio-run start` serves it. */
const byTwilioRun: Server = async ({ built, environment, twilio }) =>
  serveFunctions(await freePort(), { ...environment, ...twilio.env }, { built });

export async function serve(
  roster: string,
  environment: Record<string, string>,
  server: Server = byTwilioRun,
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-served-'));
  // Below the project, so that what was built finds the SDK as it would in the cloud.
  const built = join(PROJECT, 'node_modules/.cache', `rosterline-${process.pid}-${Date.now()}`);
  const rosterFile = join(folder, 'roster.yaml');
  writeFileSync(rosterFile, roster);
  await build(PROJECT, built, rosterFile);
  const { ACCOUNT_SID: accountSid = '', AUTH_TOKEN: authToken = '' } = environment;
  const twilio = await startEmulator({ port: 0, accountSid, authToken, caFolder: folder });
  const functions = await server({ project: PROJECT, built, environment, twilio }).catch(async (error: unknown) => {
    await twilio.close();
    throw error;
  });
  twilio.functionsAt(functions.url);

  const control = async (path: string, method = 'GET', body?: unknown) =>
    fetch(`${twilio.url}/_local/${path}`, {
      method,
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
  return {
    url: functions.url,
    proxy: twilio.env,
    post: async (path, headers, body) =>
      asDescribed('post', path, await read(await fetch(functions.url + path, { method: 'POST', headers, body }))),
    get: async (path, headers = {}) =>
      asDescribed('get', path, await read(await fetch(functions.url + path, { headers }))),
    async user(identity) {
      const users: User[] = JSON.parse(await (await control('users')).text());
      return users.find((user) => user.identity === identity);
    },
    async put(identity, user) {
      await control(`users/${encodeURIComponent(identity)}`, 'PUT', user);
    },
    journal: async (): Promise<JournalEntry[]> => JSON.parse(await (await control('journal')).text()),
    local: async (path, method, body) => JSON.parse(await (await control(path, method, body)).text()),
    callback: async (path, form): Promise<CallbackResult> =>
      JSON.parse(await (await control('callback', 'POST', { path, form })).text()),
    async fault(...faults) {
      await (faults.length > 0 ? control('faults', 'POST', faults) : control('faults', 'DELETE'));
    },
    async reset() {
      await control('reset', 'POST');
    },
    async end() {
      await functions.close();
      await twilio.close();
      for (const path of [folder, built]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Compares an answer of ours with the description; what the platform answers by itself is in no description. */
function asDescribed(method: 'get' | 'post', path: string, answer: Answer): Answer {
  const [address = ''] = path.split('?', 1);
  const isOurs = answer.type.includes('json') || answer.status < 400;
  if (DESCRIPTION.paths[address]?.[method] && isOurs) {
    const { status, type, text, json } = answer;
    described(method, address, { status, headers: { 'Content-Type': type }, body: json ?? text });
  }
  return answer;
}

async function read(answer: Response): Promise<Answer> {
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  const json = type.includes('json') ? JSON.parse(text) : undefined;
  return { status: answer.status, type, headers: answer.headers, text, json };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
