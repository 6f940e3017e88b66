/** Goes through the list of somebody's conversations. */
import { type ConversationPage, StalePage, type WorkerConversation } from '../conversations';
import { BATCH_SIZE, isFailing, lastEntries } from './batches';
import type { HandoverRun } from './run';
import type { HandoverState } from './state';

/**
 * Open conversations of the list, and where it goes on, if it does. `isCut`: there was no time; `next` is how far all were closed.
 * `unmoved`: so many are still in it although this execution has just passed them on: the list lags, or an answer was not true.
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
 * The next conversations that are to be handed over: as many as a batch has, or fewer at the end of the list. What has failed is
 * left alone in this pass, and by reading back; the next try has it again.
 */
export async function collect(
  identity: string,
  { handover, batches }: Pick<HandoverState, 'handover' | 'batches'>,
  run: HandoverRun,
): Promise<Found> {
  const { page, pass = 0, step } = handover;
  const last = lastEntries(batches);
  let unmoved = 0;
  const isToDo = ({ conversation, open }: WorkerConversation) => {
    const entry = last.get(conversation);
    if (!open || entry === undefined) return open;
    // Of the batch that is being worked off.
    if (entry.outcome === undefined) return false;
    if (isFailing(entry)) return entry.outcome !== 'stuck' && step !== 'checking' && entry.at < pass;
    if (entry.at < run.began || entry.outcome === 'released') return true;
    unmoved++;
    return false;
  };
  const found: WorkerConversation[] = [];
  let next = page;
  let isEnd = false;
  while (!isEnd && found.length <= BATCH_SIZE - PAGE_SIZE) {
    if (!run.mayGoOn()) return { conversations: [], unmoved, next: found.length === 0 ? next : page, isCut: true };
    const listed = await list(identity, next, run);
    found.push(...listed.conversations.filter(isToDo));
    next = listed.next;
    isEnd = next === undefined;
  }
  return { conversations: found, unmoved, next, isCut: false };
}

/** A place that the list does not know any more is no place: it is gone through once more. */
async function list(identity: string, next: string | undefined, { ports }: HandoverRun): Promise<ConversationPage> {
  try {
    return await ports.conversations.ofWorker(identity, next);
  } catch (error) {
    if (!(error instanceof StalePage) || next === undefined) throw error;
    return ports.conversations.ofWorker(identity);
  }
}
