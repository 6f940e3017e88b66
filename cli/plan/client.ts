import { Twilio } from 'twilio';
import { createLimiters } from '../../assets/adapters/twilio/limiter';
import { type ClientFor, createClients, createConnections, systemTimer } from '../../assets/adapters/twilio/transport';
import { leadToPlainPort } from '../../assets/lib/plain-port';

/** A command can retry for longer than a Function, ms. */
const BUDGET_MS = 60_000;

/** The account of the live users. */
export interface LiveAccount {
  /** The environment of the deployment, with ACCOUNT_SID and AUTH_TOKEN. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** URL of the local Twilio; absent for the real one. */
  readonly local?: string;
}

/**
 * The SDK on the account of this environment, for the minute (or `budgetMs`) that begins now; 429, 5xx and broken connections are tried again
 * in that time, as far as the kind of the call allows it. @throws Error in words for people if the environment names no account.
 */
export function connect({ environment, local }: LiveAccount, budgetMs = BUDGET_MS): ClientFor {
  const { ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken } = environment;
  if (!accountSid || !authToken) throw new Error('ACCOUNT_SID and AUTH_TOKEN must be set to fetch the live users');
  const connections = createConnections();
  if (local !== undefined) leadToPlainPort(connections, local);
  const budget = { deadline: Date.now() + budgetMs, now: Date.now, sleep, random: Math.random };
  const shared = { connections, limiters: createLimiters(), budget, startTimer: systemTimer };
  return createClients(shared, (httpClient) => new Twilio(accountSid, authToken, { httpClient }));
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
