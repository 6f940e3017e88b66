import { type Context, Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from '../api';
import { answerPage } from '../sync/paging';
import { badRequest, methodNotAllowed, notFound } from '../twilio-errors';
import type { UserStore } from '../users';
import { showConversation, showParticipantConversation, showUserConversation } from './answers';
import { conversationControl } from './control';
import { attributesField, textField } from './forms';
import {
  CONVERSATION_STATES,
  type Conversation,
  type ConversationState,
  createConversationStore,
  type Membership,
} from './model';
import { type ConversationParts, conversationOf, participantRoutes } from './participants';
import { checkOpen } from './rules';

interface ConversationsOptions {
  readonly accountSid: string;
  readonly now: () => number;
  /** Frontline's users are those of Conversations. */
  readonly users: Pick<UserStore, 'find'>;
}

const MAX_PAGE = 50;
const MAX_NAME_CHARACTERS = 256;
const MAX_ATTRIBUTES_BYTES = 16 * 1024;

/**
 * Conversations v1 (classic) as far as conversations change hands, in the account's default Conversation Service: Conversations
 * (fetch, update), their Participants, ParticipantConversations and a User's Conversations. Conversations come from the control API.
 * No messages, no webhooks, no timers. Source: https://www.twilio.com/docs/conversations-classic/api
 */
export function conversations({ accountSid, now, users }: ConversationsOptions): TwilioApi {
  const store = createConversationStore();
  const parts: ConversationParts = { accountSid, store, users, now };
  const routes = new Hono<TwilioEnv>()
    .get('/v1/ParticipantConversations', (c) => listParticipantConversations(parts, c))
    .all('/v1/ParticipantConversations', methodNotAllowed)
    .get('/v1/Users/:user/Conversations', (c) => {
      const user = users.find(c.req.param('user'));
      if (!user) throw notFound(c.env.target.path);
      const things = store.memberships(({ identity }) => identity === user.identity);
      const show = (membership: Membership) => showUserConversation(parts, user.sid, membership);
      return answerPage(c, { key: 'conversations', things, keyOf: conversationSid, show, maxSize: MAX_PAGE });
    })
    .all('/v1/Users/:user/Conversations', methodNotAllowed)
    .get('/v1/Conversations/:conversation', (c) => c.json(showConversation(parts, conversationOf(store, c))))
    .post('/v1/Conversations/:conversation', (c) => updateConversation(parts, c))
    .all('/v1/Conversations/:conversation', methodNotAllowed)
    .route('/v1/Conversations/:conversation/Participants', participantRoutes(parts));
  const plainPaths = ['/v1/Conversations', '/v1/ParticipantConversations'];
  const control = conversationControl({ store, now });
  return { product: 'conversations', plainPaths, routes, control, reset: () => store.clear() };
}

const conversationSid = ({ conversation }: Membership) => conversation.sid;

/** Closed conversations are listed like all others. https://www.twilio.com/docs/conversations-classic/api/participant-conversation-resource */
function listParticipantConversations(parts: ConversationParts, c: Context<TwilioEnv>): Response {
  const wanted = { identity: c.req.query('Identity') || undefined, address: c.req.query('Address') || undefined };
  if ((wanted.identity === undefined) === (wanted.address === undefined))
    throw badRequest('Exactly one of Identity and Address is required');
  const things = parts.store.memberships(({ identity, address }) =>
    wanted.identity === undefined ? address === wanted.address : identity === wanted.identity,
  );
  const show = (membership: Membership) => showParticipantConversation(parts, membership);
  return answerPage(c, { key: 'conversations', things, keyOf: conversationSid, show, maxSize: MAX_PAGE });
}

/** Reads the whole form before anything is changed. */
function updateConversation(parts: ConversationParts, c: Context<TwilioEnv>): Response {
  const { form } = c.var;
  const conversation = conversationOf(parts.store, c);
  const changed: Conversation = {
    ...conversation,
    state: stateField(form) ?? conversation.state,
    friendlyName: textField(form, 'FriendlyName', MAX_NAME_CHARACTERS) ?? conversation.friendlyName,
    attributes: attributesField(form, MAX_ATTRIBUTES_BYTES) ?? conversation.attributes,
    updatedAt: parts.now(),
  };
  checkOpen(conversation);
  const { lie } = c.var;
  const shown = showConversation(parts, lie === 'unchanged' ? conversation : changed);
  if (!lie) Object.assign(conversation, changed);
  return c.json(shown);
}

function stateField(form: URLSearchParams): ConversationState | undefined {
  const value = form.get('State');
  if (value === null) return undefined;
  const state = CONVERSATION_STATES.find((known) => known === value);
  if (!state) throw badRequest(`State must be one of ${CONVERSATION_STATES.join(', ')}`);
  return state;
}
