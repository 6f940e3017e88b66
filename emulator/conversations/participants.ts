import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { answerPage } from '../sync/paging';
import { badRequest, methodNotAllowed, notFound, TwilioError } from '../twilio-errors';
import { type Shown, showParticipant } from './answers';
import { attributesField, identityField, roleField, textField } from './forms';
import { type Conversation, type ConversationStore, type Membership, newParticipant, type Participant } from './model';
import { checkOpen, checkParticipant } from './rules';

/** The dependencies of the routes. */
export interface ConversationParts extends Shown {
  readonly now: () => number;
}

const MAX_ATTRIBUTES_BYTES = 4096;
const MAX_ADDRESS_CHARACTERS = 256;

/** Participants of a conversation: https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export function participantRoutes(parts: ConversationParts): Hono<TwilioEnv> {
  const { store } = parts;
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const conversation = conversationOf(store, c);
      const show = (participant: Participant) => showParticipant(parts, { conversation, participant });
      return answerPage(c, { key: 'participants', things: conversation.participants, keyOf: ({ sid }) => sid, show });
    })
    .post('/', (c) => addParticipant(parts, c))
    .all('/', methodNotAllowed)
    .get('/:participant', (c) => {
      const conversation = conversationOf(store, c);
      const name = c.req.param('participant');
      const isMeant = ({ sid, identity }: Participant) => sid === name || identity === name;
      return c.json(showParticipant(parts, membershipOf(conversation, isMeant)));
    })
    .post('/:participant', (c) => changeParticipant(parts, c))
    .delete('/:participant', (c) => {
      const conversation = conversationOf(store, c);
      const { participant } = bySid(conversation, c);
      checkOpen(conversation);
      if (!c.var.lie) conversation.participants = conversation.participants.filter((one) => one !== participant);
      return c.body(null, 204);
    })
    .all('/:participant', methodNotAllowed);
}

/** The conversation that the path names, by SID or unique name. @throws TwilioError 404/20404 */
export function conversationOf(store: ConversationStore, c: Context<TwilioEnv>): Conversation {
  const conversation = store.find(c.req.param('conversation') ?? '');
  if (!conversation) throw notFound(c.env.target.path);
  return conversation;
}

function addParticipant(parts: ConversationParts, c: Context<TwilioEnv>): Response {
  const { form } = c.var;
  const { store, now } = parts;
  const conversation = conversationOf(store, c);
  const identity = identityField(form);
  const address = textField(form, 'MessagingBinding.Address', MAX_ADDRESS_CHARACTERS);
  const proxy = textField(form, 'MessagingBinding.ProxyAddress', MAX_ADDRESS_CHARACTERS);
  const projected = textField(form, 'MessagingBinding.ProjectedAddress', MAX_ADDRESS_CHARACTERS);
  if ((identity === undefined) === (address === undefined))
    throw badRequest('Exactly one of Identity and MessagingBinding.Address is required');
  if (identity === undefined ? projected !== undefined : proxy !== undefined)
    throw badRequest('ProxyAddress belongs to an Address, and ProjectedAddress to an Identity');
  const participant: Participant = {
    ...newParticipant({ identity, address, proxy, projected }, roleField(form, store) ?? store.roleSids[0], now()),
    attributes: attributesField(form, MAX_ATTRIBUTES_BYTES) ?? '{}',
  };
  checkOpen(conversation);
  checkParticipant(store, conversation, participant);
  if (!c.var.lie) conversation.participants = [...conversation.participants, participant];
  return c.json(showParticipant(parts, { conversation, participant }), 201);
}

function changeParticipant(parts: ConversationParts, c: Context<TwilioEnv>): Response {
  const { form } = c.var;
  const { store, now } = parts;
  const conversation = conversationOf(store, c);
  const { participant } = bySid(conversation, c);
  const changed: Participant = {
    ...participant,
    identity: identityField(form) ?? participant.identity,
    proxy: textField(form, 'MessagingBinding.ProxyAddress', MAX_ADDRESS_CHARACTERS) ?? participant.proxy,
    projected: textField(form, 'MessagingBinding.ProjectedAddress', MAX_ADDRESS_CHARACTERS) ?? participant.projected,
    attributes: attributesField(form, MAX_ATTRIBUTES_BYTES) ?? participant.attributes,
    roleSid: roleField(form, store) ?? participant.roleSid,
    lastReadMessageIndex: indexField(form) ?? participant.lastReadMessageIndex,
    updatedAt: now(),
  };
  if (changed.projected !== null && changed.identity === null)
    throw badRequest('MessagingBinding.ProjectedAddress belongs to an Identity');
  if (changed.proxy !== null && changed.address === null)
    throw badRequest('MessagingBinding.ProxyAddress belongs to an Address');
  checkOpen(conversation);
  const others = conversation.participants.filter((one) => one !== participant);
  checkParticipant(store, conversation, changed, others);
  const { lie } = c.var;
  if (!lie) conversation.participants = conversation.participants.map((one) => (one === participant ? changed : one));
  const shown = lie === 'unchanged' ? participant : changed;
  return c.json(showParticipant(parts, { conversation, participant: shown }));
}

function indexField(form: URLSearchParams): number | undefined {
  const text = form.get('LastReadMessageIndex');
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest('LastReadMessageIndex must be a number');
  return Number(text);
}

/** Changing and removing name a participant by SID only: the API's description has no identity there. */
function bySid(conversation: Conversation, c: Context<TwilioEnv>): Membership {
  const name = c.req.param('participant');
  return membershipOf(conversation, ({ sid }) => sid === name);
}

/** @throws TwilioError 404/50432: https://www.twilio.com/docs/api/errors/50432 */
function membershipOf(conversation: Conversation, isMeant: (participant: Participant) => boolean): Membership {
  const participant = conversation.participants.find(isMeant);
  if (!participant) throw new TwilioError(404, 50432, 'Participant not found');
  return { conversation, participant };
}
