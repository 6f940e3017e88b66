import { type RequestClient, Twilio } from 'twilio';
import { createForwarder } from '../../assets/adapters/callbacks/forward.private';
import { createLimiters } from '../../assets/adapters/twilio/limiter';
import { isSignedByTwilio } from '../../assets/adapters/twilio/signature';
import { CONFIRM_MS, createClients, createConnections } from '../../assets/adapters/twilio/transport';
import { CALLBACKS } from '../../assets/application/gate/forward-callback';
import type { RosterMemory } from '../../assets/application/live-roster/current-roster';
import { createMemory } from '../../assets/application/memory';
import { createFeedFetcher } from '../../assets/feeds/fetch';
import type { Log } from '../../assets/lib/log';
import { leadToPlainPort } from '../../assets/lib/plain-port';
import { readConfiguration } from '../../assets/main/configuration';
import { createPorts } from '../../assets/main/create-ports';
import type { Ports } from '../../assets/main/ports';
import { logLine } from '../../cli/docs/log-lines';
import type { Fault } from '../../emulator/faults';
import type { JournalEntry } from '../../emulator/journal';
import type { SentMessage } from '../../emulator/messaging';
import { seededRandom } from '../../emulator/random';
import type { User } from '../../emulator/users';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../emulator/local-twilio';
import { type Death, MortalTransport } from './mortal-transport';
import { deployedFrom } from './roster';
import { createVirtualClock, type VirtualClock } from './virtual-clock';

/** The flows on the real SDK against the local Twilio, in one process and on one clock that tests move. */
export interface World {
  readonly twilio: LocalTwilio;
  /** ms since the epoch; it moves where everybody waits, and where the test sets it. */
  readonly clock: { now: number };
  /** What was logged, one JSON line each. */
  readonly logged: string[];
  /** The duty shards that other executions were called for. */
  readonly called: number[];
  /** A fresh execution of a Function, with its own budget from now on; `death` may end it at one of its calls. */
  execution(death?: Death): Ports;
  /** Another process takes over, which remembers nothing. */
  restart(): void;
  /** Takes another roster (YAML) from now on, as a deployment would; with another `compiler`, also another release of the code. */
  deploy(roster: string, compiler?: string): void;
  /** Sets variables of the environment from now on, as a deployment would; undefined takes one away. */
  configure(more: Record<string, string | undefined>): void;
  /** Gives Frontline a user for everyone of the roster. */
  seed(): Promise<void>;
  user(identity: string): Promise<User>;
  /** Whether Frontline has this user as available. */
  isAvailable(identity: string): Promise<boolean>;
  put(identity: string, user: Record<string, unknown>): Promise<void>;
  fault(...faults: Fault[]): Promise<void>;
  mend(): Promise<void>;
  /** The calls so far to an API (`frontline` or `sync`), by method. */
  calls(api: 'frontline' | 'sync', method?: string): Promise<JournalEntry[]>;
  /** The text messages that were sent so far. */
  texts(): Promise<string[]>;
  /** So many minutes pass, and nothing happens. */
  passMinutes(count?: number): void;
  /** Waits until so many ms have passed on the clock: for a test that acts in the middle of what others do. */
  sleep(ms: number): Promise<void>;
  /** Everything forgotten, the clock set to `at` (RFC 3339). */
  reset(at: string): Promise<void>;
  end(): Promise<void>;
}

export const SECRETS = {
  STANDARD_SECRET: `whsec_${Buffer.from('the standard secret of the tests').toString('base64')}`,
  OKTA_SECRET: 'okta-secret-of-the-tests',
  OKTA_APP_ID: '0oaFRONTLINE',
  TICK_SECRET: 'tick-secret-of-the-tests',
  OPS_SECRET: 'ops-secret-of-the-tests',
  RECORD_KEY: 'record-key-of-the-tests',
};

/** What the build says of itself. */
export const RELEASE = { version: '1.2.3', commit: '0123456789ab' };

/** What is configured at Twilio as the webhook of the number. */
export const SMS_ADDRESS = 'https://rosterline.example/sms/duty';
/** What is configured in the Console as Frontline's custom routing. */
export const ROUTING_ADDRESS = 'https://rosterline.example/frontline/routing';
/** What is configured in Frontline as its callbacks, each with its name at the end. */
export const CALLBACK_ADDRESS = 'https://rosterline.example/frontline/';
const SIGNED_ADDRESSES = [SMS_ADDRESS, ROUTING_ADDRESS, ...CALLBACKS.map((name) => CALLBACK_ADDRESS + name)];

const BUDGET_MS = 8500;

