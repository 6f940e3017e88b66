/** Those who take over: looked up at Frontline, with how many conversations they have. */
import { employmentAt } from '../../domain/person/employment-history';
import { handoverTo } from '../../domain/policies/handover';
import { type Taker, takersFor } from '../../domain/policies/handover-takers';
import type { Directory } from '../../domain/roster/directory';
import type { PersonIndex, Roster } from '../../domain/roster/roster';
import type { Facts, Resolver } from '../../domain/schedule/schedule';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { type ConversationPage, type Conversations, StalePage } from '../conversations';
import type { Clock, RecordStore, Target } from '../ports';
import type { KnownRecords } from '../stored-records';
import { factsAt } from '../tick/load-state';

export interface TakerPorts {
  readonly roster: Roster;
  readonly resolver: Pick<Resolver, 'verdict'>;
  readonly people: Pick<Directory, 'byIdentity'>;
  readonly records: Pick<RecordStore, 'name'>;
  readonly target: Pick<Target, 'find' | 'title'>;
  readonly conversations: Pick<Conversations, 'ofWorker'>;
  readonly now: Clock;
  readonly log: Log;
}

/** Who may take over now; nobody: why, the end of a sentence. */
export interface FoundTakers {
  readonly takers: readonly Taker[];
  readonly why: string;
}

/** Finds those who take over, and remembers for one execution what it has looked up. */
export interface TakerFinder {
  /** By roster and records alone, without a call. @throws RosterUnknown */
  expected(
    to: string,
    from: string,
    isAsked: boolean,
  ): { readonly takers: readonly PersonIndex[]; readonly why: string };
  /** With a user who has access, and room. @throws RosterUnknown */
  find(to: string, from: string, isAsked: boolean): Promise<FoundTakers>;
  /** Whether somebody may be given a conversation, by identity. */
  mayTake(identity: string): Promise<boolean>;
  /** Somebody was given so many more. */
  gave(identity: string, count: number): void;
  /** Somebody is in as many conversations as can be. */
  isFull(identity: string): void;
}

/** Of somebody's conversations so many pages are counted: who has more than that has as many as anybody. */
const MOST_PAGES = 4;

export function createTakerFinder(known: KnownRecords, ports: TakerPorts): TakerFinder {
  const { roster, resolver, now } = ports;
  const seen = new Map<string, Promise<'in' | 'out' | 'unknown'>>();
  const loads = new Map<string, Promise<number>>();
  const given = new Map<string, number>();
  const full = new Set<string>();
  let facts: Facts | undefined;

  function against(identity: string): string | undefined {
    if (known.isUnknown(ports.records.name(identity))) return 'has a record that cannot be read';
    const record = known.records.get(identity);
    if (!record) return undefined;
    if (employmentAt(record.employmentEvents, now()).left) return 'has left';
    return record.held.some(({ kind }) => kind === 'offboarded') ? 'has an offboarding that is held' : undefined;
  }

  function expected(to: string, from: string, isAsked: boolean) {
    facts ??= factsAt(roster, known.records, now());
    const situation = { now: now(), roster, resolver, facts, against };
    return takersFor(handoverTo(to, roster), ports.people.byIdentity(from), isAsked, situation);
  }

  function look(identity: string): Promise<'in' | 'out' | 'unknown'> {
    const looking = seen.get(identity) ?? lookAt(identity, ports);
    seen.set(identity, looking);
    return looking;
  }

  async function loadOf(identity: string): Promise<number> {
    const counting = loads.get(identity) ?? countOpen(identity, ports);
    loads.set(identity, counting);
    return (await counting) + (given.get(identity) ?? 0);
  }

  return {
    expected,
    async find(to, from, isAsked) {
      const { takers, why } = expected(to, from, isAsked);
      const people = takers.flatMap((index) => roster.people[index] ?? []);
      const looks = await Promise.all(people.map(({ identity }) => look(identity)));
      const present = people.filter((_, index) => looks[index] === 'in');
      const found = present.filter(({ identity }) => !full.has(identity));
      if (found.length === 0) return { takers: [], why: reasonOf(why, people, looks, present.length > 0, ports) };
      const counts = await Promise.all(found.map(({ identity }) => (found.length > 1 ? loadOf(identity) : 0)));
      return {
        takers: found.map(({ key, identity }, index) => ({ key, identity, load: counts[index] ?? 0 })),
        why: '',
      };
    },
    mayTake: async (identity) => against(identity) === undefined && (await look(identity)) === 'in',
    gave: (identity, count) => void given.set(identity, (given.get(identity) ?? 0) + count),
    isFull: (identity) => void full.add(identity),
  };
}

function reasonOf(
  why: string,
  people: readonly { readonly key: string }[],
  looks: readonly string[],
  isFull: boolean,
  { target }: Pick<TakerPorts, 'target'>,
): string {
  const names = people.map(({ key }) => key).join(', ');
  if (people.length === 0) return why;
  if (isFull) return `${names} cannot be in more conversations`;
  if (looks.includes('unknown')) return `${target.title} does not answer for ${names}`;
  return `${names} cannot use ${target.title}`;
}

async function lookAt(identity: string, { target, records, log }: TakerPorts): Promise<'in' | 'out' | 'unknown'> {
  try {
    const user = await target.find(identity);
    return user?.access ? 'in' : 'out';
  } catch (error) {
    log('warn', 'Could not fetch somebody who might take over conversations', {
      who: records.name(identity),
      ...describeError(error),
    });
    return 'unknown';
  }
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
