import type { AddOutcome, Conversations, Participant } from '../../assets/application/ports';

/** Somebody to put into a conversation. */
type Seed = { readonly identity: string } | { readonly address: string; readonly proxy: string };

interface Kept {
  readonly sid: string;
  open: boolean;
  updatedAt: number;
  participants: (Participant & { readonly address?: string })[];
}

/** The port on conversations in memory, which remembers who was ever added. */
export interface ConversationsInMemory extends Conversations {
  /** Puts a conversation there, or replaces it. */
  put(
    sid: string,
    participants: readonly Seed[],
    options?: { readonly open?: boolean; readonly updatedAt?: number },
  ): void;
  /** The identities in a conversation, in the order in which they came. */
  workersIn(sid: string): readonly string[];
  /** The identities that are in as many conversations as can be. */
  readonly full: Set<string>;
  /** Every call that changed something. */
  readonly changes: readonly { readonly what: 'add' | 'remove' | 'close' | 'project'; readonly sid: string }[];
}

/** @param before each call waits for this; it may throw. `after` likewise, once the call is done. */
export function conversationsInMemory(
  before: (call: string, sid: string) => Promise<void> = async () => undefined,
  after: (call: string, sid: string) => Promise<void> = async () => undefined,
): ConversationsInMemory {
  const kept = new Map<string, Kept>();
  const changes: { what: 'add' | 'remove' | 'close' | 'project'; sid: string }[] = [];
  const full = new Set<string>();
  let count = 0;
  const participant = (seed: Seed): Kept['participants'][number] => {
    const sid = `MB${String(++count).padStart(32, '0')}`;
    return 'identity' in seed
      ? { sid, identity: seed.identity, bound: false }
      : { sid, bound: true, address: seed.address };
  };
  const called = async <T>(call: string, sid: string, run: () => T): Promise<T> => {
    await before(call, sid);
    const answer = run();
    await after(call, sid);
    return answer;
  };
  const listed = (isOne: (one: Kept['participants'][number]) => boolean) => ({
    conversations: [...kept.values()].flatMap(({ sid, open, updatedAt, participants }) =>
      participants.filter(isOne).map((one) => ({ conversation: sid, participant: one.sid, open, updatedAt })),
    ),
  });
  const add = (sid: string, identity: string): AddOutcome => {
    const found = kept.get(sid);
    if (!found) return 'gone';
    if (!found.open) return 'closed';
    if (found.participants.some((one) => one.identity === identity)) return 'present';
    if (full.has(identity)) return 'full';
    changes.push({ what: 'add', sid });
    found.participants.push(participant({ identity }));
    return 'added';
  };
  return {
    changes,
    full,
    put(sid, participants, { open = true, updatedAt = 0 } = {}) {
      kept.set(sid, { sid, open, updatedAt, participants: participants.map(participant) });
    },
    workersIn: (sid) =>
      kept.get(sid)?.participants.flatMap(({ identity }) => (identity === undefined ? [] : [identity])) ?? [],
    ofWorker: (identity) => called('ofWorker', identity, () => listed((one) => one.identity === identity)),
    ofAddress: (address) => called('ofAddress', address, () => listed((one) => one.address === address)),
    participants: (sid) => called('participants', sid, () => kept.get(sid)?.participants.slice()),
    state: (sid) =>
      called('state', sid, () => {
        const found = kept.get(sid);
        return found && (found.open ? 'open' : 'closed');
      }),
    add: (sid, identity) => called('add', sid, () => add(sid, identity)),
    project: (sid) =>
      called('project', sid, () => {
        changes.push({ what: 'project', sid });
        return 'done';
      }),
    remove: (sid, participantSid) =>
      called('remove', sid, () => {
        const found = kept.get(sid);
        if (!found?.participants.some((one) => one.sid === participantSid)) return 'absent';
        changes.push({ what: 'remove', sid });
        found.participants = found.participants.filter((one) => one.sid !== participantSid);
        return 'removed';
      }),
    close: (sid) =>
      called('close', sid, () => {
        const found = kept.get(sid);
        if (!found) return 'gone';
        changes.push({ what: 'close', sid });
        found.open = false;
        return 'closed';
      }),
  };
}
