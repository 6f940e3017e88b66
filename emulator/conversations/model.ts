import { newSid } from '../sync/named-objects';

export const CONVERSATION_STATES = ['active', 'inactive', 'closed'] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

/**
 * A customer has an address and no identity; a worker an identity and no address, in group MMS with a projected address:
 * https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource
 */
export interface Participant {
  readonly sid: string;
  identity: string | null;
  /** The customer's address: E.164, or with the channel in front, as in `whatsapp:+1…`. */
  readonly address: string | null;
  /** The number of ours that the customer writes to. */
  proxy: string | null;
  /** The number of ours that stands for a worker in group MMS. */
  projected: string | null;
  /** JSON. */
  attributes: string;
  roleSid: string;
  lastReadMessageIndex: number | null;
  readonly createdAt: number;
  updatedAt: number;
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-resource. Times are ms since the epoch. */
export interface Conversation {
  readonly sid: string;
  uniqueName: string | null;
  friendlyName: string | null;
  /** JSON. */
  attributes: string;
  state: ConversationState;
  readonly createdAt: number;
  updatedAt: number;
  participants: Participant[];
}

/** A participant together with the conversation. */
export interface Membership {
  readonly conversation: Conversation;
  readonly participant: Participant;
}

/** The conversations of the account's default Conversation Service. */
export interface ConversationStore {
  readonly chatServiceSid: string;
  readonly messagingServiceSid: string;
  /** The roles of participants: of chat users, and of administrators. The first one is the default. */
  readonly roleSids: readonly [string, string];
  /** How many active and inactive conversations an identity can be in. */
  perIdentity: number;
  /** By SID or unique name. */
  find(name: string): Conversation | undefined;
  add(conversation: Conversation): void;
  /** In the order in which they were added. */
  all(): Conversation[];
  /** The participants that match, closed conversations included. */
  memberships(matches: (participant: Participant) => boolean): Membership[];
  clear(): void;
}

/** https://www.twilio.com/docs/conversations-classic/conversations-limits */
const CONVERSATIONS_PER_IDENTITY = 1000;

export function createConversationStore(): ConversationStore {
  const bySid = new Map<string, Conversation>();
  const store: ConversationStore = {
    chatServiceSid: newSid('IS'),
    messagingServiceSid: newSid('MG'),
    roleSids: [newSid('RL'), newSid('RL')],
    perIdentity: CONVERSATIONS_PER_IDENTITY,
    find: (name) => bySid.get(name) ?? [...bySid.values()].find(({ uniqueName }) => uniqueName === name),
    add: (conversation) => void bySid.set(conversation.sid, conversation),
    all: () => [...bySid.values()],
    memberships: (matches) =>
      [...bySid.values()].flatMap((conversation) =>
        conversation.participants.filter(matches).map((participant) => ({ conversation, participant })),
      ),
    clear() {
      bySid.clear();
      store.perIdentity = CONVERSATIONS_PER_IDENTITY;
    },
  };
  return store;
}

/** The fields that make a participant; all others have their defaults. */
export type ParticipantSeed = {
  readonly [field in 'identity' | 'address' | 'proxy' | 'projected']?: string | null | undefined;
};

/** @param roleSid the role of who has none of their own. @param now ms */
export function newParticipant(seed: ParticipantSeed, roleSid: string, now: number): Participant {
  return {
    sid: newSid('MB'),
    identity: seed.identity ?? null,
    address: seed.address ?? null,
    proxy: seed.proxy ?? null,
    projected: seed.projected ?? null,
    ...{ attributes: '{}', roleSid, lastReadMessageIndex: null, createdAt: now, updatedAt: now },
  };
}

/** Group MMS: somebody has a projected address, or a customer writes to no number of their own. */
export function isGroup({ participants }: Pick<Conversation, 'participants'>): boolean {
  return participants.some(
    ({ address, proxy, projected }) => projected !== null || (address !== null && proxy === null),
  );
}
