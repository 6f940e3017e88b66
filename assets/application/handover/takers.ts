/** Those who take over: looked up at Frontline, with how many conversations they have. */
import { employmentAt } from '../../domain/person/employment-history';
import { hasHeldOffboarding } from '../../domain/person/held';
import { handoverTo } from '../../domain/policies/handover';
import { type Taker, takersFor } from '../../domain/policies/handover-takers';
import type { Directory } from '../../domain/roster/directory';
import type { PersonIndex, Roster } from '../../domain/roster/roster';
import type { Facts, Resolver } from '../../domain/schedule/schedule';
import { MINUTE } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { type ConversationPage, type Conversations, StalePage } from '../conversations';
import { isOffByHand } from '../off-by-hand';
import type { AppliedTable, Clock, RecordStore, Target } from '../ports';
import type { KnownRecords } from '../stored-records';
import { factsAt } from '../tick/load-state';
import type { Accounts } from './accounts';

export interface TakerPorts {
  readonly roster: Roster;
  readonly resolver: Pick<Resolver, 'verdict'>;
  readonly people: Pick<Directory, 'byIdentity' | 'size'>;
  readonly records: Pick<RecordStore, 'name'>;
  readonly applied: Pick<AppliedTable, 'read'>;
  readonly target: Pick<Target, 'find' | 'title' | 'name' | 'dryRun'>;
  readonly conversations: Pick<Conversations, 'ofWorker'>;
  readonly now: Clock;
  readonly log: Log;
}

/** Who may take over now; nobody: why, the end of a sentence. */
export interface FoundTakers {
  readonly takers: readonly Taker[];
  readonly why: string;
}

/**
 * Finds those who take over, and remembers for one execution what it has looked up. People go by the identity of their account; only
 * `expected` takes the name that the roster has.
 */
export interface TakerFinder {
  /** By roster and records alone, without a call. @throws RosterUnknown */
  expected(
    to: string,
    from: string,
    isAsked: boolean,
  ): { readonly takers: readonly PersonIndex[]; readonly why: string };
  /** With a user who has access, and room. @throws RosterUnknown, and if the target cannot be reached. */
  find(to: string, from: string, isAsked: boolean): Promise<FoundTakers>;
  /** Whether somebody may be given a conversation. @throws if the target cannot be reached. */
  mayTake(identity: string): Promise<boolean>;
  /** Somebody was given so many more. */
  gave(identity: string, count: number): void;
  /** Somebody is in as many conversations as can be. */
  isFull(identity: string): void;
  /** Whether nothing is known of that. */
  hasRoom(identity: string): boolean;
}

/** Of somebody's conversations so many pages are counted: who has more than that has as many as anybody. */
const MOST_PAGES = 4;

/**
 * So many people of a team are asked about at once. The first of them who can take over share it: to ask about all of a large team
 * takes longer than an execution has.
 */
const MOST_CANDIDATES = 20;

/** An alert names so many people. */
const MOST_NAMED = 5;

/** @param mayGoOn whether there is time to ask about further people. */
export function createTakerFinder(
  known: KnownRecords,
  accounts: Pick<Accounts, 'user' | 'personOf'>,
  mayGoOn: () => boolean,
  ports: TakerPorts,
): TakerFinder {
  const { roster, resolver, now } = ports;
  const began = now();
  const loads = new Map<string, Promise<number>>();
  const given = new Map<string, number>();
  const full = new Set<string>();
  const judge = createJudge(known, accounts, ports);
  let facts: Facts | undefined;

  function against(identity: string): string | undefined {
    if (known.isUnknown(ports.records.name(identity))) return 'has a record that cannot be read';
    const record = known.records.get(identity);
    if (!record) return undefined;
    if (employmentAt(record.employmentEvents, now()).left) return 'has left';
    return hasHeldOffboarding(record) ? 'has an offboarding that is held' : undefined;
  }

  function expected(to: string, from: PersonIndex | undefined, isAsked: boolean) {
    facts ??= factsAt(roster, known.records, now());
    const situation = { now: now(), roster, resolver, facts, against };
    return takersFor(handoverTo(to, roster), from, isAsked, situation);
  }

  function loadOf(account: string): Promise<number> {
    const counting = loads.get(account) ?? countOpen(account, ports);
    loads.set(account, counting);
    return counting;
  }

  async function withLoad(key: string, account: string, isAlone: boolean): Promise<Taker> {
    const load = isAlone ? 0 : (await loadOf(account)) + (given.get(account) ?? 0);
    return { key, identity: account, load };
  }

  return {
    expected: (to, from, isAsked) => expected(to, ports.people.byIdentity(from), isAsked),
    async find(to, from, isAsked) {
      const { takers, why } = expected(to, ports.people.byIdentity(await accounts.personOf(from)), isAsked);
      const people = inTurn(takers, began).flatMap((index) => roster.people[index] ?? []);
      const isTeam = handoverTo(to, roster)?.kind === 'team';
      const looks: Look[] = [];
      for (let next = 0; next < people.length && (next === 0 || mayGoOn()); next += MOST_CANDIDATES) {
        const candidates = people.slice(next, next + MOST_CANDIDATES);
        const seen = await Promise.all(candidates.map(({ identity }) => judge(identity, isTeam)));
        looks.push(...seen);
        const found = candidates.flatMap(({ key }, index) => {
          const { account } = seen[index] ?? {};
          return account === undefined || full.has(account) ? [] : [{ key, account }];
        });
        if (found.length === 0) continue;
        const isAlone = found.length === 1;
        return { takers: await Promise.all(found.map(({ key, account }) => withLoad(key, account, isAlone))), why: '' };
      }
      return { takers: [], why: reasonOf(why, people, looks, ports) };
    },
    async mayTake(account) {
      const person = await accounts.personOf(account);
      return against(person) === undefined && (await judge(person, false)).account !== undefined;
    },
    gave: (account, count) => void given.set(account, (given.get(account) ?? 0) + count),
    isFull: (account) => void full.add(account),
    hasRoom: (account) => !full.has(account),
  };
}

