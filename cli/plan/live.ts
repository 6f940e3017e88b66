import { createHash } from 'node:crypto';
import { systemTimer } from '../../assets/adapters/twilio/transport';
import { createDirectory } from '../../assets/domain/roster/directory';
import type { Roster } from '../../assets/domain/roster/roster';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { createFeedFetcher } from '../../assets/feeds/fetch';
import { readConfiguration } from '../../assets/main/configuration';
import { createPorts } from '../../assets/main/create-ports';
import type { Ports } from '../../assets/main/ports';
import { connect, type LiveAccount, sleep } from './client';

/**
 * The ports of a tick or a delivery that runs here, with this roster, on the live account.
 * @param budgetMs so long they call Twilio; absent: a minute.
 * @throws Error in words for people if the environment does not suffice.
 */
export function livePorts(roster: Roster, { environment, local }: LiveAccount, budgetMs?: number): Ports {
  const read = readConfiguration(environment, { local: local !== undefined });
  if ('problems' in read) {
    throw new Error(read.problems.map(({ name, message }) => `${name} ${message}`).join('\n'));
  }
  const clientFor = connect({ environment, ...(local !== undefined && { local }) }, budgetMs);
  return createPorts(clientFor, {
    configuration: read.configuration,
    roster,
    fingerprint: createHash('sha256').update(JSON.stringify(roster)).digest('hex').slice(0, 16),
    people: createDirectory(roster),
    known: { key: '', resolver: createResolver(roster) },
    fetchFeed: createFeedFetcher(read.configuration.privateFeeds ? { allowHttp: true, allowPrivate: true } : {}),
    isFromTwilio: () => false,
    callShard: () => Promise.reject(new Error('the command line calls nobody')),
    log: () => undefined,
    now: Date.now,
    startTimer: systemTimer,
    deadline: Number.POSITIVE_INFINITY,
    sleep,
    random: Math.random,
  });
}
