import {
  type AddOutcome,
  type Conversations,
  type Participant,
  StalePage,
  type WorkerConversation,
} from '../../assets/application/conversations';

/** A conversation in memory. */
export interface FakeConversation {
  readonly sid: string;
  state: 'active' | 'inactive' | 'closed';
  participants: FakeParticipant[];
}

export interface FakeParticipant {
  readonly sid: string;
  readonly identity?: string;
  /** The customer's address. */
  readonly address?: string;
  projectedAddress?: string;
}

/** Told after each change. */
export type OnChange = (conversation: FakeConversation, what: string) => void;

/** Conversations v1 in memory, as far as the port says it, without faults. */
export interface FakeTwilio extends Conversations {
  readonly conversations: Map<string, FakeConversation>;
  /** Whoever is in so many open conversations is full. */
  limit: number;
  /** A conversation with so many participants is crowded. */
  crowdedAt: number;
  put(
    sid: string,
    participants: readonly Omit<FakeParticipant, 'sid'>[],
    state?: FakeConversation['state'],
  ): FakeConversation;
  /** The open conversations of a worker, by SID. */
  open(identity: string): string[];
}

const PAGE = 50;

export function createFakeTwilio(onChange: OnChange = () => undefined): FakeTwilio {
  const conversations = new Map<string, FakeConversation>();
  let sids = 0;
  const newSid = () => `MB${(++sids).toString(16).padStart(32, '0')}`;
  const listOf = (isSuch: (one: FakeParticipant) => boolean, next: string | undefined) => {
    if (next !== undefined && !next.startsWith('after ')) throw new StalePage();
    const after = next?.slice('after '.length) ?? '';
    const all = [...conversations.values()]
      .sort((a, b) => (a.sid < b.sid ? -1 : 1))
      .flatMap(({ sid, state, participants }): WorkerConversation[] => {
        const own = participants.find(isSuch);
        if (!own || sid <= after) return [];
        const { projectedAddress } = own;
        return [
          {
            conversation: sid,
            participant: own.sid,
            open: state !== 'closed',
            updatedAt: 0,
            ...(projectedAddress !== undefined && { projectedAddress }),
          },
        ];
      });
    const page = all.slice(0, PAGE);
    const last = page.at(-1);
    return { conversations: page, ...(all.length > PAGE && last && { next: `after ${last.conversation}` }) };
  };
  const twilio: FakeTwilio = {
    conversations,
    limit: 1000,
    crowdedAt: 1000,
    put(sid, participants, state = 'active') {
      const made: FakeConversation = {
        sid,
        state,
        participants: participants.map((one) => ({ sid: newSid(), ...one })),
      };
      conversations.set(sid, made);
      return made;
    },
    open: (identity) =>
      [...conversations.values()]
        .filter(
          ({ state, participants }) => state !== 'closed' && participants.some((one) => one.identity === identity),
        )
        .map(({ sid }) => sid)
        .sort(),
    ofWorker: async (identity, next) => listOf((one) => one.identity === identity, next),
    ofAddress: async (address, next) => listOf((one) => one.address === address, next),
    async participants(conversation) {
      return conversations.get(conversation)?.participants.map(
        ({ sid, identity, address, projectedAddress }): Participant => ({
          sid,
          bound: address !== undefined || projectedAddress !== undefined,
          ...(identity !== undefined && { identity }),
          ...(projectedAddress !== undefined && { projectedAddress }),
        }),
      );
    },
    async state(conversation) {
      const found = conversations.get(conversation);
      return found && (found.state === 'closed' ? 'closed' : 'open');
    },
    async add(conversation, identity, projectedAddress): Promise<AddOutcome> {
      const found = conversations.get(conversation);
      if (!found) return 'gone';
      if (found.state === 'closed') return 'closed';
      if (found.participants.some((one) => one.identity === identity)) return 'present';
      if (twilio.open(identity).length >= twilio.limit) return 'full';
      if (found.participants.length >= twilio.crowdedAt) return 'crowded';
      if (projectedAddress !== undefined && found.participants.some((one) => one.projectedAddress === projectedAddress))
        return 'address_taken';
      found.participants.push({ sid: newSid(), identity, ...(projectedAddress !== undefined && { projectedAddress }) });
      onChange(found, `add ${identity}`);
      return 'added';
    },
    async project(conversation, participant, projectedAddress) {
      const found = conversations.get(conversation);
      const one = found?.participants.find(({ sid }) => sid === participant);
      if (!found || !one) return 'gone';
      if (found.participants.some((other) => other.projectedAddress === projectedAddress)) return 'address_taken';
      one.projectedAddress = projectedAddress;
      onChange(found, `project ${projectedAddress}`);
      return 'done';
    },
    async remove(conversation, participant) {
      const found = conversations.get(conversation);
      const one = found?.participants.find(({ sid }) => sid === participant);
      if (!found || !one) return 'absent';
      found.participants = found.participants.filter((other) => other !== one);
      onChange(found, `remove ${one.identity ?? 'a customer'}`);
      return 'removed';
    },
    async close(conversation) {
      const found = conversations.get(conversation);
      if (!found) return 'gone';
      found.state = 'closed';
      onChange(found, 'close');
      return 'closed';
    },
  };
  return twilio;
}
