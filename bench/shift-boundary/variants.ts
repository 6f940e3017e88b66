/** Variants of updating Frontline at a shift boundary, each written as its users would. */

import { RequestClient, Twilio } from 'twilio';
import { frontlineTarget } from '../../assets/adapters/frontline/target';
import { createLimiters } from '../../assets/adapters/twilio/limiter';
import { createClients, createConnections, systemTimer } from '../../assets/adapters/twilio/transport';
import { cut, type Frontline, lead } from './frontline';

/** One execution of a Function: tells Frontline of `identities` until its time is up. `done` is called for each that was told. */
type Execution = (identities: readonly string[], done: (identity: string) => void) => Promise<void>;

export interface TickVariant {
  readonly name: string;
  /** A warm process, in which executions follow one another. */
  readonly start: (frontline: Frontline) => Execution;
}

const SID = `AC${'b'.repeat(32)}`;
/** Our executions end this long after they began, ms, and leave the last second for Sync. */
const BUDGET_MS = 8500;
/** The platform's limit for an execution, ms. */
const PLATFORM_MS = 10_000;

const sleep = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

export const ROSTERLINE: TickVariant = {
  name: 'Rosterline',
  start(frontline) {
    const connections = createConnections();
    lead(connections, frontline);
    const limiters = createLimiters();
    return async (identities, done) => {
      const budget = { deadline: Date.now() + BUDGET_MS, now: Date.now, sleep, random: Math.random };
      const clientFor = createClients(
        { connections, limiters, budget, startTimer: systemTimer },
        (httpClient) => new Twilio(SID, 'token', { httpClient }),
      );
      const target = frontlineTarget(clientFor, false);
      await Promise.allSettled(
        identities.map(async (identity) => {
          if (await target.update(identity, { available: true })) done(identity);
        }),
      );
    };
  },
};

/** All at once, and the SDK tries again what was refused; its 20 sockets hold it back. */
const AUTO_RETRY: TickVariant = {
  name: 'autoRetry of the SDK',
  start: (frontline) => (identities, done) =>
    withSdk(frontline, async (update) => {
      await Promise.allSettled(identities.map(async (identity) => done(await update(identity))));
    }),
};

/** Twenty workers and autoRetry; what was refused for good goes to the end of the line. */
const FIXED: TickVariant = {
  name: 'fixed concurrency of 20',
  start: (frontline) => (identities, done) =>
    withSdk(frontline, async (update) => {
      const until = Date.now() + BUDGET_MS;
      const line = [...identities];
      const work = async () => {
        for (let next = line.shift(); next !== undefined && Date.now() < until; next = line.shift()) {
          const identity = next;
          await update(identity).then(done, () => line.push(identity));
        }
      };
      await Promise.all(Array.from({ length: 20 }, work));
    }),
};

export const ONE_AFTER_ANOTHER: TickVariant = {
  name: 'one after another',
  start: (frontline) => (identities, done) =>
    withSdk(frontline, async (update) => {
      const until = Date.now() + BUDGET_MS;
      for (const identity of identities) {
        if (Date.now() < until) done(await update(identity));
      }
    }),
};

export const OTHERS: readonly TickVariant[] = [AUTO_RETRY, FIXED];

async function withSdk(
  frontline: Frontline,
  work: (update: (identity: string) => Promise<string>) => Promise<void>,
): Promise<void> {
  const httpClient = new RequestClient({ autoRetry: true });
  lead(httpClient, frontline);
  const client = new Twilio(SID, 'token', { httpClient });
  const update = async (identity: string) => {
    await client.frontlineApi.v1.users(identity).update({ isAvailable: true });
    return identity;
  };
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PLATFORM_MS);
  });
  await Promise.race([work(update), end]);
  clearTimeout(timer);
  cut(httpClient);
}
