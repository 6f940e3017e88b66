/** What a tick does about conversations that have waited for a worker for long. */
import { MINUTE } from '../../domain/time';
import { describeError } from '../../lib/errors';
import { conversationsWaitLong } from '../routing-alerts';
import { servedBy } from './presence';
import type { RoutingPorts } from './route-conversation';
import type { WaitingRequest } from './routing-requests';
import type { ReadRecords } from './staff';

/** Whoever waits longer than this is alerted, ms. */
const LONG_MS = 60 * MINUTE;
/** At so many of them a tick looks, two calls each and one for every worker in it. The next tick looks at others. */
const MOST_LOOKED_AT = 10;

/**
 * Drops those to which somebody was added by hand, or that are closed, and alerts of the others. Nobody but the tick finds out: their
 * number may have no rule, or nobody on duty for weeks.
 * @param waiting all that wait, the oldest first. @param until ms: none is looked at after that.
 */
export async function tendLongWaiting(
  waiting: readonly WaitingRequest[],
  records: ReadRecords | undefined,
  until: number,
  ports: RoutingPorts,
): Promise<void> {
  const now = ports.now();
  const long = waiting.filter(({ at }) => now - at >= LONG_MS);
  const first = (Math.floor(now / MINUTE) * MOST_LOOKED_AT) % Math.max(long.length, 1);
  const some = [...long.slice(first), ...long.slice(0, first)].slice(0, MOST_LOOKED_AT);
  const found = await Promise.all(
    some.map(async (request) => ports.now() < until && (await isDropped(request, records, ports))),
  );
  const dropped = new Set(some.filter((_, index) => found[index]));
  // Where nothing is known of the others, the next tick looks at them before it alerts.
  if (dropped.size === some.length) return;
  const [oldest] = long.filter((request) => !dropped.has(request));
  if (!oldest) return;
  await ports.alert(conversationsWaitLong(waiting.length - dropped.size, Math.floor((now - oldest.at) / MINUTE)));
}

async function isDropped(
  request: WaitingRequest,
  records: ReadRecords | undefined,
  ports: RoutingPorts,
): Promise<boolean> {
  const { conversation } = request;
  try {
    if (!(await isOver(conversation, records, ports))) return false;
    const hold = await ports.routingRequests.take(request);
    if (typeof hold !== 'string') await hold.complete();
    ports.log('info', 'A conversation that waited has a worker, or is over', { conversation });
    return true;
  } catch (error) {
    ports.log('warn', 'A waiting conversation could not be looked at', { conversation, ...describeError(error) });
    return false;
  }
}

async function isOver(conversation: string, records: ReadRecords | undefined, ports: RoutingPorts): Promise<boolean> {
  if ((await ports.conversations.state(conversation)) !== 'open') return true;
  const participants = await ports.conversations.participants(conversation);
  return participants === undefined || (await servedBy(participants, records, ports)) === 'worker';
}
