import { type ConversationPage, type Participant, StalePage, type WorkerConversation } from '../../application/ports';

/** As the SDK has them; a binding is what Twilio sent, or null. */
interface ListedConversation {
  readonly conversationSid: string;
  readonly participantSid: string;
  readonly participantMessagingBinding: unknown;
  readonly conversationState: string;
  readonly conversationDateUpdated: Date | null;
}
interface ListedParticipant {
  readonly sid: string;
  readonly identity: string | null;
  readonly messagingBinding: unknown;
}

/** The query fields by which Twilio finds the next page. */
const CURSOR = ['Page', 'PageToken'] as const;

/** A page of ParticipantConversations. https://www.twilio.com/docs/conversations-classic/api/participant-conversation-resource */
export function toPage({
  instances,
  nextPageUrl,
}: {
  readonly instances: readonly ListedConversation[];
  readonly nextPageUrl?: string;
}): ConversationPage {
  return {
    conversations: instances.map(toWorkerConversation),
    ...(nextPageUrl !== undefined && { next: toNext(nextPageUrl) }),
  };
}

/** Only what leads to the next page: the address also names who is asked about, and is not to be stored. */
function toNext(nextPageUrl: string): string {
  const query = new URL(nextPageUrl).searchParams;
  for (const name of [...query.keys()]) if (!CURSOR.some((field) => field === name)) query.delete(name);
  if (query.size === 0) throw new Error('the address of the next page has neither Page nor PageToken');
  return query.toString();
}

/** The SDK's parameters for the page that `next` leads to. @throws StalePage if it leads to none. */
export function cursorOf(next: string | undefined): { pageToken?: string; pageNumber?: number } {
  if (next === undefined) return {};
  const query = new URLSearchParams(next);
  const [page, pageToken] = CURSOR.map((name) => query.get(name));
  const pageNumber = page == null ? undefined : Number(page);
  if (pageToken == null && pageNumber === undefined) throw new StalePage();
  if (pageNumber !== undefined && !Number.isSafeInteger(pageNumber)) throw new StalePage();
  return { ...(pageToken != null && { pageToken }), ...(pageNumber !== undefined && { pageNumber }) };
}

function toWorkerConversation(listed: ListedConversation): WorkerConversation {
  const projectedAddress = projectedAddressOf(listed.participantMessagingBinding);
  const updatedAt = listed.conversationDateUpdated?.getTime() ?? Number.NaN;
  return {
    conversation: listed.conversationSid,
    participant: listed.participantSid,
    open: listed.conversationState !== 'closed',
    ...(projectedAddress !== undefined && { projectedAddress }),
    updatedAt: Number.isNaN(updatedAt) ? 0 : updatedAt,
  };
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export function toParticipant({ sid, identity, messagingBinding }: ListedParticipant): Participant {
  const projectedAddress = projectedAddressOf(messagingBinding);
  return {
    sid,
    // Twilio says null for customers; without any identity somebody is taken for one, and so never removed.
    ...(identity && { identity }),
    bound: typeof messagingBinding === 'object' && messagingBinding !== null,
    ...(projectedAddress !== undefined && { projectedAddress }),
  };
}

/** `projected_address` of a binding; undefined where there is none. */
export function projectedAddressOf(binding: unknown): string | undefined {
  if (typeof binding !== 'object' || binding === null || !('projected_address' in binding)) return undefined;
  const address = binding.projected_address;
  return typeof address === 'string' && address !== '' ? address : undefined;
}
