import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificateAuthority } from '../../../emulator/certificates';
import { type Emulator, startEmulator } from '../../../emulator/emulator';
import { listen } from '../../../emulator/listen';
import { acceptTunnels } from '../../../emulator/proxy';
import type { User } from '../../../emulator/users';

/** One of several accounts: a local Twilio of its own. */
export interface LocalAccount {
  readonly name: string;
  /** ACCOUNT_SID, AUTH_TOKEN and secrets of its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly twilio: Emulator;
  /** Sends something to `/_local` of its Twilio. */
  local(path: string, method: string, body: object): Promise<void>;
  users(): Promise<readonly User[]>;
}

/** Several accounts behind one proxy, as Twilio has them: a call belongs to the account whose credentials it carries. */
export interface LocalAccounts {
  readonly accounts: readonly LocalAccount[];
  /** Everything that the command reads, and nothing else. */
  readonly folder: string;
  write(file: string, text: string): void;
  /** Leads `https://<the account's domain>` to what runs there. */
  serve(account: LocalAccount, url: string): void;
  /** `npx rosterline …words` in the folder, in a process of its own that reaches these accounts as Twilio. */
  rosterline(...words: string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  end(): Promise<void>;
}

const COMMAND = join(__dirname, '../../../cli/rosterline.js');

export async function startAccounts(count: number): Promise<LocalAccounts> {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-accounts-'));
  const accounts = await Promise.all(Array.from({ length: count }, (_, index) => startAccount(index + 1, folder)));
  const served = new Map<string, string>();
  const functionsOf = (host: string) =>
    accounts
      .map(({ name, twilio }) => ({ url: served.get(name), domain: twilio.deployed()?.domainName }))
      .find(({ domain }) => domain === host)?.url;

  const bySid = new Map(accounts.map(({ environment, twilio }) => [environment.ACCOUNT_SID, twilio.port]));
  const server = createServer((incoming, response) => forward(incoming, response, bySid.get(callerOf(incoming))));
  const authority = await createCertificateAuthority();
  acceptTunnels(server, authority, (host) => {
    const url = functionsOf(host);
    return url === undefined ? undefined : Number(new URL(url).port);
  });
  const port = await listen(server, 0);
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.pem);
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, HTTP_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: caFile };
  return {
    accounts,
    folder,
    write: (file, text) => writeFileSync(join(folder, file), text, { mode: 0o600 }),
    serve: ({ name }, url) => void served.set(name, url),
    rosterline: (...words) =>
      new Promise((resolve) => {
        const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
        const child = execFile(process.execPath, [COMMAND, ...words], options, (_error, stdout, stderr) =>
          resolve({ code: child.exitCode ?? -1, stdout, stderr }),
        );
      }),
    async end() {
      await closed(server);
      await Promise.all(accounts.map(({ twilio }) => twilio.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startAccount(number: number, folder: string): Promise<LocalAccount> {
  const name = `account-${String(number).padStart(2, '0')}`;
  const digits = String(number).padStart(4, '0');
  const environment = {
    ACCOUNT_SID: `AC${digits.repeat(8)}`,
    AUTH_TOKEN: `a1b2${digits}`.repeat(4),
    RECORD_KEY: `record-key-of-${name}-${digits}`,
    TICK_SECRET: `tick-secret-of-${name}-${digits}`,
    METRICS_TOKEN: `metrics-token-of-${name}-${digits}`,
  };
  const { ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken } = environment;
  const caFolder = join(folder, `.${name}`);
  const twilio = await startEmulator({ port: 0, accountSid, authToken, caFolder, account: { name } });
  const call = (path: string, init?: RequestInit) => fetch(`${twilio.url}/_local/${path}`, init);
  return {
    name,
    environment,
    twilio,
    async local(path, method, body) {
      const { status } = await call(path, { method, body: JSON.stringify(body) });
      if (status !== 200) throw new Error(`${method} ${path}: ${status}`);
    },
    users: async () => JSON.parse(await (await call('users')).text()),
  };
}

/** An environment file with these variables. */
export function envText(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** The account whose SID is the user of the Basic credentials. */
function callerOf({ headers }: IncomingMessage): string {
  const credentials = /^basic (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return Buffer.from(credentials, 'base64').toString().split(':')[0] ?? '';
}

/** Passes a request on; the Host header says which API is meant. */
function forward(incoming: IncomingMessage, response: ServerResponse, port: number | undefined): void {
  if (port === undefined) {
    response.writeHead(401).end();
    return;
  }
  const { url: path, method, headers } = incoming;
  const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.once('error', () => response.destroy());
  incoming.pipe(outgoing);
}

export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A roster of two: one who is always on duty, and one who never is. */
export const rosterFor = (name: string) => `version: 1
zone: UTC
people:
  ana: { identity: ana@${name}.example }
  ben: { identity: ben@${name}.example }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ana] }
`;
