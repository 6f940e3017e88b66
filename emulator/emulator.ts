import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { type AccountTraits, accounts } from './accounts';
import type { TwilioApi, TwilioEnv } from './api';
import { buildApp } from './app';
import { callbackControl } from './callbacks';
import { createCertificateAuthority } from './certificates';
import { conversations } from './conversations/conversations';
import { createFaults } from './faults';
import { frontline } from './frontline';
import { createJournal } from './journal';
import { createKeys } from './keys';
import { listen } from './listen';
import { messaging } from './messaging';
import { acceptTunnels, type TunnelHost } from './proxy';
import type { Deployed } from './serverless/deployed';
import { createServerless } from './serverless/serverless';
import { slack } from './slack';
import { createSync } from './sync/sync';
import { parseTarget, type RequestTarget } from './target';
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
  /** The account's name, status and owner. */
  readonly account?: AccountTraits;
  /** False: Sync refuses no call for its rate, so that a benchmark shows what else is in the way. */
  readonly isSyncLimited?: boolean;
}

export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** The certificate that clients must trust, in PEM. */
  readonly caFile: string;
  /** The account's, with which Twilio signs what it sends. */
  readonly authToken: string;
  /** The environment with which the Twilio SDK, twilio-run and the Twilio CLI reach us instead of Twilio. */
  readonly env: { readonly HTTP_PROXY: string; readonly NODE_EXTRA_CA_CERTS: string };
  /** The newest deployment, for the runner. */
  deployed(): Deployed | undefined;
  /**
   * Says where the deployed Functions are served (`http://127.0.0.1:<port>`): callbacks, and requests through the proxy for a
   * deployment's domain (`*.twil.io`), are led there.
   */
  functionsAt(url: string): void;
  /** Ends every connection at once, also those in the middle of an answer. */
  close(): Promise<void>;
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

/** Starts a local Twilio on 127.0.0.1: a proxy for `*.twilio.com` and `slack.com`, the same APIs in plain HTTP, and `/_local`. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  // The timer holds nothing open: an emulator that is closed meanwhile must not keep its process alive.
  const sleep = options.sleep ?? ((ms: number) => wait(ms, undefined, { ref: false }));
  const { apis, users, deployed } = createApis(options);
  const authority = await createCertificateAuthority();
  let functionsUrl: string | undefined;
  const app = buildApp({
    accountSid: options.accountSid,
    authToken: options.authToken,
    now: options.now ?? Date.now,
    sleep,
    apis,
    users,
    journal: createJournal(),
    faults: createFaults(options.seed ?? 1),
    keys: createKeys(options.apiKeys),
    callbacks: callbackControl({ authToken: options.authToken, functionsUrl: () => functionsUrl, sleep }),
    caPem: authority.pem,
  });
  let tunnelHost: TunnelHost = () => undefined;
  const server = createAppServer(app, ({ url, headers, socket }) =>
    parseTarget({ url: url ?? '/', hostHeader: headers.host, tunnelHost: tunnelHost(socket) }, apis),
  );
  const close = trackConnections(server);
  tunnelHost = acceptTunnels(server, authority, () => (functionsUrl ? Number(new URL(functionsUrl).port) : undefined));

  const caFile = join(options.caFolder, 'ca.pem');
  await mkdir(options.caFolder, { recursive: true });
  await writeFile(caFile, authority.pem);
  const port = await listen(server, options.port);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    caFile,
    authToken: options.authToken,
    env: { HTTP_PROXY: url, NODE_EXTRA_CA_CERTS: caFile },
    deployed,
    functionsAt(at) {
      functionsUrl = at;
    },
    close,
  };
}

function createApis(options: EmulatorOptions) {
  const { accountSid, authToken, now = Date.now, buildMs, account, isSyncLimited } = options;
  const users = createUserStore();
  const serverless = createServerless({ accountSid, authToken, now, ...(buildMs && { buildMs }) });
  const apis: TwilioApi[] = [
    frontline(users),
    createSync({ accountSid, now, isLimited: isSyncLimited }),
    conversations({ accountSid, now, users }),
    messaging({ accountSid, now }),
    slack({ now }),
    accounts({ accountSid, authToken, now, ...(account && { account }) }),
    ...serverless.apis,
  ];
  return { apis, users, deployed: serverless.deployed };
}

function createAppServer(app: Hono<TwilioEnv>, targetOf: (request: IncomingMessage) => RequestTarget): Server {
  return createServer(
    // Longer than clients keep idle connections: a connection that closes just as it is reused looks like a fault.
    { keepAliveTimeout: 120_000 },
    getRequestListener(
      // We serve HTTP/1 only, so the binding is always an IncomingMessage.
      (request, env) => app.fetch(request, { ...env, target: targetOf(env.incoming as IncomingMessage) }),
      // A process that embeds the emulator keeps its own Request and Response.
      { overrideGlobalObjects: false },
    ),
  );
}
