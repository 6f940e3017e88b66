import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Twilio } from 'twilio';
import { createLimiters } from '../../../assets/adapters/twilio/limiter';
import { createClients, createConnections } from '../../../assets/adapters/twilio/transport';
import { health } from '../../../assets/api/health.private';
import type { Request } from '../../../assets/api/http/request';
import { shiftsTick } from '../../../assets/api/shifts-tick.private';
import { leadToPlainPort } from '../../../assets/lib/plain-port';
import { readConfiguration } from '../../../assets/main/configuration';
import { createPorts } from '../../../assets/main/create-ports';
import type { Ports } from '../../../assets/main/ports';
import { listen } from '../../../emulator/listen';
import { deployedFrom } from '../../support/roster';
import { RELEASE } from '../../support/world';
import { closed, type LocalAccount } from './local-accounts';

/** What the Functions of an account answer, by the real use cases, in this process. */
export interface InProcess {
  readonly url: string;
  /** Ticks that came, whatever was answered. */
  readonly ticks: () => number;
  end(): Promise<void>;
}

/** Their time stands still, so that no machine is too slow for it. */
const NOW = Date.now();
const now = () => NOW;
const noTimer = () => () => undefined;
const never = () => Promise.reject(new Error('no test needs this'));

/** @param before is waited for before a tick is answered */
export async function serveInProcess(
  account: LocalAccount,
  roster: string,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<InProcess> {
  const portsOf = executionsOf(account, roster);
  let ticks = 0;
  const server = createServer((incoming, response) => {
    const answer = async () => {
      const body = await text(incoming);
      const asked: Request = { headers: incoming.headers, payload: body === '' ? {} : JSON.parse(body) };
      if (incoming.url === '/health') return health(asked, portsOf());
      ticks += 1;
      await before();
      return shiftsTick(asked, portsOf());
    };
    answer().then(
      ({ status, headers, body: answered }) => response.writeHead(status, headers).end(JSON.stringify(answered)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  const url = `http://127.0.0.1:${await listen(server, 0)}`;
  return { url, ticks: () => ticks, end: () => closed(server) };
}

/** A fresh execution at each call. */
function executionsOf({ environment, twilio }: LocalAccount, roster: string): () => Ports {
  const read = readConfiguration(environment, { local: true });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const connections = createConnections();
  leadToPlainPort(connections, twilio.url);
  connections.axios.interceptors.request.use((request) => ({ ...request, timeout: 0 }));
  const budget = { deadline: Number.POSITIVE_INFINITY, now, sleep: () => Promise.resolve(), random: () => 0.5 };
  return () => {
    const shared = { connections, limiters: createLimiters(), budget, startTimer: noTimer };
    const clientFor = createClients(
      shared,
      (httpClient) => new Twilio(environment.ACCOUNT_SID, environment.AUTH_TOKEN, { httpClient }),
    );
    return createPorts(clientFor, {
      configuration: read.configuration,
      release: RELEASE,
      deployed: deployedFrom(roster),
      fetchFeed: never,
      isFromTwilio: () => false,
      callShard: never,
      endChanges: () => undefined,
      log: () => undefined,
      startTimer: noTimer,
      ...budget,
    });
  };
}
