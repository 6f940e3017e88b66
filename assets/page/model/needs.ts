/** What waits for an operator, most pressing first, each as a line in plain words. */
import type { PersonView, WholeView } from '../../views/views';
import type { Act } from './acts';
import { DAYS } from './frame';
import { needsOfPerson } from './needs-of-person';
import type { Row } from './rows';
import { frontlineOf, nowOf } from './standing';
import { moment, span } from './times';
import { dayOf, type WallClock } from './wall-clock';

/** `stop`: somebody has to decide; `warn`: something is not as it should be; `wait`: goes on by itself; `know`: to come. */
export type Weight = 'stop' | 'warn' | 'wait' | 'know';

export interface Need {
  readonly key: string;
  readonly weight: Weight;
  /** What it is about: a person's key, a coverage rule, a feed. */
  readonly about: string;
  readonly kind: string;
  readonly text: string;
  readonly acts: readonly Act[];
  /** Whose "why" helps. */
  readonly why?: PersonView;
}

const ORDER: readonly Weight[] = ['stop', 'warn', 'wait', 'know'];

export function needsOf(
  rows: readonly Row[],
  whole: WholeView | undefined,
  viewer: WallClock,
  now: number,
): readonly Need[] {
  const needs = [
    ...rows.flatMap((row) => needsOfPerson(row.person, whole?.dryRun ?? false, viewer, now)),
    ...differences(rows, whole),
    ...unanswered(rows, viewer, now),
    ...coverage(whole, viewer, now),
    ...feeds(whole, viewer, now),
  ];
  return needs.sort((a, b) => ORDER.indexOf(a.weight) - ORDER.indexOf(b.weight));
}

/** What the page has seen itself, and what the ticks' looks in turn have found where the page has not looked since. */
function differences(rows: readonly Row[], whole: WholeView | undefined): Need[] {
  const stopped = whole?.tick.stopped ?? false;
  const ofRows = rows.flatMap((row): Need[] => {
    const { person, look, found } = row;
    const { verdict, words: has } = frontlineOf(row, stopped);
    if (verdict !== 'differs' || !(look || found)) return [];
    const { words: should, because } = nowOf(person);
    const then =
      person.should.state === 'deactivated'
        ? whole?.dryRun
          ? 'This is a dry run: they are not locked out before it ends.'
          : 'They are locked out as soon as Frontline takes it.'
        : whole?.dryRun
          ? 'This is a dry run: it stays so.'
          : 'If somebody switched by hand, the next shift change puts it right.';
    const about = person.person;
    const text = `is ${has.toLowerCase()} at Frontline, and should be ${should.toLowerCase()} (${because}). ${then}`;
    return [{ key: `differs ${about}`, weight: 'warn', about, kind: 'Differs', text, acts: [], why: person }];
  });
  return [...ofRows, ...ofStrangers(rows, whole)];
}

/** Of those who are in no row a tick tells only the start of their record's name, as the log does. */
function ofStrangers(rows: readonly Row[], whole: WholeView | undefined): Need[] {
  const known = new Set(rows.map(({ person }) => person.person));
  const strangers = (whole?.differences ?? []).filter(({ person }) => !known.has(person));
  return strangers.map(({ person: about, field, found, expected }) => {
    const text = `is not on the roster (the log has them by this name): ${field} is ${found}, and should be ${expected}.`;
    return { key: `stranger ${about} ${field}`, weight: 'warn', about, kind: 'Differs', text, acts: [] };
  });
}

/** Frontline was looked at and did not answer: then nobody knows whether it is as it should be. */
function unanswered(rows: readonly Row[], viewer: WallClock, now: number): Need[] {
  const looks = rows.flatMap(({ look }) => (look?.frontline.seen === 'unreachable' ? [look.at] : []));
  if (looks.length === 0) return [];
  const people = looks.length === 1 ? 'one person' : `${looks.length} people`;
  const text = `did not answer for ${people} (asked ${moment(Math.max(...looks), viewer, now)}). Refresh asks again.`;
  return [{ key: 'unanswered', weight: 'warn', about: 'Frontline', kind: 'No answer', text, acts: [] }];
}

/** The gaps of a rule as one line: the timeline has each of them. */
function coverage(whole: WholeView | undefined, viewer: WallClock, now: number): Need[] {
  const rules = new Map<string, WholeView['coverage'][number][]>();
  // The window goes on for a day more than what is shown.
  const end = viewer.midnight(dayOf(viewer.wall(now)) + DAYS);
  for (const gap of whole?.coverage ?? []) {
    if (Date.parse(gap.to) > now && Date.parse(gap.from) < end) rules.set(gap.id, [...(rules.get(gap.id) ?? []), gap]);
  }
  return [...rules].flatMap(([id, gaps]): Need[] => {
    const [first] = gaps;
    if (!first) return [];
    const [from, to] = [Date.parse(first.from), Date.parse(first.to)];
    const when = from <= now ? `now, until ${moment(to, viewer, now)}` : span(from, to, viewer, now);
    const more =
      gaps.length === 1
        ? ''
        : `, and is short ${gaps.length - 1} more ${gaps.length === 2 ? 'time' : 'times'} within the ${DAYS} days`;
    const soon = from < now + 86_400_000;
    const text = `has ${first.have} of ${first.need} on duty ${when}${more}.`;
    return [{ key: `coverage ${id}`, weight: soon ? 'warn' : 'know', about: id, kind: 'Too few', text, acts: [] }];
  });
}

function feeds(whole: WholeView | undefined, viewer: WallClock, now: number): Need[] {
  return (whole?.feeds ?? []).flatMap(({ feed, failure, good, entries, warnings }): Need[] => {
    const common = { about: feed, acts: [] };
    if (failure !== undefined) {
      const last =
        good === null
          ? 'There is no earlier answer.'
          : `Its answer of ${moment(Date.parse(good), viewer, now)} stays in use (${entries} entries).`;
      const text = `cannot be read: ${failure} ${last}`;
      return [{ ...common, key: `feed ${feed}`, weight: good === null ? 'stop' : 'warn', kind: 'Feed', text }];
    }
    if (warnings.length === 0) return [];
    return [{ ...common, key: `feed ${feed}`, weight: 'know', kind: 'Feed', text: warnings.join(' ') }];
  });
}
