/** One conversation passes from one worker to another. */
import { type Conversations, type Participant, Refused } from '../conversations';
import type { MoveOutcome } from './batches';

/** A conversation, from whom, and to whom. Identities. */
export interface Transfer {
  readonly conversation: string;
  readonly from: string;
  readonly to: string;
  /** Of group MMS: the number that `from` has in the group. */
  readonly address?: string | undefined;
  /** Nothing was tried before: if `to` is in the conversation, it was in it all the time. */
  readonly isFirst: boolean;
  /** Why `to` must not be added, or cannot be: what was begun is ended, and nothing else done. */
  readonly against?: 'released' | 'full' | undefined;
  /** Adds only: `from` was in it before, and stays. */
  readonly keepsBoth?: boolean;
}

export interface TransferPorts {
  readonly conversations: Pick<Conversations, 'participants' | 'add' | 'remove' | 'project' | 'state'>;
  /** Who of these workers has it by an earlier hand-over; undefined: nobody. */
  readonly heirOf: (conversation: string, workers: readonly string[], isFirst: boolean) => Promise<string | undefined>;
}

/**
 * Adds the one, then removes the other, so that the customer is never left with nobody. It looks at who is in the conversation first, so
 * that doing it again, from wherever it was left, ends the same way: both in it, and the second step is left to do; neither
 * step is done twice. Customers are not touched: only the participant with the worker's identity is removed. What Twilio says of the steps:
 * https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource
 * @throws Unavailable if an answer is missing: the same again then ends it.
 */
export async function transfer(wanted: Transfer, ports: TransferPorts): Promise<MoveOutcome> {
  const { conversation, from, to, isFirst } = wanted;
  const { conversations } = ports;
  const everybody = await conversations.participants(conversation);
  if (!everybody) return 'nothing';
  const own = everybody.find(({ identity }) => identity === from);
  const taker = everybody.find(({ identity }) => identity === to);
  const address = wanted.address ?? own?.projectedAddress;
  if (!own) return taker ? numbered(conversation, to, address, conversations) : 'nothing';
  let isNumbered = address === undefined;
  if (!taker) {
    const workers = everybody.flatMap(({ identity }) =>
      identity === undefined || identity === from ? [] : [identity],
    );
    const heir = workers.length > 0 ? await ports.heirOf(conversation, workers, isFirst) : undefined;
    if (heir !== undefined) return removed(conversation, own, 'elsewhere', conversations);
    if (wanted.against) return wanted.against;
    const added = await add(conversation, to, address, conversations);
    if (added.outcome) return added.outcome;
    isNumbered ||= added.isNumbered;
  }
  if (wanted.keepsBoth) return 'was in';
  const done = taker && isFirst ? 'was in' : 'moved';
  const outcome = await removed(conversation, own, done, conversations);
  return outcome === done && !isNumbered ? numbered(conversation, to, address, conversations, done) : outcome;
}

/** @returns what stands in the way, or whether the number is theirs. */
async function add(
  conversation: string,
  identity: string,
  address: string | undefined,
  conversations: TransferPorts['conversations'],
): Promise<{ readonly outcome?: MoveOutcome; readonly isNumbered: boolean }> {
  try {
    const first = await conversations.add(conversation, identity, address);
    // The number is the leaver's as long as they are in it: it is given to the successor afterwards.
    const last = first === 'address_taken' ? await conversations.add(conversation, identity) : first;
    if (last === 'added' || last === 'present') return { isNumbered: first === 'added' };
    if (last === 'closed' || last === 'gone') return { outcome: 'nothing', isNumbered: false };
    return { outcome: last === 'address_taken' ? 'refused' : last, isNumbered: false };
  } catch (error) {
    if (error instanceof Refused) return { outcome: 'refused', isNumbered: false };
    throw error;
  }
}

/** Takes a worker out. @returns `done`, or what stands in the way. @throws Unavailable */
export async function removed(
  conversation: string,
  { sid }: Participant,
  done: MoveOutcome,
  conversations: TransferPorts['conversations'],
): Promise<MoveOutcome> {
  try {
    await conversations.remove(conversation, sid);
    return done;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // Of a conversation that was closed meanwhile nobody need be taken out.
    return (await conversations.state(conversation)) === 'open' ? 'stuck' : 'nothing';
  }
}

/** Sees to it that somebody in the conversation has the number, if there is one. */
export async function numbered(
  conversation: string,
  identity: string,
  address: string | undefined,
  conversations: TransferPorts['conversations'],
  done: MoveOutcome = 'moved',
): Promise<MoveOutcome> {
  if (address === undefined) return done;
  const everybody = await conversations.participants(conversation);
  const taker = everybody?.find((one) => one.identity === identity);
  if (!taker || taker.projectedAddress !== undefined) return done;
  try {
    const projected = await conversations.project(conversation, taker.sid, address);
    return projected === 'address_taken' ? 'unnumbered' : done;
  } catch (error) {
    if (error instanceof Refused) return 'unnumbered';
    throw error;
  }
}
