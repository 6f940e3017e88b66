import { createHash } from 'node:crypto';
import { Twilio } from 'twilio';
import { feedFetcher } from '../../assets/calendar/fetch.private';
import { readConfiguration } from '../../assets/configuration.private';
import { createPeople } from '../../assets/decisions/decisions.private';
import { createResolver } from '../../assets/duty/resolver.private';
import { portsOn } from '../../assets/flows/assembly.private';
import type { Ports } from '../../assets/flows/ports';
import type { Roster } from '../../assets/roster/roster';
import { createConnections, createLimiter, Transport } from '../../assets/twilio/twilio.private';
import { leadToPlainPort } from '../../emulator/plain-port';

/** A terminal has more patience than a Function, ms. */
const BUDGET_MS = 60_000;

/** Where the live users are. */
export interface Live {
  /** The environment of the deployment, with ACCOUNT_SID and AUTH_TOKEN. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The local Twilio's plain port; absent for the real one. */
  readonly local?: string;
}

/**
 * The ports of a tick that runs here, with this roster, on the live account.
 * @throws Error in words for people if the environment does not suffice.
 */
export function livePorts(roster: Roster, { environment, local }: Live): Ports {
  const read = readConfiguration(environment, { local: local !== undefined });
  if ('problems' in read) {
    throw new Error(read.problems.map(({ name, message }) => `${name} ${message}`).join('\n'));
  }
  const { ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken } = environment;
  if (!accountSid || !authToken) throw new Error('ACCOUNT_SID and AUTH_TOKEN must be set to see the live users');
  const connections = createConnections();
  if (local !== undefined) leadToPlainPort(connections, local);
  const sleep = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));
  const budget = { deadline: Date.now() + BUDGET_MS, now: Date.now, sleep, random: Math.random };
  const client = new Twilio(accountSid, authToken, { httpClient: new Transport(connections, createLimiter(), budget) });
  return portsOn(client, {
    configuration: read.configuration,
    roster,
    fingerprint: createHash('sha256').update(JSON.stringify(roster)).digest('hex').slice(0, 16),
    people: createPeople(roster),
    known: { key: '', resolver: createResolver(roster) },
    fetchFeed: feedFetcher(read.configuration.privateFeeds ? { allowHttp: true, allowPrivate: true } : {}),
    isFromTwilio: () => false,
    callShard: () => Promise.reject(new Error('a plan calls nobody')),
    log: () => undefined,
    now: Date.now,
    sleep,
    random: Math.random,
  });
}
