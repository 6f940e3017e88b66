import type { TitleOf } from '../../application/held-in-words';
import type { Target } from '../../application/ports';
import type { FetchedUser } from '../../application/tick/fetch-users';
import type { DutyState } from '../../application/tick/load-state';
import type { PersonRecord } from '../../domain/person/record';
import { stateOf } from '../../domain/person/target';
import type { PersonIndex, Roster } from '../../domain/roster/roster';
import type { TeamsByPerson } from '../../domain/roster/teams';
import type { Facts, Resolver } from '../../domain/schedule/schedule';
import { type About, personView } from './person';
import type { FrontlineView, PersonView } from './views';

interface OffRosterPorts {
  readonly roster: Pick<Roster, 'zone'>;
  readonly target: Pick<Target, 'name'>;
  readonly titleOf: TitleOf;
}

interface OnRosterPorts extends OffRosterPorts {
  readonly roster: Roster;
  readonly resolver: Pick<Resolver, 'verdict'>;
}

/** Someone on the roster. */
export function onRoster(
  index: PersonIndex,
  frontline: FrontlineView,
  record: PersonRecord | undefined,
  facts: Facts,
  now: number,
  { roster, resolver, target, titleOf }: OnRosterPorts,
  {
    teams: teamsOf,
    window,
    unreadable,
  }: { readonly teams: TeamsByPerson; readonly window?: number | undefined; readonly unreadable: boolean },
): PersonView {
  const person = roster.people[index];
  if (!person) throw new RangeError(`no person ${index}`);
  const { key, identity, names, zone, manager } = person;
  const teams = teamsOf.get(index);
  const about: About = {
    person: key,
    identity,
    ...(names?.[0] !== undefined && { name: names[0] }),
    ...(teams && { teams }),
    zone,
    onRoster: true,
    ...(manager !== undefined && { manager: roster.people[manager]?.key ?? '' }),
    ...(record && { record }),
    target: target.name,
    titleOf,
    verdict: resolver.verdict(index, now, facts.get(key)),
    frontline,
    unreadable,
    ...(window !== undefined && { window }),
  };
  return personView(about, now);
}

/** Someone of whom there is a record or a user, and whom the roster does not know. */
export function offRoster(
  identity: string,
  frontline: FrontlineView,
  record: PersonRecord | undefined,
  now: number,
  { roster, target, titleOf }: OffRosterPorts,
  unreadable = false,
): PersonView {
  return personView(
    {
      person: identity,
      identity,
      zone: roster.zone,
      onRoster: false,
      frontline,
      target: target.name,
      titleOf,
      unreadable,
      ...(record && { record }),
    },
    now,
  );
}

/** A user as Frontline has just shown it. */
export function seenNow(look: FetchedUser): FrontlineView {
  if (look === undefined) return { seen: 'missing' };
  if (look === 'unreachable') return { seen: 'unreachable' };
  const { id, access, available, name } = look;
  return { seen: 'now', sid: id, state: stateOf(access), available, friendlyName: name };
}

/** A user as it was last applied and noted. */
export function recorded(last: DutyState['lastApplied']): FrontlineView {
  if (last === 'missing') return { seen: 'missing' };
  return last === undefined ? { seen: 'unknown' } : { seen: 'noted', available: last };
}
