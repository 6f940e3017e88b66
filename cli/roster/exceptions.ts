/** What departs from the weekly pattern: holidays, leave, overrides, swaps. */

import { staffingOf } from '../../assets/duty/shifts.private';
import { occurrenceOn, startsOn } from '../../assets/duty/zones.private';
import type { Day, Feed, Leave, Override, PersonIndex, Roster, Shift, Swap } from '../../assets/roster/roster';
import { beginning, day, ending } from './calendar';
import type { Desk } from './desk';
import { isMapping, readEntry, readList, readValue, show } from './entry';
import { holidayFeedFormat, holidayFormat, leaveFeedFormat, leaveFormat, overrideFormat, swapFormat } from './format';
import { type Names, personNamed } from './names';
import type { Path } from './source';
import { didYouMean } from './suggest';

type Found<T> = { readonly entries: T; readonly feeds: Feed[] };

/** `es: [dates]`, `es: { ics }`, or dates and feeds in one list. */
export function readHolidays(desk: Desk, value: unknown): Found<Roster['holidays']> {
  const feeds: Feed[] = [];
  if (value === undefined || value === null) return { entries: {}, feeds };
  if (!isMapping(value)) {
    desk.fault(['holidays'], `found ${show(value)}, expected a mapping from names to lists of dates`);
    return { entries: {}, feeds };
  }
  const entries = Object.entries(value).map(([calendar, content]): [string, Day[]] => {
    const path = ['holidays', calendar];
    const dates = new Set<Day>();
    const one = (item: unknown, at: Path): void => {
      if (isMapping(item)) {
        const { ics } = readEntry(desk, holidayFeedFormat, item, at);
        if (ics !== undefined) feeds.push({ kind: 'holidays', calendar, url: ics });
      } else {
        const date = readValue(desk, holidayFormat, item, at);
        if (date !== undefined) dates.add(day(date));
      }
    };
    if (isMapping(content)) one(content, path);
    else for (const item of readList(desk, content, path, 'a list of dates or { ics: … }')) one(item.value, item.path);
    return [calendar, [...dates].sort((a, b) => a - b)];
  });
  return { entries: Object.fromEntries(entries), feeds };
}

/** A list of `{ who, from, to }` and feeds, or one feed. */
export function readLeave(desk: Desk, value: unknown, names: Names): Found<Leave[]> {
  const feeds: Feed[] = [];
  const entries: Leave[] = [];
  const items = isMapping(value)
    ? [{ value: value as unknown, path: ['leave'] as Path }]
    : readList(desk, value, ['leave'], 'a list of { who, from, to }, or { ics: … }');
  for (const { value: item, path } of items) {
    if (isMapping(item) && 'ics' in item) {
      const { who, ics } = readEntry(desk, leaveFeedFormat, item, path);
      const person = personNamed(desk, names, who, [...path, 'who']);
      if (ics !== undefined) feeds.push({ kind: 'leave', ...(person === undefined ? {} : { person }), url: ics });
    } else {
      const leave = readSpell(desk, readEntry(desk, leaveFormat, item, path), path, names);
      if (leave !== undefined) entries.push(leave);
    }
  }
  return { entries, feeds };
}

export function readOverrides(desk: Desk, value: unknown, names: Names): Override[] {
  return readList(desk, value, ['overrides'], 'a list of overrides').flatMap(({ value: item, path }) => {
    const entry = readEntry(desk, overrideFormat, item, path);
    const spell = readSpell(desk, entry, path, names);
    return spell === undefined || entry.available === undefined ? [] : [{ ...spell, available: entry.available }];
  });
}

/**
 * What is given must be there to give, which can only be told from compiled shifts: `shifts` is undefined while
 * something else is wrong, and then only the names are checked, against `ids`.
 */
export function readSwaps(
  desk: Desk,
  value: unknown,
  names: Names,
  ids: ReadonlySet<string>,
  shifts: readonly Shift[] | undefined,
): Swap[] {
  const swaps: Swap[] = [];
  for (const { value: item, path } of readList(desk, value, ['swaps'], 'a list of swaps')) {
    const entry = readEntry(desk, swapFormat, item, path);
    const give = personNamed(desk, names, entry.give, [...path, 'give']);
    const take = personNamed(desk, names, entry.take, [...path, 'take']);
    const id = entry.shift;
    if (give !== undefined && give === take) {
      desk.fault([...path, 'take'], `found ${show(entry.take)} on both sides, expected somebody else`);
    }
    if (id !== undefined && !ids.has(id)) {
      desk.fault(
        [...path, 'shift'],
        `found the unknown shift ${show(id)}, expected the id of a shift${didYouMean(id, ids)}`,
      );
    }
    if (
      shifts === undefined ||
      !ids.has(id ?? '') ||
      id === undefined ||
      give === undefined ||
      take === undefined ||
      entry.date === undefined
    )
      continue;
    const date = day(entry.date);
    const shift = shifts.findIndex((one, index) => one.id === id && mayGive(one, index, give, swaps));
    const compiled = shifts[shift];
    if (compiled === undefined) {
      desk.fault([...path, 'give'], `found ${show(entry.give)}, expected somebody who works ${show(id)}`);
    } else if (!startsOn(compiled, date)) {
      desk.fault([...path, 'date'], `found ${entry.date}, expected a date on which ${show(id)} starts`);
    } else {
      const earlier = swaps.filter((swap) => swap.shift === shift && swap.date === date);
      const { parts } = staffingOf(compiled, occurrenceOn(compiled, date), earlier);
      if (parts.every((part) => part.person !== give)) {
        desk.warn(
          [...path, 'give'],
          `it is not the turn of ${show(entry.give)} on ${entry.date}: the swap changes nothing`,
        );
      }
      swaps.push({ shift, date, give, take });
    }
  }
  return swaps;
}

/** Whoever works the shift at all, or has taken some of it. */
function mayGive(shift: Shift, index: number, person: PersonIndex, earlier: readonly Swap[]): boolean {
  return (
    (shift.who ?? shift.rotation?.members ?? []).includes(person) ||
    earlier.some((swap) => swap.shift === index && swap.take === person)
  );
}

function readSpell(
  desk: Desk,
  entry: { who?: string | undefined; from?: string | undefined; to?: string | undefined },
  path: Path,
  names: Names,
): Leave | undefined {
  const person = personNamed(desk, names, entry.who, [...path, 'who']);
  if (entry.from === undefined || entry.to === undefined) return undefined;
  const from = beginning(entry.from);
  const to = ending(entry.to);
  if (to <= from) desk.fault([...path, 'to'], `found ${entry.to}, expected an end after its beginning (${entry.from})`);
  return person === undefined ? undefined : { person, from, to };
}
