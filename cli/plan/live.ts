import { systemTimer } from '../../assets/adapters/twilio/transport';
import { compiledRoster } from '../../assets/application/live-roster/current-roster';
import type { Roster } from '../../assets/domain/roster/roster';
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
    // No version was published over this file: it counts here, whatever is live.
    deployed: { ...compiledRoster(roster), digest: '', compiler: '', text: notDeployed },
    fetchFeed: createFeedFetcher(read.configuration.privateFeeds ? { allowHttp: true, allowPrivate: true } : {}),
    isFromTwilio: () => false,
    callShard: () => Promise.reject(new Error('the command line calls nobody')),
    endChanges: () => undefined,
    log: () => undefined,
    now: Date.now,
    startTimer: systemTimer,
    deadline: Number.POSITIVE_INFINITY,
    sleep,
    random: Math.random,
  });
}

function notDeployed(): Promise<never> {
  return Promise.reject(new Error('a roster of the command line is not deployed'));
}
