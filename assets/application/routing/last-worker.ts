import type { Directory } from '../../domain/roster/directory';
import type { PersonIndex } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import type { Conversations, WorkerConversation } from '../ports';
import { type ResolveIdentityPorts, resolveIdentity } from '../resolve-identity';

/** The ports that finding a customer's last worker takes. */
export type LastWorkerPorts = ResolveIdentityPorts & {
  readonly conversations: Pick<Conversations, 'ofAddress' | 'participants'>;
  readonly people: Pick<Directory, 'byIdentity'>;
  readonly log: Log;
};

/** The list is by SID, not by time: so many pages are read of it, of 50 conversations each. */
const MOST_PAGES = 4;
/** So many of the newest conversations are looked at until one had a worker. */
const MOST_LOOKED_AT = 3;

/**
 * The people of the roster in the customer's newest other conversation that has a worker, open or closed: usually one. Nobody if that
 * cannot be found out: then the conversation goes to whose turn it is.
 * @param customer their address. @param conversation the one that is being routed.
 */
export async function lastWorkers(
  customer: string,
  conversation: string,
  ports: LastWorkerPorts,
): Promise<readonly PersonIndex[]> {
  try {
    const others = (await conversationsOf(customer, ports)).filter((one) => one.conversation !== conversation);
    const newest = others.sort((a, b) => b.updatedAt - a.updatedAt).slice(0, MOST_LOOKED_AT);
    for (const one of newest) {
      const participants = (await ports.conversations.participants(one.conversation)) ?? [];
      const identities = participants.flatMap(({ identity }) => (identity === undefined ? [] : [identity]));
      if (identities.length > 0) return await onRoster(identities, ports);
    }
  } catch (error) {
    ports.log('warn', "The customer's last worker cannot be found; the conversation goes to whose turn it is", {
      conversation,
      ...describeError(error),
    });
  }
  return [];
}

async function conversationsOf(
  customer: string,
  { conversations }: Pick<LastWorkerPorts, 'conversations'>,
): Promise<WorkerConversation[]> {
  const found: WorkerConversation[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await conversations.ofAddress(customer, next);
    found.push(...answer.conversations);
    next = answer.next;
    if (next === undefined) break;
  }
  return found;
}

async function onRoster(identities: readonly string[], ports: LastWorkerPorts): Promise<PersonIndex[]> {
  const resolved = await Promise.all(identities.map((name) => resolveIdentity({ name }, ports)));
  return resolved.flatMap(({ identity }) => ports.people.byIdentity(identity) ?? []);
}
