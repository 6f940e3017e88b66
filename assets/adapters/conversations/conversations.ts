import type { AddOutcome, ConversationPage, Conversations } from '../../application/ports';
import { statusOf } from '../../lib/errors';
import { isAddressable } from '../twilio/path-segment';
import type { ClientFor } from '../twilio/transport';
import { effective, failure, isGone, NotAddressable, outcome, pageFailure } from './errors';
import { cursorOf, projectedAddressOf, toPage, toParticipant } from './reading';

/** How the calls are made. */
interface ConversationsOptions {
  /**
   * Whether changes call the account's webhooks: without `X-Twilio-Webhook-Enabled: true` an integration hears nothing of changes
   * that come over the API. https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource
   */
  readonly webhooks: boolean;
}

/** The most that ParticipantConversations, and the participants of a conversation, have on a page. */
const LIST_SIZE = 50;
const PARTICIPANTS_SIZE = 100;

// The codes: https://www.twilio.com/docs/api/errors/<code>. Twilio does not document their HTTP statuses.
const NOT_A_MEMBER = 50430;
const NO_PARTICIPANT = 50432;
const CLOSED = 50377;
const ADDRESS_TAKEN = 50416;

const ADDING: Readonly<Record<number, AddOutcome>> = {
  50433: 'present',
  50437: 'present', // the same in group MMS
  [CLOSED]: 'closed',
  50214: 'full',
  50417: 'crowded',
  50418: 'crowded', // customers and group MMS count separately
  50422: 'crowded',
  50436: 'crowded',
  [ADDRESS_TAKEN]: 'address_taken',
};

const PROJECTING: Readonly<Record<number, 'gone' | 'address_taken'>> = {
  [NO_PARTICIPANT]: 'gone',
  [NOT_A_MEMBER]: 'gone',
  [CLOSED]: 'gone',
  [ADDRESS_TAKEN]: 'address_taken',
};

const REMOVING: Readonly<Record<number, 'absent'>> = {
  [NO_PARTICIPANT]: 'absent',
  [NOT_A_MEMBER]: 'absent',
  [CLOSED]: 'absent',
};

/**
 * Conversations v1 (classic), in the account's default Conversation Service, which Frontline uses.
 *
 * Every call is of kind `effect`, reading too: conversations are handed over and routed after everything that is urgent, so what is
 * left of the budget is theirs; `prepare` would cut a list off after 3 s. All of it may be repeated after a lost answer: adding
 * somebody twice is 50433, removing somebody twice 404, closing twice 50377.
 */
export function createConversations(clientFor: ClientFor, { webhooks }: ConversationsOptions): Conversations {
  const v1 = () => clientFor('effect').conversations.v1;
  const header = { xTwilioWebhookEnabled: webhooks ? 'true' : 'false' } as const;
  const conversationOf = (sid: string) => v1().conversations(segment(sid));
  const participantOf = (conversation: string, sid: string) => conversationOf(conversation).participants(segment(sid));

  const list = async (who: { identity: string } | { address: string }, next?: string): Promise<ConversationPage> => {
    const cursor = cursorOf(next);
    try {
      return toPage(await v1().participantConversations.page({ ...who, pageSize: LIST_SIZE, ...cursor }));
    } catch (error) {
      throw next === undefined ? failure(error) : pageFailure(error);
    }
  };

  return {
    ofWorker: (identity, next) => list({ identity }, next),
    ofAddress: (address, next) => list({ address }, next),
    async participants(conversation) {
      try {
        const { participants } = conversationOf(conversation);
        return (await participants.list({ pageSize: PARTICIPANTS_SIZE })).map(toParticipant);
      } catch (error) {
        if (isGone(error)) return undefined;
        throw failure(error);
      }
    },
    async state(conversation) {
      try {
        const { state } = await conversationOf(conversation).fetch();
        return state === 'closed' ? 'closed' : 'open';
      } catch (error) {
        if (isGone(error)) return undefined;
        throw failure(error);
      }
    },
    async add(conversation, identity, projectedAddress) {
      const projected = projectedAddress !== undefined && { 'messagingBinding.projectedAddress': projectedAddress };
      try {
        const { participants } = conversationOf(conversation);
        const added = await participants.create({ identity, ...projected, ...header });
        return effective(added.identity === identity, 'added');
      } catch (error) {
        return isGone(error) ? 'gone' : outcome(error, ADDING);
      }
    },
    async project(conversation, participant, projectedAddress) {
      const change = { 'messagingBinding.projectedAddress': projectedAddress, ...header };
      try {
        const { messagingBinding } = await participantOf(conversation, participant).update(change);
        return effective(projectedAddressOf(messagingBinding) === projectedAddress, 'done');
      } catch (error) {
        return statusOf(error) === 404 ? 'gone' : outcome(error, PROJECTING);
      }
    },
    async remove(conversation, participant) {
      try {
        return effective(await participantOf(conversation, participant).remove(header), 'removed');
      } catch (error) {
        return statusOf(error) === 404 ? 'absent' : outcome(error, REMOVING);
      }
    },
    async close(conversation) {
      try {
        const { state } = await conversationOf(conversation).update({ state: 'closed', ...header });
        return effective(state === 'closed', 'closed');
      } catch (error) {
        return isGone(error) ? 'gone' : outcome(error, { [CLOSED]: 'closed' });
      }
    },
  };
}

/** A name as it stands in a path: the SDK does not encode it. @throws NotAddressable */
function segment(name: string): string {
  if (!isAddressable(name)) throw new NotAddressable('this cannot stand in a path');
  return encodeURIComponent(name);
}
