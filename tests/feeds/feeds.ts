/** The store of feeds on the real SDK against the local Twilio, and a roster with feeds. */
import { createHmac } from 'node:crypto';
import { Twilio } from 'twilio';
import { createLimiters } from '../../assets/adapters/twilio/limiter';
import { createClients, createConnections } from '../../assets/adapters/twilio/transport';
import type { Feed, Person, Roster } from '../../assets/domain/roster/roster';
import { createFeedCache } from '../../assets/feeds/feed-cache';
import { createFeedStore, type FeedStore } from '../../assets/feeds/store';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio } from '../emulator/local-twilio';
import { PEOPLE } from './reading';

export function rosterWith(feeds: readonly Feed[], people: readonly Person[] = PEOPLE): Roster {
  const calendars = feeds.flatMap((feed) => (feed.kind === 'holidays' ? [[feed.calendar, []] as const] : []));
  return {
    version: 1,
    zone: 'Europe/Madrid',
    people,
    shifts: [],
    holidays: Object.fromEntries(calendars),
    leave: [],
    overrides: [],
    swaps: [],
    coverage: [],
    protect: [],
    feeds,
  };
}

export function nameOf(text: string): string {
  return createHmac('sha256', 'the record key of the tests').update(text).digest('hex');
}

/** The SDK led to the local Twilio's plain port; the Host header says which API is meant. */
export function storeOn(twilio: LocalTwilio, roster: Roster): FeedStore {
  const connections = createConnections();
  connections.axios.interceptors.request.use((request) => {
    const host = /^https:\/\/([^/]+)/.exec(request.url ?? '')?.[1];
    request.url = request.url?.replace(/^https:\/\/[^/]+/, twilio.url) ?? '';
    request.headers.set('Host', host);
    request.timeout = 0; // however slow the machine is
    return request;
  });
  let waited = 0; // the budget's clock: retries end, and nobody waits for them
  const sleep = async (ms: number): Promise<void> => {
    waited += ms;
  };
  const budget = { deadline: 3000, now: () => waited, sleep, random: () => 1 };
  const shared = { connections, limiters: createLimiters(), budget, startTimer: () => () => undefined };
  const clientFor = createClients(shared, (httpClient) => new Twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient }));
  return createFeedStore(() => clientFor('prepare'), 'default', roster, nameOf, createFeedCache());
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly status: number;
}

export async function calls(twilio: LocalTwilio): Promise<readonly Call[]> {
  return (await twilio.call<Call[]>('/_local/journal')).body;
}