export async function startWorld(yaml: string, env: Record<string, string> = SECRETS): Promise<World> {
  const clock = createVirtualClock(0);
  const { sleep, startTimer, delay } = clock;
  const twilio = await startLocalTwilio({ clock, sleep: delay });
  const logged: string[] = [];
  const undocumented: string[] = [];
  const log: Log = (level, message, fields) => {
    const line = JSON.stringify({ level, message, ...fields });
    logged.push(line);
    // Not thrown here, where whoever logs may catch it.
    const { error } = logLine.safeParse(JSON.parse(line));
    if (error) undocumented.push(`${line}: ${error.message}`);
  };
  const checkLog = () => {
    const found = undocumented.splice(0);
    if (found.length > 0) throw new Error(`docs/logs.md does not know these lines: ${found.join('\n')}`);
  };
  let configuration = configured(env);
  let deployed = deployedFrom(yaml);
  let rosterMemory: RosterMemory = {};
  const called: number[] = [];
  const random = seededRandom(1);
  const forwardCallback = createForwarder(AUTH_TOKEN, [], startTimer);
  const fetchFeed = createFeedFetcher({ allowHttp: true, allowPrivate: true, startTimer });

  const connections = createConnections();
  leadToPlainPort(connections, twilio.url);
  let memory = createMemory();
  holdClock(connections, clock);
  const journal = async () => (await twilio.call<JournalEntry[]>('/_local/journal')).body;

  const world: World = {
    twilio,
    clock,
    logged,
    called,
    execution(death) {
      const budget = { deadline: clock.now + BUDGET_MS, now: () => clock.now, sleep, random };
      const calls = { count: 0 };
      const { contacts } = memory;
      const limiters = createLimiters();
      const shared = { connections, limiters, budget, startTimer, contacts };
      const clientFor = createClients(shared, (transport) => {
        const httpClient = death ? new MortalTransport(transport, death, calls) : transport;
        return new Twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient });
      });
      return createPorts(clientFor, {
        limiters,
        configuration,
        release: RELEASE,
        deployed,
        rosterMemory,
        memory,
        async fetchFeed(request) {
          const end = clock.begin();
          return fetchFeed(request).finally(end);
        },
        async forwardCallback(callback) {
          const end = clock.begin();
          return forwardCallback(callback).finally(end);
        },
        isFromTwilio: (request) => isSignedByTwilio(request, AUTH_TOKEN, SIGNED_ADDRESSES),
        async callShard({ shard }) {
          called.push(shard);
          const frontline = { answered: 0, failed: 0 };
          return { changed: 0, failed: 0, missing: 0, unseen: 0, held: 0, unfinished: 0, frontline };
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
    },
    restart() {
      memory = createMemory();
      rosterMemory = {};
    },
    deploy(next, compiler) {
      deployed = deployedFrom(next, compiler);
      rosterMemory = {};
    },
    configure(more) {
      configuration = configured({ ...env, ...more });
    },
    async seed() {
      for (const { identity } of deployed.roster.people) await world.put(identity, {});
    },
    async user(identity) {
      const { body } = await twilio.call<User[]>('/_local/users');
      const found = body.find((user) => user.identity === identity);
      if (!found) throw new Error(`no user ${identity}`);
      return found;
    },
    async isAvailable(identity) {
      return (await world.user(identity)).is_available;
    },
    async put(identity, user) {
      await twilio.call(`/_local/users/${encodeURIComponent(identity)}`, { method: 'PUT', json: user });
    },
    async fault(...faults) {
      const { status, body } = await twilio.call('/_local/faults', { json: faults });
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    async mend() {
      await twilio.call('/_local/faults', { method: 'DELETE' });
    },
    async calls(api, method) {
      const host = api === 'frontline' ? 'frontline-api.twilio.com' : 'sync.twilio.com';
      return (await journal()).filter((call) => call.host === host && (method === undefined || call.method === method));
    },
    async texts() {
      return (await twilio.call<SentMessage[]>('/_local/messages')).body.map(({ body }) => body);
    },
    passMinutes(count = 1) {
      clock.now += count * 60_000;
    },
    sleep,
    async reset(at) {
      checkLog();
      await twilio.reset();
      await clock.drain();
      await twilio.reset();
      logged.length = 0;
      called.length = 0;
      memory = createMemory();
      rosterMemory = {};
      clock.now = Date.parse(at);
    },
    async end() {
      await twilio.end();
      checkLog();
    },
  };
  return world;
}

function configured(env: Record<string, string | undefined>) {
  const read = readConfiguration(env, { local: true });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.configuration;
}

/** Each call is work that the clock waits for, however long it really takes. */
function holdClock({ axios }: RequestClient, clock: VirtualClock): void {
  const ends = new WeakMap<object, () => void>();
  const end = (call: object | undefined) => call && ends.get(call)?.();
  axios.interceptors.request.use((request) => {
    ends.set(request, clock.begin());
    request.timeout = 0; // the clock's timers end it
    return request;
  });
  axios.interceptors.response.use(
    (response) => {
      end(response.config);
      return response;
    },
    (error) => {
      end(error.config);
      throw error;
    },
  );
}
