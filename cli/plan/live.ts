import { createHash } from 'node:crypto';
import { feedFetcher } from '../../assets/calendar/fetch.private';
import { readConfiguration } from '../../assets/configuration.private';
import { createPeople } from '../../assets/decisions/people';
import { createResolver } from '../../assets/duty/resolver.private';
import { portsOn } from '../../assets/flows/assembly.private';
import type { Ports } from '../../assets/flows/ports';
import type { Roster } from '../../assets/roster/roster';
import { systemTimer } from '../../assets/twilio/transport';
import { connect, type Live, sleep } from './client';

/**
 * The ports of a tick that runs here, with this roster, on the live account.
 * @throws Error in words for people if the environment does not suffice.
 */
export function livePorts(roster: Roster, { environment, local }: Live): Ports {
  const read = readConfiguration(environment, { local: local !== undefined });
  if ('problems' in read) {
    throw new Error(read.problems.map(({ name, message }) => `${name} ${message}`).join('\n'));
  }
  const clientFor = connect({ environment, ...(local !== undefined && { local }) });
  return portsOn(clientFor, {
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
    startTimer: systemTimer,
    sleep,
    random: Math.random,
  });
}
