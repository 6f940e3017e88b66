/** Who takes over somebody's conversations, and which of them. */
import type { HandoverTo, PersonIndex, Roster } from '../roster/roster';
import type { Facts, Resolver } from '../schedule/schedule';

/** What is known of the people of the roster at an instant. */
export interface TakerSituation {
  /** ms since the epoch. */
  readonly now: number;
  readonly roster: Roster;
  readonly resolver: Pick<Resolver, 'verdict'>;
  readonly facts: Facts;
  /** Why somebody must not be given anything, whatever the schedule says: `has left`, …; undefined if nothing is known against it. */
  readonly against: (identity: string) => string | undefined;
}

/** Who may take over. Nobody: `why`, the end of a sentence for operators. */
export interface Takers {
  readonly takers: readonly PersonIndex[];
  readonly why: string;
}

/**
 * Those who may take over somebody's conversations: the manager, the person, or the people of the team who are on duty; never
 * somebody who has left, and never the one whose they were. A person or a manager who is on leave takes nothing either, unless
 * an operator named them. @param from the one whose they were; undefined if the roster does not know them.
 * @throws RosterUnknown where the schedule cannot be told.
 */
export function takersFor(
  to: HandoverTo | undefined,
  from: PersonIndex | undefined,
  isAsked: boolean,
  situation: TakerSituation,
): Takers {
  const { roster } = situation;
  if (to === undefined || to.kind === 'none')
    return { takers: [], why: 'the roster has no such person or team any more' };
  if (to.kind === 'close') return { takers: [], why: '' };
  if (to.kind === 'team') return teamOnDuty(to.team, from, situation);
  const person = to.kind === 'person' ? to.person : managerOf(from, roster);
  const name = person === undefined ? undefined : roster.people[person]?.key;
  if (person === undefined || name === undefined) return { takers: [], why: 'the roster has no manager for them' };
  if (person === from) return { takers: [], why: `${name} cannot take over from ${name}` };
  const reason = reasonAgainst(person, situation);
  if (reason !== undefined) return { takers: [], why: `${name} ${reason}` };
  const { kind } = situation.resolver.verdict(person, situation.now, situation.facts.get(name));
  return kind === 'leave' && !isAsked ? { takers: [], why: `${name} is on leave` } : { takers: [person], why: '' };
}

function managerOf(from: PersonIndex | undefined, { people }: Roster): PersonIndex | undefined {
  return from === undefined ? undefined : people[from]?.manager;
}

function reasonAgainst(person: PersonIndex, { roster, against }: TakerSituation): string | undefined {
  return against(roster.people[person]?.identity ?? '');
}

function teamOnDuty(team: string, from: PersonIndex | undefined, situation: TakerSituation): Takers {
  const { roster, resolver, now, facts } = situation;
  const members = roster.teams?.[team] ?? [];
  const takers = members.filter((person) => {
    if (person === from || reasonAgainst(person, situation) !== undefined) return false;
    return resolver.verdict(person, now, facts.get(roster.people[person]?.key ?? '')).available;
  });
  return { takers, why: `nobody of ${team} is on duty` };
}

/** Somebody who takes over, and how many open conversations they have. */
export interface Taker {
  readonly key: string;
  readonly identity: string;
  readonly load: number;
}

/** Gives so many conversations to whoever has least, one after another; of equals the first by key. @returns indexes into `takers`. */
export function distribute(count: number, takers: readonly Taker[]): number[] {
  const loads = takers.map(({ load }) => load);
  const order = takers
    .map((_, index) => index)
    .sort((a, b) => ((takers[a]?.key ?? '') < (takers[b]?.key ?? '') ? -1 : 1));
  return Array.from({ length: takers.length === 0 ? 0 : count }, () => {
    const least = order.reduce((best, index) => ((loads[index] ?? 0) < (loads[best] ?? 0) ? index : best));
    loads[least] = (loads[least] ?? 0) + 1;
    return least;
  });
}
