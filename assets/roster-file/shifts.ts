/** Reads the weekly pattern: shifts, their rotations, and coverage rules. */

import type { Coverage, Feed, PersonIndex, Shift } from '../domain/roster/roster';
import type { Diagnostics } from './diagnostics';
import { isMapping, readEntry, readList } from './entry';
import { coverageFormat, shiftFeedFormat, shiftFormat } from './format';
import { checkUnique, checkZone, type Names, peopleByKey } from './names';
import { checkMembers, readRotation } from './rotation';
import { readChanges } from './rotation-changes';
import type { Path } from './source';
import { readWindows } from './windows';

type Item = { readonly value: unknown; readonly path: Path };

/** The shifts, and the feeds of those whose occurrences are events. */
export function readShifts(
  diagnostics: Diagnostics,
  value: unknown,
  names: Names,
  zone: string,
  zoneOf: (person: PersonIndex) => string,
): { readonly entries: Shift[]; readonly feeds: Feed[] } {
  const ids = new Set<string>();
  const entries: Shift[] = [];
  const feeds: Feed[] = [];
  for (const item of readList(diagnostics, value, ['shifts'], 'a list of shifts')) {
    if (!isMapping(item.value) || !('ics' in item.value)) {
      entries.push(...readShift(diagnostics, item, ids, names, zone, zoneOf));
      continue;
    }
    const feed = readShiftFeed(diagnostics, item, ids, names);
    if (feed === undefined) continue;
    feeds.push({ kind: 'shift', shift: entries.length, ...feed.of });
    entries.push({
      id: feed.id,
      zone: feed.of.zone ?? zone,
      days: 0,
      from: 0,
      to: 0,
      fromFeed: true,
      ...feed.onHolidays,
    });
  }
  return { entries, feeds };
}

/** Splits a shift whose people are in several zones into one per zone, and one with several windows into one per window. */
function readShift(
  diagnostics: Diagnostics,
  { value, path }: Item,
  ids: Set<string>,
  names: Names,
  zone: string,
  zoneOf: (person: PersonIndex) => string,
): Shift[] {
  const entry = readEntry(diagnostics, shiftFormat, value, path);
  checkUnique(diagnostics, ids, entry.id, [...path, 'id'], 'an id of its own for each shift');
  const who = peopleByKey(diagnostics, names, entry.who, [...path, 'who']);
  const rule = readRotation(diagnostics, names, entry.rotate, [...path, 'rotate']);
  if (rule === undefined && isMapping(value)) checkMembers(diagnostics, names, value.rotate, [...path, 'rotate']);
  if (Object.keys(entry).length > 0) checkStaff(diagnostics, value, path);
  const windows = readWindows(diagnostics, entry, value, path);
  const [first] = windows;
  if (first === undefined) return [];
  const id = entry.id ?? '';
  const also = onHolidays(entry);
  if (rule !== undefined) {
    const own = entry.zone ?? zone;
    const surroundings = {
      diagnostics,
      names,
      weekly: { ...first, zone: own },
      starts: windows.map(({ from }) => from),
      rule,
    };
    const changes = readChanges(surroundings, entry.rotate?.changes, path);
    const rotation = { ...rule, ...(changes.length > 0 && { changes }) };
    const dayFrom = windows.length > 1 && { dayFrom: first.from };
    return windows.map((window) => ({ id, ...window, zone: own, ...also, ...dayFrom, rotation }));
  }
  const zones = new Set(who.map((person) => entry.zone ?? zoneOf(person)));
  return [...zones].flatMap((local) => {
    const here = who.filter((person) => (entry.zone ?? zoneOf(person)) === local);
    return windows.map((window) => ({ id, ...window, zone: local, ...also, who: here }));
  });
}

function readShiftFeed(diagnostics: Diagnostics, { value, path }: Item, ids: Set<string>, names: Names) {
  const entry = readEntry(diagnostics, shiftFeedFormat, value, path);
  const { id, ics: url, zone, ignore } = entry;
  checkUnique(diagnostics, ids, id, [...path, 'id'], 'an id of its own for each shift');
  checkZone(diagnostics, zone, [...path, 'zone']);
  const who = peopleByKey(diagnostics, names, entry.who, [...path, 'who']);
  if (id === undefined || url === undefined) return undefined;
  return {
    id,
    onHolidays: onHolidays(entry),
    of: { url, ...(entry.who && { who }), ...(zone && { zone }), ...(ignore && { ignore }) },
  };
}

function onHolidays({ holidays }: { holidays?: 'work' | undefined }): Pick<Shift, 'worksHolidays'> {
  return holidays === 'work' ? { worksHolidays: true } : {};
}

export function readCoverage(diagnostics: Diagnostics, value: unknown, names: Names, zone: string): Coverage[] {
  const ids = new Set<string>();
  return readList(diagnostics, value, ['coverage'], 'a list of coverage rules').flatMap((item): Coverage[] => {
    const entry = readEntry(diagnostics, coverageFormat, item.value, item.path);
    checkUnique(diagnostics, ids, entry.id, [...item.path, 'id'], 'an id of its own for each coverage rule');
    const of = entry.of ? peopleByKey(diagnostics, names, entry.of, [...item.path, 'of']) : [...names.people.values()];
    const { id, min } = entry;
    if (min !== undefined && min > of.length) {
      diagnostics.warn([...item.path, 'min'], `found ${min} of ${of.length} people: it will always fall short`);
    }
    const windows = readWindows(diagnostics, entry, item.value, item.path);
    if (id === undefined || min === undefined) return [];
    return windows.map((window) => ({ id, ...window, zone: entry.zone ?? zone, min, of }));
  });
}

function checkStaff(diagnostics: Diagnostics, value: unknown, path: Path): void {
  const { who, rotate } = value as Record<string, unknown>;
  if (who === undefined && rotate === undefined)
    diagnostics.error(path, 'found a shift without people, expected who or rotate');
  if (who !== undefined && rotate !== undefined)
    diagnostics.error([...path, 'rotate'], 'found both who and rotate, expected one of them', 'key');
}
