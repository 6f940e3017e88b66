/** What departs from the weekly pattern: holidays, leave, overrides. */

import type { Feed, Leave, Override, Roster } from '../../assets/domain/roster/roster';
import type { Day } from '../../assets/domain/time';
import { beginning, day, ending } from './calendar';
import type { Desk } from './diagnostics';
import { isMapping, readEntry, readList, readValue, show } from './entry';
import { holidayFeedFormat, holidayFormat, leaveFeedFormat, leaveFormat, overrideFormat } from './format';
import { type Names, personNamed } from './names';
import type { Path } from './source';

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
