import { TwilioError } from '../twilio-errors';
import { type Conversation, type ConversationStore, isGroup, type Participant } from './model';

// What Conversations refuses. The codes are of https://www.twilio.com/docs/api/errors; their HTTP statuses are not documented and
// assumed: 409 for what is there already, 404 for what is not there, 403 for what a limit forbids, 400 for the rest.

const MAX_CHAT_PARTICIPANTS = 100; // of a service whose limit was not raised: https://www.twilio.com/docs/api/errors/50417
const MAX_BOUND_PARTICIPANTS = 50; // https://www.twilio.com/docs/api/errors/50422
const MAX_GROUP_PARTICIPANTS = 10; // https://www.twilio.com/docs/conversations-classic/conversations-limits

/** Closed is final. https://www.twilio.com/docs/api/errors/50377. That it forbids removing participants as well is assumed. */
export function checkOpen({ state }: Conversation): void {
  if (state === 'closed') throw new TwilioError(400, 50377, "Can't update conversation as it's in final closed state");
}

/**
 * Whether `joining` can be among the participants of a conversation.
 * @param others those who stay: all, or all but the one that is being changed.
 */
export function checkParticipant(
  store: ConversationStore,
  conversation: Conversation,
  joining: Participant,
  others: readonly Participant[] = conversation.participants,
): void {
  const { identity } = joining;
  const participants = [...others, joining];
  if (identity !== null && others.some((other) => other.identity === identity)) {
    if (isGroup({ participants })) throw new TwilioError(409, 50437, 'Group participant already exists');
    throw new TwilioError(409, 50433, 'Participant already exists');
  }
  checkAddresses(store, conversation, joining, others);
  checkCounts(participants);
  const isNew = !conversation.participants.some((one) => one.identity === identity);
  if (identity !== null && isNew && openConversationsOf(store, identity) >= store.perIdentity)
    throw new TwilioError(403, 50214, 'User conversation limit exceeded');
}

/**
 * A pair of addresses leads to one open conversation, and a projected address to one participant of a conversation:
 * https://www.twilio.com/docs/api/errors/50416. That the latter has the same code is assumed.
 */
function checkAddresses(
  store: ConversationStore,
  conversation: Conversation,
  { address, proxy, projected }: Participant,
  others: readonly Participant[],
): void {
  const isSame = (other: Participant) => address !== null && other.address === address && other.proxy === proxy;
  const isElsewhere = () =>
    proxy !== null &&
    store.memberships(isSame).some((held) => held.conversation !== conversation && isOpen(held.conversation));
  const isProjected = (other: Participant) => projected !== null && other.projected === projected;
  if (others.some((other) => isSame(other) || isProjected(other)) || isElsewhere())
    throw new TwilioError(409, 50416, 'Participant and proxy address pair is already in use');
}

function checkCounts(participants: readonly Participant[]): void {
  const chat = participants.filter(({ address }) => address === null).length;
  if (chat > MAX_CHAT_PARTICIPANTS) throw new TwilioError(403, 50417, 'Participants limit exceeded');
  if (participants.length - chat > MAX_BOUND_PARTICIPANTS)
    throw new TwilioError(403, 50422, 'Non-chat conversation participants limit exceeded');
  if (isGroup({ participants: [...participants] }) && participants.length > MAX_GROUP_PARTICIPANTS)
    throw new TwilioError(403, 50436, 'Participant limit exceeded for group conversation');
}

function openConversationsOf(store: ConversationStore, identity: string): number {
  const held = store.memberships((participant) => participant.identity === identity);
  return held.filter(({ conversation }) => isOpen(conversation)).length;
}

/** Active and inactive conversations count. */
function isOpen({ state }: Conversation): boolean {
  return state !== 'closed';
}
