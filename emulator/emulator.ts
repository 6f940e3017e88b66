import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { type AccountTraits, accounts } from './accounts';
import { buildApp } from './app';
import { createCertificateAuthority } from './certificates';
import { createFaults } from './faults';
import { frontline } from './frontline';
import { createJournal } from './journal';
import { createKeys } from './keys';
import { messaging } from './messaging';
import { acceptTunnels, type TunnelHost } from './proxy';
import type { Deployed } from './serverless/deployed';
import { createServerless } from './serverless/serverless';
import { createSync } from './sync/sync';
import { parseTarget } from './target';
import { createUserStore } from './users';

export interface EmulatorOptions {
  /** 0 is any free port. */
  readonly port: number;
  /** The one account there is; every call must carry this pair, or an API key's. */
  readonly accountSid: string;
  readonly authToken: string;
  /** SID → secret of the account's API keys; none by default. */
  readonly apiKeys?: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, for dates, expiry and rate limits; by default the system's clock. */
  readonly now?: () => number;
  /** How the delay of a fault is waited for, ms; by default by the system's timer. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Folder that `ca.pem` is written to; made if missing. */
  readonly caFolder: string;
  /** Decides which calls a fault with a `probability` hits; by default always the same ones. */
  readonly seed?: number;
  /** How long a build of Functions takes, ms; 0 by default. */
  readonly buildMs?: number;
  /** How the account is shown. */
  readonly account?: AccountTraits;
}

export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** The certificate that clients must trust, in PEM. */
  readonly caFile: string;
  /** The account's, with which Twilio signs what it sends. */
  readonly authToken: string;
  /** What a child process needs so that the Twilio SDK, twilio-run and the Twilio CLI reach us instead of Twilio. */
  readonly env: { readonly HTTP_PROXY: string; readonly NODE_EXTRA_CA_CERTS: string };
  /** The Functions and Assets that were deployed last, for who runs them. */
  deployed(): Deployed | undefined;
  /** From now on, a client of the proxy that asks for a deployment's domain (`*.twil.io`) reaches what runs it at this port. */
  routeDomains(runnerPort: number): void;
  /** Ends every connection at once, also those in the middle of an answer. */
  close(): Promise<void>;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Ends the server and every connection, tunnels included: Node forgets a connection once it has become a tunnel. */
function trackConnections(server: Server): () => Promise<void> {
  const open = new Set<Duplex>();
  server.on('connection', (socket: Duplex) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
}

/** Starts a Twilio of one's own on 127.0.0.1: a proxy for `*.twilio.com`, the same APIs in plain HTTP, and `/_local`. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const now = options.now ?? Date.now;
  // The timer holds nothing open: an emulator that is closed meanwhile must not keep its process alive.
  const sleep = options.sleep ?? ((ms: number) => wait(ms, undefined, { ref: false }));
  const users = createUserStore();
  const { accountSid, authToken, seed = 1 } = options;
  const serverless = createServerless({
    accountSid,
    authToken,
    now,
    ...(options.buildMs && { buildMs: options.buildMs }),
  });
  const apis = [
    frontline(users),
    createSync({ accountSid, now }),
    messaging({ accountSid, now }),
    accounts({ accountSid, authToken, now, ...(options.account && { account: options.account }) }),
    ...serverless.apis,
  ];
  const authority = await createCertificateAuthority();
  const app = buildApp({
    accountSid,
    authToken,
    now,
    sleep,
    apis,
    users,
    journal: createJournal(),
    faults: createFaults(seed),
    keys: createKeys(options.apiKeys),
    caPem: authority.pem,
  });

  let tunnelHost: TunnelHost = () => undefined;
  const targetOf = ({ url, headers, socket }: IncomingMessage) =>
    parseTarget({ url: url ?? '/', hostHeader: headers.host, tunnelHost: tunnelHost(socket) }, apis);
  const server = createServer(
    // Longer than clients keep idle connections: a connection that ends just as it is used again looks like a fault.
    { keepAliveTimeout: 120_000 },
    getRequestListener(
      // Served over HTTP/1 only, so this is what the binding always is.
      (request, env) => app.fetch(request, { ...env, target: targetOf(env.incoming as IncomingMessage) }),
      // Who starts us in their own process must keep their own Request and Response.
      { overrideGlobalObjects: false },
    ),
  );
  const close = trackConnections(server);
  let runnerPort: number | undefined;
  tunnelHost = acceptTunnels(server, authority, () => runnerPort);

  const caFile = join(options.caFolder, 'ca.pem');
  await mkdir(options.caFolder, { recursive: true });
  await writeFile(caFile, authority.pem);
  const port = await listen(server, options.port);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    caFile,
    authToken,
    env: { HTTP_PROXY: url, NODE_EXTRA_CA_CERTS: caFile },
    deployed: serverless.deployed,
    routeDomains(at) {
      runnerPort = at;
    },
    close,
  };
}
