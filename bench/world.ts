/** Flows in process on a virtual clock, with counts of their own: a day of ticks is more than the local Twilio's journal keeps. */

import { Twilio } from 'twilio';
import { createLimiters } from '../assets/adapters/twilio/limiter';
import { CONFIRM_MS, createClients, createConnections, systemTimer } from '../assets/adapters/twilio/transport';
import { compiledRoster } from '../assets/application/live-roster/current-roster';
import type { DeployedRoster } from '../assets/application/live-roster/roster-in-use';
import { createMemory } from '../assets/application/memory';
import type { StartTimer } from '../assets/application/ports';
import { tickShard } from '../assets/application/tick/tick';
import type { Roster } from '../assets/domain/roster/roster';
import type { FetchFeed } from '../assets/feeds/feed';
import { createFeedFetcher } from '../assets/feeds/fetch';
import { leadToPlainPort } from '../assets/lib/plain-port';
import { readConfiguration } from '../assets/main/configuration';
import { createPorts, type PortDeps } from '../assets/main/create-ports';
import type { Ports } from '../assets/main/ports';
import { seededRandom } from '../emulator/random';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../tests/emulator/local-twilio';

/** One call that went out. */
interface OutgoingCall {
  readonly method: string;
  readonly host: string;
  /** Without ids: what kind of object it is about. */
  readonly kind: string;
}

export interface BenchWorld {
  readonly twilio: LocalTwilio;
  /** ms since the epoch. */
  readonly clock: { now: number };
  /** Every call since it was emptied. */
  readonly calls: OutgoingCall[];
  /** Warnings and errors, one JSON line each. */
  readonly logged: string[];
  /** A fresh execution of a Function; the duty shards that it calls for are executions of their own, while it waits. */
  execution(): Ports;
  /** Another process takes over, which remembers nothing. */
  restart(): void;
  /** Creates a user in Frontline for everyone on the roster, with the availability of the roster. */
  seed(): Promise<void>;
  end(): Promise<void>;
}

const BUDGET_MS = 8500;
export const SECRETS = {
  RECORD_KEY: 'record key of the benchmark',
  OPS_SECRET: 'ops-secret-of-the-benchmark',
  TICK_SECRET: 'tick-secret-of-the-benchmark',
  STANDARD_SECRET: `whsec_${Buffer.from('the secret of the benchmark').toString('base64')}`,
};

/**
 * @param latencyMs delay added to each outgoing call, in real time.
 * @param isTimed false: nothing is given up because this machine is slow, for benchmarks that count.
 */
export async function startBenchWorld(
  roster: Roster,
  at: number,
  latencyMs = 0,
  fetchFeed: FetchFeed = createFeedFetcher(),
  isTimed = true,
): Promise<BenchWorld> {
  const twilio = await startLocalTwilio();
  const { clock } = twilio;
  clock.now = at;
  const calls: OutgoingCall[] = [];
  const logged: string[] = [];
  const deployed = deployedFor(roster);
  const process = { memory: createMemory(), rosterMemory: {} };
  const execution = executions({
    process,
    deployed,
    fetchFeed,
    clock,
    startTimer: isTimed ? systemTimer : neverElapses,
    connections: recordingConnections(twilio.url, calls, latencyMs, isTimed),
    log: (level, message, fields) => {
      if (level !== 'info') logged.push(JSON.stringify({ message, ...fields }));
    },
  });
  return {
    twilio,
    clock,
    calls,
    logged,
    execution,
    restart() {
      Object.assign(process, { memory: createMemory(), rosterMemory: {} });
    },
    async seed() {
      const desired = deployed.known.resolver.available(at);
      for (const [index, { identity }] of roster.people.entries()) {
        const json = { is_available: desired[index] === 1 };
        await twilio.call(`/_local/users/${encodeURIComponent(identity)}`, { method: 'PUT', json });
      }
    },
    end: () => twilio.end(),
  };
}

/** A roster without a text, as if it had been deployed. */
function deployedFor(roster: Roster): DeployedRoster {
  return { ...compiledRoster(roster), digest: 'deployed', compiler: 'this release', text: async () => '' };
}

const neverElapses: StartTimer = () => () => undefined;

/** Connections to the local Twilio that record every call. */
function recordingConnections(url: string, calls: OutgoingCall[], latencyMs: number, isTimed: boolean) {
  const connections = createConnections();
  leadToPlainPort(connections, url);
  connections.axios.interceptors.request.use(async (request) => {
    const { hostname, pathname } = new URL(request.url ?? '');
    calls.push({ method: (request.method ?? '').toUpperCase(), host: hostname, kind: kindOf(pathname) });
    if (latencyMs > 0) await new Promise((resume) => setTimeout(resume, latencyMs));
    return isTimed ? request : { ...request, timeout: 0 };
  });
  return connections;
}

interface ExecutionParts extends Pick<PortDeps, 'deployed' | 'fetchFeed' | 'log' | 'startTimer'> {
  /** What the process remembers from one execution to the next. */
  readonly process: Required<Pick<PortDeps, 'memory' | 'rosterMemory'>>;
  readonly clock: { now: number };
  readonly connections: ReturnType<typeof createConnections>;
}

/** Makes the ports of one execution after another; they share a process, as warm executions do. */
function executions({
  process,
  deployed,
  fetchFeed,
  clock,
  startTimer,
  connections,
  log,
}: ExecutionParts): () => Ports {
  const read = readConfiguration(SECRETS, { local: true });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const { configuration } = read;
  const random = seededRandom(1);
  const limiters = createLimiters();
  const sleep = async (ms: number) => {
    clock.now += ms;
  };
  const execution = (): Ports => {
    const budget = { deadline: clock.now + BUDGET_MS, now: () => clock.now, sleep, random };
    const clientFor = createClients(
      { connections, limiters, budget, startTimer },
      (httpClient) => new Twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient }),
    );
    return createPorts(clientFor, {
      limiters,
      configuration,
      deployed,
      ...process,
      fetchFeed,
      isFromTwilio: () => false,
      callShard: async (order) => {
        const ports = execution();
        const report = await tickShard(order, ports);
        await ports.audit.flush();
        return report;
      },
      endChanges: (by) => {
        budget.deadline = Math.min(budget.deadline, by + CONFIRM_MS);
      },
      log,
      now: () => clock.now,
      startTimer,
      deadline: budget.deadline,
      sleep,
      random,
    });
  };
  return execution;
}

/** `/v1/Services/default/Documents/rosterline-duty-3` is `Documents rosterline-duty`. */
function kindOf(path: string): string {
  const [, , , , collection = 'Users', name = ''] = path.split('/');
  const what = path.includes('/Items') ? `${collection} Items` : collection;
  return path.startsWith('/v1/Users') ? 'Users' : `${what} ${decodeURIComponent(name).replace(/-\d+$/, '')}`;
}
