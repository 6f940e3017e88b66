import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { TwilioEnv } from '../api';
import { readControl } from '../control-body';
import { TwilioError } from '../twilio-errors';
import {
  CONVERSATION_STATES,
  type Conversation,
  type ConversationStore,
  newParticipant,
  type Participant,
  type ParticipantSeed,
} from './model';
import { checkParticipant } from './rules';

const SID = /^CH[0-9a-fA-F]{32}$/;
const text = z.string().min(1);

const seedSchema = z.strictObject({
  state: z.enum(CONVERSATION_STATES).optional(),
  friendly_name: z.string().nullable().optional(),
  unique_name: text.nullable().optional(),
  attributes: z.string().optional(),
  participants: z
    .array(
      z.union([
        z.strictObject({ identity: text, projected: text.optional() }),
        z.strictObject({ address: text, proxy: text.optional() }),
      ]),
    )
    .optional(),
});
type Seed = z.infer<typeof seedSchema>;

interface ControlParts {
  readonly store: ConversationStore;
  readonly now: () => number;
}

const limitSchema = z.strictObject({ perIdentity: z.int().min(0) });

/**
 * `PUT /_local/conversations/{CH…}` makes a conversation or changes it, `GET /_local/conversations` shows them all, and
 * `PUT /_local/conversation-limit` sets how many open ones an identity can be in.
 */
export function conversationControl({ store, now }: ControlParts): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>()
    .get('/_local/conversations', (c) => c.json(store.all().map(show)))
    .put('/_local/conversations/:sid', async (c) => {
      const sid = c.req.param('sid');
      const isSid = { path: ['sid'], error: 'expected CH and 32 hexadecimal digits' };
      const read = await readControl(
        c,
        seedSchema.refine(() => SID.test(sid), isSid),
      );
      if ('response' in read) return read.response;
      return putConversation({ store, now }, c, sid, read.data);
    })
    .put('/_local/conversation-limit', async (c) => {
      const read = await readControl(c, limitSchema);
      if ('response' in read) return read.response;
      store.perIdentity = read.data.perIdentity;
      return c.json({ perIdentity: store.perIdentity });
    });
}

/** Any state can be put, also after `closed`; what Twilio could not hold, such as a participant that is in twice, is refused. */
function putConversation({ store, now }: ControlParts, c: Context<TwilioEnv>, sid: string, seed: Seed): Response {
  const known = store.find(sid);
  const conversation = seededConversation(known, sid, seed, now());
  const isReopened = known?.state === 'closed' && conversation.state !== 'closed';
  // Those of a closed conversation hold no address and count for nobody, so they join when it is opened again.
  const joining = seed.participants ?? (isReopened ? known.participants : undefined);
  if (joining) conversation.participants = [];
  for (const [index, wanted] of joining?.entries() ?? []) {
    const participant = seededParticipant(known?.participants ?? [], wanted, store.roleSids[0], now());
    const rules = conversation.state === 'closed' ? { ...store, ...WITHOUT_OTHERS } : store;
    const place = known && !isReopened ? known : conversation;
    const refusal = refusalOf(() => checkParticipant(rules, place, participant, conversation.participants));
    if (refusal) {
      const message = `${refusal.message} (${refusal.code})`;
      return c.json({ error: message, errors: [{ path: `participants.${index}`, message }] }, 400);
    }
    conversation.participants.push(participant);
  }
  if (known) Object.assign(known, conversation);
  else store.add(conversation);
  return c.json(show(conversation));
}

/** For participants who compete with nobody. */
const WITHOUT_OTHERS = { perIdentity: Number.POSITIVE_INFINITY, memberships: () => [] };

function refusalOf(check: () => void): TwilioError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof TwilioError) return error;
    throw error;
  }
}

/** A copy with everything but the participants as the seed says. */
function seededConversation(known: Conversation | undefined, sid: string, seed: Seed, now: number): Conversation {
  return {
    ...(known ?? {
      ...{ sid, uniqueName: null, friendlyName: null, attributes: '{}', state: 'active' },
      ...{ createdAt: now, participants: [] },
    }),
    ...(seed.state && { state: seed.state }),
    ...(seed.friendly_name !== undefined && { friendlyName: seed.friendly_name }),
    ...(seed.unique_name !== undefined && { uniqueName: seed.unique_name }),
    ...(seed.attributes !== undefined && { attributes: seed.attributes }),
    updatedAt: now,
  };
}

/** Who is in already keeps the SID. */
function seededParticipant(
  before: readonly Participant[],
  seed: ParticipantSeed,
  roleSid: string,
  now: number,
): Participant {
  const wanted = newParticipant(seed, roleSid, now);
  const same = before.find(({ identity, address, proxy }) => {
    return identity === wanted.identity && address === wanted.address && proxy === wanted.proxy;
  });
  return same ? { ...same, projected: wanted.projected } : wanted;
}

function show({ sid, state, participants }: Conversation) {
  return {
    sid,
    state,
    participants: participants.map(({ sid: participant, identity, address, proxy, projected }) => ({
      ...{ sid: participant, identity, address, proxy },
      ...(projected !== null && { projected }),
    })),
  };
}