/** Each minute somebody else comes first, so that the work of a large team is not always that of the same people. */
function inTurn(people: readonly PersonIndex[], now: number): PersonIndex[] {
  const first = people.length <= MOST_CANDIDATES ? 0 : (Math.floor(now / MINUTE) * MOST_CANDIDATES) % people.length;
  return [...people.slice(first), ...people.slice(0, first)];
}

/** `account`: of somebody who may take conversations; else why not. */
interface Look {
  readonly account?: string;
  readonly reason?: 'out' | 'off' | 'unknown';
}

function reasonOf(
  why: string,
  people: readonly { readonly key: string }[],
  looks: readonly Look[],
  { target }: Pick<TakerPorts, 'target'>,
): string {
  if (people.length === 0) return why;
  const keys = people.map(({ key }) => key);
  const more = keys.length - MOST_NAMED;
  const names = more > 0 ? `${keys.slice(0, MOST_NAMED).join(', ')} and ${more} more` : keys.join(', ');
  if (looks.some(({ account }) => account !== undefined)) return `${names} cannot be in more conversations`;
  if (looks.some(({ reason }) => reason === 'unknown')) return `${target.title} does not answer for ${names}`;
  if (looks.some(({ reason }) => reason === 'off'))
    return `${names} went off duty by hand, as far as that can be told, or cannot use ${target.title}`;
  return `${names} cannot use ${target.title}`;
}

/** Looks somebody up. Of a team those are passed over who have gone off duty by hand; whoever is named gets everything. */
function createJudge({ records: known }: KnownRecords, accounts: Pick<Accounts, 'user'>, ports: TakerPorts) {
  const { records, log } = ports;
  const applied = readOnce(ports.applied);
  return async (identity: string, isTeam: boolean): Promise<Look> => {
    try {
      const user = await accounts.user(identity);
      if (!user?.access) return { reason: 'out' };
      const asksWhy = isTeam && !user.available;
      if (asksWhy && (await isOffByHand(identity, known.get(identity), { ...ports, applied })))
        return { reason: 'off' };
      return { account: user.account };
    } catch (error) {
      log('warn', 'Could not fetch somebody who might take over conversations', {
        who: records.name(identity),
        ...describeError(error),
      });
      return { reason: 'unknown' };
    }
  };
}

/** Each part of what was last applied is read once in an execution. */
function readOnce(applied: TakerPorts['applied']): TakerPorts['applied'] {
  const parts = new Map<number, ReturnType<AppliedTable['read']>>();
  return {
    read(shard) {
      const reading = parts.get(shard) ?? applied.read(shard);
      parts.set(shard, reading);
      return reading;
    },
  };
}

/** How many open conversations somebody has, as far as the first pages tell. Whose cannot be counted counts as having most. */
async function countOpen(identity: string, { conversations, records, log }: TakerPorts): Promise<number> {
  try {
    let open = 0;
    let page: ConversationPage | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      page = await conversations.ofWorker(identity, page?.next);
      open += page.conversations.filter((one) => one.open).length;
      if (page.next === undefined) break;
    }
    return open;
  } catch (error) {
    const level = error instanceof StalePage ? 'info' : 'warn';
    log(level, 'Could not count the conversations of somebody', {
      who: records.name(identity),
      ...describeError(error),
    });
    return Number.MAX_SAFE_INTEGER / 2;
  }
}
