/**
 * Many people change at once, in injected time: the real fan-out, limiter, transport and SDK, in as many processes as run at once,
 * against a Frontline that takes so many calls at once. Only what an execution does besides changing users is modelled, as time.
 */
import { RequestClient, Twilio } from 'twilio';
import { frontlineTarget } from '../../assets/adapters/frontline/target';
import { createLimiters, type Limiters } from '../../assets/adapters/twilio/limiter';
import { CONFIRM_MS, createClients } from '../../assets/adapters/twilio/transport';
import type { Target } from '../../assets/application/ports';
import type { DutyState } from '../../assets/application/tick/load-state';
import { shardCount } from '../../assets/application/tick/shard';
import { seededRandom } from '../../emulator/random';
import { createInjectedClock, type InjectedClock } from './injected-clock';

/** What is simulated. Durations in ms. */
export interface Scene {
  readonly people: number;
  /** So many calls at once Frontline takes; the client does not know. */
  readonly limit: number;
  /** The mean of an answer of Frontline's, a refusal's too; each takes up to a fifth more or less. */
  readonly latencyMs: number;
  /** Each call to Sync. */
  readonly syncMs: number;
  /** A process that has to be started. */
  readonly coldMs: number;
  readonly seed: number;
}

/** Calls to Sync one after the other that an execution makes before its first change, and after its last. */
const CALLS_BEFORE = 5;
const CALLS_AFTER = 2;
const BUDGET_MS = 8500;
/** The platform's limits: https://www.twilio.com/docs/serverless/api. How long a call beyond the limit waits is not documented. */
const PLATFORM_MS = 10_000;
const EXECUTIONS = 30;
/** Twice as many as it takes at the lowest limit that is measured. */
const MOST_TICKS = 60;
const SID = `AC${'b'.repeat(32)}`;

/** What came of it. */
export interface Outcome {
  /** From the first tick's beginning until the last person was changed, ms. */
  readonly took: number;
  readonly calls: number;
  readonly refused: number;
  readonly ticks: number;
  /** Executions at once, the tick's own included, at most. */
  readonly atOnce: number;
  /** People who were changed more than once. */
  readonly twice: number;
  /** The longest execution, ms. */
  readonly longest: number;
}

/** One execution of a Function. */
export interface Execution {
  readonly target: Target;
  /** Its budget ends then; what ends changes earlier shortens it. */
  readonly deadline: number;
  endChanges(by: number): void;
}

/** How a world is changed by one tick. */
export type Way = (world: SimulatedWorld, tick: Execution) => Promise<void>;

export interface SimulatedWorld {
  readonly scene: Scene;
  readonly clock: InjectedClock;
  /** Everybody, as a tick sees them now. */
  states(): DutyState[];
  /** Runs a shard in another execution: it changes whoever is left of these people. @throws if there is no room for it, or it was cut. */
  execute<T>(shard: number, work: (execution: Execution, left: readonly string[]) => Promise<T>): Promise<T>;
  changed(identity: string): boolean;
}

interface Process {
  readonly limiters: Limiters;
}

