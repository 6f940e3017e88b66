import type { UserStore } from '../users';
import type { Conversation, ConversationStore, Membership, Participant } from './model';

// The representations of resources, described in `openapi/conversations.yaml`. Dates are in whole seconds.

const API = 'https://conversations.twilio.com/v1';
const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** What representations are made from, beside the resource itself. */
export interface Shown {
  readonly accountSid: string;
  readonly store: ConversationStore;
  /** Gives the SID of a worker. */
  readonly users: Pick<UserStore, 'find'>;
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-resource */
export function showConversation({ accountSid, store }: Shown, conversation: Conversation) {
  const url = `${API}/Conversations/${conversation.sid}`;
  return {
    sid: conversation.sid,
    account_sid: accountSid,
    chat_service_sid: store.chatServiceSid,
    messaging_service_sid: store.messagingServiceSid,
    friendly_name: conversation.friendlyName,
    unique_name: conversation.uniqueName,
    attributes: conversation.attributes,
    state: conversation.state,
    date_created: iso(conversation.createdAt),
    date_updated: iso(conversation.updatedAt),
    timers: {},
    bindings: {},
    url,
    links: { participants: `${url}/Participants`, messages: `${url}/Messages`, webhooks: `${url}/Webhooks` },
  };
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export function showParticipant({ accountSid }: Shown, { conversation, participant }: Membership) {
  return {
    sid: participant.sid,
    account_sid: accountSid,
    conversation_sid: conversation.sid,
    identity: participant.identity,
    attributes: participant.attributes,
    messaging_binding: showBinding(participant),
    role_sid: participant.roleSid,
    date_created: iso(participant.createdAt),
    date_updated: iso(participant.updatedAt),
    last_read_message_index: participant.lastReadMessageIndex,
    last_read_timestamp: null,
    url: `${API}/Conversations/${conversation.sid}/Participants/${participant.sid}`,
  };
}

/** https://www.twilio.com/docs/conversations-classic/api/participant-conversation-resource */
export function showParticipantConversation({ accountSid, store, users }: Shown, membership: Membership) {
  const { conversation, participant } = membership;
  const { identity } = participant;
  const url = `${API}/Conversations/${conversation.sid}`;
  return {
    account_sid: accountSid,
    chat_service_sid: store.chatServiceSid,
    participant_sid: participant.sid,
    participant_user_sid: (identity !== null && users.find(identity)?.sid) || null,
    participant_identity: identity,
    participant_messaging_binding: showBinding(participant),
    conversation_sid: conversation.sid,
    conversation_unique_name: conversation.uniqueName,
    conversation_friendly_name: conversation.friendlyName,
    conversation_attributes: conversation.attributes,
    conversation_date_created: iso(conversation.createdAt),
    conversation_date_updated: iso(conversation.updatedAt),
    conversation_created_by: 'system',
    conversation_state: conversation.state,
    conversation_timers: {},
    links: { participant: `${url}/Participants/${participant.sid}`, conversation: url },
  };
}

/** https://www.twilio.com/docs/conversations-classic/api/user-conversation-resource. No message is kept here, so none is unread. */
export function showUserConversation(
  { accountSid, store }: Shown,
  userSid: string,
  { conversation, participant }: Membership,
) {
  const url = `${API}/Users/${userSid}/Conversations/${conversation.sid}`;
  return {
    account_sid: accountSid,
    chat_service_sid: store.chatServiceSid,
    conversation_sid: conversation.sid,
    participant_sid: participant.sid,
    user_sid: userSid,
    unread_messages_count: null,
    last_read_message_index: participant.lastReadMessageIndex,
    friendly_name: conversation.friendlyName,
    unique_name: conversation.uniqueName,
    attributes: conversation.attributes,
    conversation_state: conversation.state,
    timers: {},
    date_created: iso(conversation.createdAt),
    date_updated: iso(conversation.updatedAt),
    created_by: 'system',
    notification_level: 'default',
    url,
    links: {
      participant: `${API}/Conversations/${conversation.sid}/Participants/${participant.sid}`,
      conversation: `${API}/Conversations/${conversation.sid}`,
    },
  };
}

/** Null for a worker who writes from the app alone. */
function showBinding({ address, proxy, projected }: Participant) {
  if (address === null && projected === null) return null;
  const channel = /^([a-z]+):/.exec(address ?? '')?.[1] ?? 'sms';
  return {
    type: channel,
    ...(address !== null && { address }),
    ...(proxy !== null && { proxy_address: proxy }),
    ...(projected !== null && { projected_address: projected }),
  };
}
