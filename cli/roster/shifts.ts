/** Reads the weekly pattern: shifts, their rotations, and coverage rules. */
import type { z } from 'zod';
import type { Coverage, Feed, PersonIndex, Rotation, Shift, Weekly } from '../../assets/domain/roster/roster';
import { minuteOf, startOf, toDay } from './calendar';
import type { Diagnostics } from './diagnostics';
import { isMapping, readEntry, readList } from './entry';
import { coverageFormat, DAYS, EVERY, shiftFeedFormat, shiftFormat } from './format';
import { checkUnique, checkZone, type Names, NOBODY, peopleByKey, personByKey } from './names';
import type { Path } from './source';

type ShiftEntry = Partial<z.infer<typeof shiftFormat>>;

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
    entries.push({ id: feed.id, zone: feed.of.zone ?? zone, days: 0, from: 0, to: 0, fromFeed: true });
  }
  return { entries, feeds };
}

/** Splits a shift whose people are in several zones into one per zone. */
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
  const rotation = readRotation(diagnostics, names, entry.rotate, [...path, 'rotate']);
  if (Object.keys(entry).length > 0) checkStaff(diagnostics, value, path);
  const weekly = readWeekly(diagnostics, entry, path);
  if (weekly === undefined) return [];
  const id = entry.id ?? '';
  if (rotation !== undefined) return [{ id, ...weekly, zone: entry.zone ?? zone, rotation }];
  if (who.length === 0) return [];
  if (entry.zone !== undefined) return [{ id, ...weekly, zone: entry.zone, who }];
  const zones = new Set(who.map(zoneOf));
  return [...zones].map((own) => ({ id, ...weekly, zone: own, who: who.filter((person) => zoneOf(person) === own) }));
}

function readShiftFeed(diagnostics: Diagnostics, { value, path }: Item, ids: Set<string>, names: Names) {
  const entry = readEntry(diagnostics, shiftFeedFormat, value, path);
  const { id, ics: url, zone, ignore } = entry;
  checkUnique(diagnostics, ids, id, [...path, 'id'], 'an id of its own for each shift');
  checkZone(diagnostics, zone, [...path, 'zone']);
  const who = peopleByKey(diagnostics, names, entry.who, [...path, 'who']);
  if (id === undefined || url === undefined) return undefined;
  return { id, of: { url, ...(entry.who && { who }), ...(zone && { zone }), ...(ignore && { ignore }) } };
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
    const weekly = readWeekly(diagnostics, entry, item.path);
    if (weekly === undefined || id === undefined || min === undefined) return [];
    return [{ id, ...weekly, zone: entry.zone ?? zone, min, of }];
  });
}

function checkStaff(diagnostics: Diagnostics, value: unknown, path: Path): void {
  const { who, rotate } = value as Record<string, unknown>;
  if (who === undefined && rotate === undefined)
    diagnostics.error(path, 'found a shift without people, expected who or rotate');
  if (who !== undefined && rotate !== undefined)
    diagnostics.error([...path, 'rotate'], 'found both who and rotate, expected one of them', 'key');
}

/** Reads the common part of shifts and coverage rules; undefined if it is incomplete. */
function readWeekly(
  diagnostics: Diagnostics,
  entry: Omit<ShiftEntry, 'who' | 'rotate'>,
  path: Path,
): Omit<Weekly, 'zone'> | undefined {
  const { days, from, to, since, until } = entry;
  checkZone(diagnostics, entry.zone, [...path, 'zone']);
  if (since !== undefined && until !== undefined && toDay(until) < toDay(since)) {
    diagnostics.error([...path, 'until'], `found ${until}, expected a date no earlier than since (${since})`);
  }
  if (days === undefined || from === undefined || to === undefined) return undefined;
  return {
    days: days.reduce((bits, name) => bits | (1 << DAYS.indexOf(name)), 0),
    from: minuteOf(from),
    to: minuteOf(to),
    ...(since === undefined ? {} : { since: toDay(since) }),
    ...(until === undefined ? {} : { until: toDay(until) }),
  };
}

function readRotation(
  diagnostics: Diagnostics,
  names: Names,
  entry: ShiftEntry['rotate'],
  path: Path,
): Rotation | undefined {
  if (entry === undefined) return undefined;
  const members = entry.members.map((key, index) =>
    key === NOBODY ? null : (personByKey(diagnostics, names, key, [...path, 'members', index]) ?? null),
  );
  if (entry.members.every((key) => key === NOBODY)) {
    diagnostics.error([...path, 'members'], 'found only nobody, expected at least one person');
  }
  const [, length = '1', unit = 'week'] = EVERY.exec(entry.every) ?? [];
  const count = entry.count ?? 'calendar';
  if (count === 'worked' && unit !== 'day' && unit !== 'week') {
    diagnostics.error(
      [...path, 'count'],
      `found worked with every: ${entry.every}, expected days or weeks: only they can be worked or not`,
    );
  }
  // The pattern of `every` knows no other units.
  return { members, every: Number(length), unit: unit as Rotation['unit'], start: startOf(entry.start), count };
}