/** One tick after the other until everybody is changed; a scheduler would leave a minute between them. @throws Error after so many ticks that it would take twice as long as it has to. */
export async function simulate(scene: Scene, way: Way): Promise<Outcome> {
  const clock = createInjectedClock();
  const random = seededRandom(scene.seed);
  const frontline = startFrontline(scene, clock, random);
  const shards = shardCount(scene.people);
  const people = Array.from({ length: scene.people }, (_, index) => ({ identity: `p${index}`, shard: index % shards }));
  const recorded = new Set<string>();
  const idle: Process[] = [];
  const use = { running: 0, atOnce: 0, longest: 0 };

  /** @param deadlineMs after which it is cut. */
  async function run<T>(work: (execution: Execution) => Promise<T>): Promise<T> {
    if (use.running >= EXECUTIONS) throw new Error('too many executions');
    use.running++;
    use.atOnce = Math.max(use.atOnce, use.running);
    const began = clock.now();
    const warm = idle.pop();
    const process = warm ?? { limiters: createLimiters() };
    if (!warm) await clock.sleep(scene.coldMs);
    try {
      return await cut(work(executionIn(process)));
    } finally {
      use.longest = Math.max(use.longest, clock.now() - began);
      use.running--;
      idle.push(process);
    }
  }

  function cut<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = clock.startTimer(PLATFORM_MS, () => reject(new Error('cut')));
      work.then(resolve, reject).finally(cancel);
    });
  }

  function executionIn({ limiters }: Process): Execution {
    const budget = { deadline: clock.now() + BUDGET_MS, now: clock.now, sleep: clock.sleep, random };
    const { deadline } = budget;
    const shared = { connections: frontline.connections, limiters, budget, startTimer: clock.startTimer };
    const clientFor = createClients(shared, (httpClient) => new Twilio(SID, 'token', { httpClient }));
    return {
      target: frontlineTarget(clientFor, false, limiters('frontline-api.twilio.com')),
      deadline,
      endChanges(by) {
        budget.deadline = Math.min(budget.deadline, by + CONFIRM_MS);
      },
    };
  }

  const world: SimulatedWorld = {
    scene,
    clock,
    states: () => people.map((person) => stateOf(person, recorded.has(person.identity))),
    changed: (identity) => frontline.changes.has(identity),
    execute: (shard, work) =>
      run(async (execution) => {
        await clock.sleep(CALLS_BEFORE * scene.syncMs);
        const left = people.filter((one) => one.shard === shard && !recorded.has(one.identity));
        const before = new Set(left.map(({ identity }) => identity));
        const result = await work(execution, [...before]);
        const made = [...before].filter((identity) => frontline.changes.has(identity));
        await clock.sleep(CALLS_AFTER * scene.syncMs);
        for (const identity of made) recorded.add(identity);
        return result;
      }),
  };

  async function course(): Promise<number> {
    for (let ticks = 1; ticks <= MOST_TICKS; ticks++) {
      await run(async (tick) => {
        await clock.sleep((CALLS_BEFORE + 1) * scene.syncMs);
        await way(world, tick);
        await clock.sleep(scene.syncMs);
      });
      if (recorded.size === people.length) return ticks;
    }
    throw new Error(`${people.length - recorded.size} of ${people.length} people are left`);
  }

  const ticks = await clock.until(course());
  const { calls, refused, changes, last } = frontline;
  const twice = [...changes.values()].filter((times) => times > 1).length;
  return { took: last(), calls: calls(), refused: refused(), ticks, atOnce: use.atOnce, twice, longest: use.longest };
}

function stateOf({ identity, shard }: { identity: string; shard: number }, isChanged: boolean): DutyState {
  const person = { key: identity, identity, name: identity, shard, unknown: false, busy: false };
  return { ...person, desired: true, desiredBefore: false, lastApplied: isChanged, because: () => 'shift' };
}

/** A Frontline that takes so many calls at once and refuses any more, each answer in its time. */
function startFrontline({ limit, latencyMs }: Scene, clock: InjectedClock, random: () => number) {
  const changes = new Map<string, number>();
  let calls = 0;
  let refused = 0;
  let serving = 0;
  let last = 0;
  const connections = new RequestClient();
  const answer = async ({ url }: { readonly url: string }) => {
    calls++;
    const isTaken = serving < limit;
    if (isTaken) serving++;
    else refused++;
    await clock.sleep(latencyMs * (0.8 + 0.4 * random()));
    if (!isTaken) return { status: 429, headers: {}, data: { status: 429, code: 20429, message: 'Too Many Requests' } };
    serving--;
    const identity = decodeURIComponent(url.split('/').at(-1) ?? '');
    changes.set(identity, (changes.get(identity) ?? 0) + 1);
    last = clock.now();
    return {
      status: 200,
      headers: {},
      data: { sid: `US${'b'.repeat(32)}`, identity, state: 'active', is_available: true },
    };
  };
  // Instead of axios, which would open a socket.
  connections.axios = answer as unknown as RequestClient['axios'];
  return { connections, changes, calls: () => calls, refused: () => refused, last: () => last };
}
