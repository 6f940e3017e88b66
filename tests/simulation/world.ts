import { RequestClient } from 'twilio';
import { createLimiters } from '../../assets/adapters/twilio/limiter';
import type { ClientFor } from '../../assets/adapters/twilio/transport';
import { createClients } from '../../assets/adapters/twilio/transport';
import type { Answer } from '../../assets/api/http/answer';
import type { RosterMemory } from '../../assets/application/live-roster/current-roster';
import { createMemory } from '../../assets/application/memory';
import { createPorts, type PortDeps } from '../../assets/main/create-ports';
import type { Ports } from '../../assets/main/ports';
import { seededRandom } from '../../emulator/random';
import { deployedFrom } from '../support/roster';
import type { EventClock } from './clock';
import type { Call, Cloud, Reply } from './cloud';
import { answerOf, configured } from './deployment';
import { type Fate, type FaultKind, type FaultRates, fateOf, NO_FAULTS } from './faults';
import { simulatedSdk } from './sdk';

/** What came of an execution: its answer, or undefined where it was killed before it answered. */
export type Outcome = Answer | undefined;

/** Where an execution is killed: at its call of this number, before or after the call reaches Twilio. */
export interface Death {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** An alert that was raised. */
export interface RaisedAlert {
  readonly at: number;
  readonly cause: string;
}

/** The deployed product over the simulated cloud: several warm processes, and executions that run side by side. */
export interface World {
  /** The faults that calls meet from now on. */
  rates: FaultRates;
  readonly faults: Map<FaultKind, number>;
  /** When the last call to Sync failed or was slow, ms since the epoch. */
  lastSyncFault: number;
  readonly alerts: RaisedAlert[];
  /** Takes another roster or environment from now on, as a deployment does: every process starts afresh. */
  deploy(yaml: string, env: Readonly<Record<string, string>>): void;
  /** Runs one execution of a Function in one of the warm processes. */
  execute(name: string, act: (ports: Ports) => Promise<Answer>, death?: Death): Promise<Outcome>;
}

interface Process {
  readonly limiters: ReturnType<typeof createLimiters>;
  readonly memory: ReturnType<typeof createMemory>;
  readonly rosterMemory: RosterMemory;
  /** Clients of executions that have ended: making them costs more than using them. */
  readonly idle: Pooled[];
}

/** The clients of one execution at a time. */
interface Pooled {
  readonly clientFor: ClientFor;
  use: Execution;
  /** A host asked this execution to wait, which the next one would not know. */
  spoiled: boolean;
}

interface Execution {
  readonly name: string;
  readonly started: number;
  readonly death: Death | undefined;
  calls: number;
  /** Calls that have not been answered. */
  underWay: number;
  dead: boolean;
}

const BUDGET_MS = 8500;
const PLATFORM_MS = 10_000;
/** How many warm processes the product has at a time. */
export const PROCESSES = 2;
const never = () => new Promise<never>(() => undefined);
const OFFLINE = async () => {
  throw new Error('the simulation has neither feeds nor rosters of several shards');
};

/** What the simulation wants to know of calls. */
export interface Watcher {
  /** Frontline lied about a change of a user. */
  onLie(call: Call, kind: 'unchanged' | 'claimed'): void;
}

export function createWorld(clock: EventClock, cloud: Cloud, seed: number, watcher: Watcher): World {
  const random = seededRandom(seed);
  const faults = new Map<FaultKind, number>();
  const alerts: RaisedAlert[] = [];
  let processes: Process[] = [];
  let deployed: Pick<PortDeps, 'configuration' | 'deployed'> | undefined;

  const count = (kind: FaultKind) => faults.set(kind, (faults.get(kind) ?? 0) + 1);

  function noteFault(call: Call, kind: FaultKind): void {
    count(kind);
    if (call.host === 'sync' && kind !== 'stale') world.lastSyncFault = clock.now;
    if (kind === 'unchanged' || kind === 'claimed') watcher.onLie(call, kind);
  }

  /** Carries one call of one execution. */
  async function carry(pooled: Pooled, call: Call) {
    const execution = pooled.use;
    const number = ++execution.calls;
    execution.underWay++;
    const { death } = execution;
    if (execution.dead) return never();
    if (death?.at === number && death.when === 'before') return die(execution);
    const fate = fateOf(call, world.rates, random, cloud, execution.name);
    if (fate.kind) noteFault(call, fate.kind);
    if (fate.delay > 0) await clock.sleep(fate.delay);
    const reply = played(execution, fate);
    if (death?.at === number) return die(execution);
    if (reply === undefined || execution.dead) return never();
    execution.underWay--;
    const headers = reply.status === 429 && random() < 0.3 ? { 'retry-after': '1' } : {};
    if ('retry-after' in headers) pooled.spoiled = true;
    return { status: reply.status, data: reply.body ?? {}, headers };
  }

  function played(execution: Execution, fate: Fate): Reply | undefined {
    try {
      return fate.play();
    } catch (error) {
      execution.underWay--;
      throw error;
    }
  }

  function die(execution: Execution): Promise<never> {
    if (!execution.dead) count('killed');
    execution.dead = true;
    return never();
  }

  function pool(process: Process, use: Execution): Pooled {
    const idle = process.idle.pop();
    if (idle) {
      idle.use = use;
      return idle;
    }
    const connections = new RequestClient();
    const pooled: Pooled = {
      use,
      spoiled: false,
      clientFor: createClients(
        {
          connections,
          limiters: process.limiters,
          contacts: process.memory.contacts,
          budget: {
            get deadline() {
              return pooled.use.started + BUDGET_MS;
            },
            now: () => clock.now,
            sleep: (ms) => sleep(pooled.use, ms),
            random,
          },
          startTimer: clock.startTimer,
        },
        simulatedSdk,
      ),
    };
    // Instead of axios, which would open a socket: what the transport gives it is the call itself.
    const axios = (options: { readonly data: Call }) => carry(pooled, options.data);
    connections.axios = axios as unknown as RequestClient['axios'];
    return pooled;
  }

  async function sleep(execution: Execution, ms: number): Promise<void> {
    await clock.sleep(ms);
    if (execution.dead) await never();
  }

  function portsOf(process: Process, execution: Execution, pooled: Pooled): Ports {
    if (!deployed) throw new Error('nothing is deployed yet');
    return createPorts(pooled.clientFor, {
      ...deployed,
      limiters: process.limiters,
      rosterMemory: process.rosterMemory,
      memory: process.memory,
      fetchFeed: OFFLINE,
      isFromTwilio: () => false,
      callShard: OFFLINE,
      endChanges: () => undefined,
      log(_level, _message, fields) {
        if (typeof fields?.alert === 'string') alerts.push({ at: clock.now, cause: fields.alert });
      },
      now: () => clock.now,
      startTimer: clock.startTimer,
      deadline: execution.started + BUDGET_MS,
      sleep: (ms) => sleep(execution, ms),
      random,
    });
  }

  const world: World = {
    rates: { sync: NO_FAULTS, frontline: NO_FAULTS },
    faults,
    lastSyncFault: Number.NEGATIVE_INFINITY,
    alerts,
    deploy(yaml, env) {
      deployed = { configuration: configured(env), deployed: deployedFrom(yaml) };
      processes = Array.from({ length: PROCESSES }, () => ({
        limiters: createLimiters(),
        memory: createMemory(),
        rosterMemory: {},
        idle: [],
      }));
    },
    execute(name, act, death) {
      const process = processes[Math.floor(random() * processes.length)];
      if (!process) throw new Error('nothing is deployed yet');
      const execution: Execution = { name, started: clock.now, death, calls: 0, underWay: 0, dead: false };
      const pooled = pool(process, execution);
      const ports = portsOf(process, execution, pooled);
      return new Promise<Outcome>((resolve) => {
        const cancel = clock.startTimer(PLATFORM_MS, () => {
          execution.dead = true;
          resolve(undefined);
        });
        void answerOf(act, ports).then((answer) => {
          cancel();
          // What an execution does not wait for ends with it.
          execution.dead = true;
          if (!pooled.spoiled && execution.underWay === 0) process.idle.push(pooled);
          resolve(answer);
        });
      });
    },
  };
  return world;
}
