/** Merges the roster's pages into one list of people, and filters it. */
import type { PersonView, RosterView, WindowView } from '../../api/views/views';
import type { Key } from '../i18n/translate';
import { isCurrent, type Observations } from './observations';
import type { Difference, Row } from './row';
import { compareWithFrontline, statusOf } from './status';
import type { Ticks } from './ticks';

export type Show = 'everyone' | 'on' | 'off' | 'attention' | 'differs' | 'left';

export const SHOWS: readonly (readonly [Show, Key])[] = [
  ['everyone', 'people.everyone'],
  ['on', 'status.on'],
  ['off', 'status.off'],
  ['attention', 'needs.heading'],
  ['differs', 'people.differs'],
  ['left', 'status.left'],
];

/** Everyone in the order of the roster, then people who are in records only. A person on two pages appears once. */
export function rowsOf(pages: readonly (RosterView | undefined)[], observations: Observations): Row[] {
  const rows = new Map<string, Row>();
  const differences = new Map((pages[0]?.whole?.differences ?? []).map((each) => [each.person, each]));
  const add = (person: PersonView, window?: WindowView, position?: number): void => {
    const last = observations.get(person.person);
    const observation = last && isCurrent(last, person) ? last : undefined;
    const one = observation ? undefined : differences.get(person.person);
    const found = one && isStill(one, person) ? one : undefined;
    rows.set(person.person, { person, window, observation, found, ...(position !== undefined && { position }) });
  };
  // Only the last page may have fewer people than the first.
  const size = pages[0]?.people.length ?? 0;
  pages.forEach((page, index) => {
    page?.people.forEach((person, place) => {
      const window = person.window === undefined ? undefined : page.windows[person.window];
      add(person, window, index * size + place);
    });
  });
  for (const person of pages[0]?.whole?.others ?? []) if (!rows.has(person.person)) add(person);
  return [...rows.values()];
}

/** Whether the value found by a tick still differs from the desired one; a shift change may have made them equal. */
function isStill({ field, found }: Difference, { should }: PersonView): boolean {
  return found !== String(field === 'state' ? should.state : should.available);
}

/** Who is wanted. */
export interface Wanted {
  readonly text: string;
  readonly show: Show;
  /** "" for everybody. */
  readonly team: string;
}

/**
 * The rows of the team that match `show`, and whose key, identity, names or zone contains every word of `text`.
 * @param attention the keys of those who need an operator's attention
 */
export function filtered(
  rows: readonly Row[],
  { text, show, team }: Wanted,
  ticks: Ticks,
  attention: ReadonlySet<string>,
): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && show === 'everyone' && team === '') return rows;
  return rows.filter(
    (row) =>
      isOfTeam(row, team) && isShown(row, show, ticks, attention) && words.every((word) => textOf(row).includes(word)),
  );
}

/** @param team "" for everybody */
export function isOfTeam({ person: { teams = [] } }: Row, team: string): boolean {
  return team === '' || teams.includes(team);
}

/** The names of all teams, each once. */
export function teamsIn(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap(({ person }) => person.teams ?? []))];
}

function isShown(row: Row, show: Show, ticks: Ticks, attention: ReadonlySet<string>): boolean {
  if (show === 'everyone') return true;
  if (show === 'attention') return attention.has(row.person.person);
  if (show === 'differs') return ['differs', 'missing'].includes(compareWithFrontline(row, ticks).verdict);
  return statusOf(row.person) === show;
}

function textOf({ person, observation }: Row): string {
  const friendly = observation?.frontline.seen === 'now' ? observation.frontline.friendlyName : '';
  return `${person.person} ${person.identity} ${person.name ?? ''} ${friendly} ${person.zone}`.toLowerCase();
}
