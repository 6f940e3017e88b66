import type { TitleOf } from '../../application/held-in-words';
import type { Target } from '../../application/ports';
import type { FetchedUser } from '../../application/tick/fetch-users';
import {
  type DutyState,
  type DutyStatePorts,
  dutyStateReader,
  type LoadedState,
} from '../../application/tick/load-state';
import type { Person, PersonIndex } from '../../domain/roster/roster';
import { teamsByPerson } from '../../domain/roster/teams';
import type { Facts, Resolver } from '../../domain/schedule/schedule';
import { formatInstant } from '../../domain/time';
import { onRoster, recorded, seenNow } from './people';
import type { FrontlineView, RosterView } from './views';
import { windowViews } from './windows';

/** A page without what is true of the whole. */
type PageView = Omit<RosterView, 'at' | 'etags' | 'whole'>;

/** Somebody of the roster, with their place in it. */
interface Placed extends DutyState {
  readonly index: PersonIndex;
}

/** Users as they were just fetched, by identity. */
type Looks = ReadonlyMap<string, FetchedUser>;

/** What every page is made from: one reading of the state. Instants in ms. */
interface Basis {
  readonly loaded: LoadedState;
  readonly facts: Facts;
  readonly operator: RosterView['operator'];
  /** The window of the timelines, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** People on a page. */
  readonly size: number;
}

type PagesPorts = DutyStatePorts & {
  readonly resolver: Resolver;
  readonly target: Pick<Target, 'dryRun' | 'name'>;
  readonly titleOf: TitleOf;
};

interface Pages {
  /** How many there are: at least one, which may be empty. */
  readonly pages: number;
  /** The people of a page, which counts from 1. */
  readonly onPage: (page: number) => readonly Placed[];
  /** The people at these places of the roster, which count from 0. */
  readonly at: (places: ReadonlySet<number>) => readonly Placed[];
  /** A page as it is answered. @param looks the users, where they were fetched; else they are as last applied. */
  readonly viewOf: (page: number, people: readonly Placed[], looks?: Looks) => PageView;
}

/** The roster's people, a page at a time. */
export function pagesOf({ loaded, facts, operator, from, to, now, size }: Basis, ports: PagesPorts): Pages {
  const { roster, resolver, target } = ports;
  const stateOf = dutyStateReader(loaded, now, now, ports);
  const placed = (person: Person, index: PersonIndex): Placed => ({ ...stateOf(person, index), index });
  const teams = teamsByPerson(roster);
  const resolved = resolver.window(from, to, facts);
  const total = roster.people.length;
  const pages = Math.max(1, Math.ceil(total / size));
  return {
    pages,
    onPage(page) {
      const start = (page - 1) * size;
      return roster.people.slice(start, start + size).map((person, place) => placed(person, start + place));
    },
    at: (places) => roster.people.flatMap((person, index) => (places.has(index) ? placed(person, index) : [])),
    viewOf(page, chosen, looks) {
      const { windows, indexes } = windowViews(chosen.flatMap(({ index }) => resolved[index] ?? []));
      const people = chosen.map(({ index, identity, lastApplied, unknown }, place) =>
        onRoster(
          index,
          lastSeen(identity, lastApplied, target, looks),
          loaded.records.get(identity),
          facts,
          now,
          ports,
          { teams, window: indexes[place], unreadable: unknown },
        ),
      );
      return {
        operator,
        zone: roster.zone,
        from: formatInstant(from),
        to: formatInstant(to),
        page,
        pages,
        total,
        people,
        windows,
      };
    },
  };
}

/** A user as just fetched, or else as last applied; what a dry run notes was never applied. */
export function lastSeen(
  identity: string,
  last: DutyState['lastApplied'],
  { dryRun }: Pick<Target, 'dryRun'>,
  looks: Looks | undefined,
): FrontlineView {
  return looks ? seenNow(looks.get(identity)) : recorded(dryRun ? undefined : last);
}
