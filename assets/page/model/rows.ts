/** Merges the roster's pages into one list of people, and filters it. */
import type { PersonView, RosterView, WindowView } from '../../api/views/views';
import type { Key } from '../i18n/translate';
import { isCurrent, type Observations } from './observations';
import type { Difference, Row } from './row';
import { compareWithFrontline, statusOf } from './status';
import type { Ticks } from './ticks';

export type Show = 'everyone' | 'on' | 'off' | 'differs' | 'left';

export const SHOWS: readonly (readonly [Show, Key])[] = [
  ['everyone', 'people.everyone'],
  ['on', 'status.on'],
  ['off', 'status.off'],
  ['differs', 'people.differs'],
  ['left', 'status.left'],
];

/** Everyone in the order of the roster, then people who are in records only. A person on two pages appears once. */
export function rowsOf(pages: readonly (RosterView | undefined)[], observations: Observations): Row[] {
  const rows = new Map<string, Row>();
  const differences = new Map((pages[0]?.whole?.differences ?? []).map((each) => [each.person, each]));
  const add = (person: PersonView, window: WindowView | undefined): void => {
    const last = observations.get(person.person);
    const observation = last && isCurrent(last, person) ? last : undefined;
    const one = observation ? undefined : differences.get(person.person);
    rows.set(person.person, { person, window, observation, found: one && isStill(one, person) ? one : undefined });
  };
  for (const page of pages) {
    for (const person of page?.people ?? []) {
      add(person, person.window === undefined ? undefined : page?.windows[person.window]);
    }
  }
  for (const person of pages[0]?.whole?.others ?? []) if (!rows.has(person.person)) add(person, undefined);
  return [...rows.values()];
}

/** Whether the value found by a tick still differs from the desired one; a shift change may have made them equal. */
function isStill({ field, found }: Difference, { should }: PersonView): boolean {
  return found !== String(field === 'state' ? should.state : should.available);
}

/** The rows that match `show` and whose key, identity, name or zone contains every word of `text`. */
export function filtered(rows: readonly Row[], text: string, show: Show, ticks: Ticks): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && show === 'everyone') return rows;
  return rows.filter((row) => isShown(row, show, ticks) && words.every((word) => textOf(row).includes(word)));
}

function isShown(row: Row, show: Show, ticks: Ticks): boolean {
  if (show === 'everyone') return true;
  if (show === 'differs') return ['differs', 'missing'].includes(compareWithFrontline(row, ticks).verdict);
  return statusOf(row.person) === show;
}

function textOf({ person, observation }: Row): string {
  const friendly = observation?.frontline.seen === 'now' ? observation.frontline.friendlyName : '';
  return `${person.person} ${person.identity} ${friendly} ${person.zone}`.toLowerCase();
}
