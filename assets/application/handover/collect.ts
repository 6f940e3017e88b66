/** Goes through the list of somebody's conversations. */
import type { Handover } from '../../domain/person/handover';
import { type ConversationPage, StalePage, type WorkerConversation } from '../conversations';
import { BATCH_SIZE, isFailing, type LastEntry, lastEntries } from './batches';
import type { HandoverRun } from './run';
import type { HandoverState } from './state';

/**
 * Open conversations of the list, each once, and where it goes on, if it does. `isCut`: there was no time; `next` is how far there was
 * nothing to do. `unmoved`: so many, up to there in this pass, were passed on, and the list that is read back still has them: it lags, or an
 * answer was not true.
 */
export interface Found {
  readonly conversations: readonly WorkerConversation[];
  readonly unmoved: number;
  readonly next?: string | undefined;
  readonly isCut: boolean;
}

/** A page of a list has at most so many: https://www.twilio.com/docs/conversations-classic/api/participant-conversation-resource */
const PAGE_SIZE = 50;

/**
 * The next conversations that are to be handed over: about as many as a batch has, or fewer at the end of the list, and where half of the
 * time that is left is over: they have to be passed on as well. What this pass has tried is left alone until the next try, whatever
 * became of it, and in a list that is read back.
 * @throws StalePage if the list does not get any further.
 */
export async function collect(
  identity: string,
  { handover, batches, unmoved: before = 0 }: Pick<HandoverState, 'handover' | 'batches' | 'unmoved'>,
  run: HandoverRun,
): Promise<Found> {
  const { now, deadline } = run.ports;
  const last = lastEntries(batches);
  const found = new Map<string, WorkerConversation>();
  const unmoved = new Set<string>();
  const halfway = (now() + deadline) / 2;
  let earlier = before;
  let isAnew = false;
  let next = handover.page;
  let foundFrom = next;
  const result = (isCut: boolean): Found => ({
    conversations: isCut ? [] : [...found.values()],
    unmoved: earlier + unmoved.size,
    next: isCut ? foundFrom : next,
    isCut,
  });
  const take = (page: ConversationPage) => {
    for (const one of page.conversations) {
      const standing = standingOf(one, last.get(one.conversation), handover);
      if (standing === 'to do') found.set(one.conversation, one);
      if (standing === 'unmoved') unmoved.add(one.conversation);
    }
    next = page.next;
    if (found.size === 0) foundFrom = next;
    return next === undefined;
  };
  while (found.size <= BATCH_SIZE - PAGE_SIZE && (found.size === 0 || now() < halfway)) {
    if (!run.mayGoOn()) return result(true);
    const page = await list(identity, next, isAnew, run);
    if (page && take(page)) break;
    if (page) continue;
    // What was found is passed on first.
    if (found.size > 0) break;
    isAnew = true;
    next = undefined;
    foundFrom = undefined;
    earlier = 0;
    unmoved.clear();
  }
  return result(false);
}

/** @returns undefined for a place that the list does not know any more: it is to be gone through once more. */
async function list(
  identity: string,
  next: string | undefined,
  isAnew: boolean,
  { ports }: HandoverRun,
): Promise<ConversationPage | undefined> {
  try {
    return await ports.conversations.ofWorker(identity, next);
  } catch (error) {
    if (!(error instanceof StalePage) || next === undefined || isAnew) throw error;
    return undefined;
  }
}

/** What is to be done about a conversation of the list, by its last entry; undefined: nothing now. */
function standingOf(
  { open }: WorkerConversation,
  entry: LastEntry | undefined,
  { step, pass = 0 }: Handover,
): 'to do' | 'unmoved' | undefined {
  if (!open) return undefined;
  if (!entry || entry.outcome === 'released') return 'to do';
  // Of a batch that is being worked off, or that will be opened again.
  if (entry.outcome === undefined || entry.outcome === 'stuck' || entry.outcome === 'full') return undefined;
  if (step !== 'checking') return entry.at < pass ? 'to do' : undefined;
  return isFailing(entry) ? undefined : 'unmoved';
}
