/** Shifts, their rotations, and coverage rules: what comes back every week. */
import type { z } from 'zod';
import type { Coverage, PersonIndex, Rotation, Shift, Weekly } from '../../assets/domain/roster/roster';
import { beginning, day, minuteOf } from './calendar';
import type { Desk } from './diagnostics';
import { readEntry, readList } from './entry';
import { coverageFormat, DAYS, EVERY, shiftFormat } from './format';
import { checkOnce, checkZone, type Names, NOBODY, peopleNamed, personNamed } from './names';
import type { Path } from './source';

type ShiftEntry = Partial<z.infer<typeof shiftFormat>>;

/** A shift of several zones becomes one of each. */
export function readShifts(
  desk: Desk,
  value: unknown,
  names: Names,
  zone: string,
  zoneOf: (person: PersonIndex) => string,
): Shift[] {
  const ids = new Set<string>();
  return readList(desk, value, ['shifts'], 'a list of shifts').flatMap((item): Shift[] => {
    const entry = readEntry(desk, shiftFormat, item.value, item.path);
    checkOnce(desk, ids, entry.id, [...item.path, 'id'], 'an id of its own for each shift');
    const who = peopleNamed(desk, names, entry.who, [...item.path, 'who']);
    const rotation = readRotation(desk, names, entry.rotate, [...item.path, 'rotate']);
    if (Object.keys(entry).length > 0) checkStaff(desk, item.value, item.path);
    const weekly = readWeekly(desk, entry, item.path);
    if (weekly === undefined) return [];
    const id = entry.id ?? '';
    if (rotation !== undefined) return [{ id, ...weekly, zone: entry.zone ?? zone, rotation }];
    if (who.length === 0) return [];
    if (entry.zone !== undefined) return [{ id, ...weekly, zone: entry.zone, who }];
    const zones = new Set(who.map(zoneOf));
    return [...zones].map((own) => ({ id, ...weekly, zone: own, who: who.filter((person) => zoneOf(person) === own) }));
  });
}

export function readCoverage(desk: Desk, value: unknown, names: Names, zone: string): Coverage[] {
  const ids = new Set<string>();
  return readList(desk, value, ['coverage'], 'a list of coverage rules').flatMap((item): Coverage[] => {
    const entry = readEntry(desk, coverageFormat, item.value, item.path);
    checkOnce(desk, ids, entry.id, [...item.path, 'id'], 'an id of its own for each coverage rule');
    const of = entry.of ? peopleNamed(desk, names, entry.of, [...item.path, 'of']) : [...names.people.values()];
    const { id, min } = entry;
    if (min !== undefined && min > of.length) {
      desk.warn([...item.path, 'min'], `found ${min} of ${of.length} people: it will always fall short`);
    }
    const weekly = readWeekly(desk, entry, item.path);
    if (weekly === undefined || id === undefined || min === undefined) return [];
    return [{ id, ...weekly, zone: entry.zone ?? zone, min, of }];
  });
}

function checkStaff(desk: Desk, value: unknown, path: Path): void {
  const { who, rotate } = value as Record<string, unknown>;
  if (who === undefined && rotate === undefined)
    desk.fault(path, 'found a shift without people, expected who or rotate');
  if (who !== undefined && rotate !== undefined)
    desk.fault([...path, 'rotate'], 'found both who and rotate, expected one of them', 'key');
}

/** What shifts and coverage rules have in common; undefined if it is not complete. */
function readWeekly(
  desk: Desk,
  entry: Omit<ShiftEntry, 'who' | 'rotate'>,
  path: Path,
): Omit<Weekly, 'zone'> | undefined {
  const { days, from, to, since, until } = entry;
  checkZone(desk, entry.zone, [...path, 'zone']);
  if (since !== undefined && until !== undefined && day(until) < day(since)) {
    desk.fault([...path, 'until'], `found ${until}, expected a date no earlier than since (${since})`);
  }
  if (days === undefined || from === undefined || to === undefined) return undefined;
  return {
    days: days.reduce((bits, name) => bits | (1 << DAYS.indexOf(name)), 0),
    from: minuteOf(from),
    to: minuteOf(to),
    ...(since === undefined ? {} : { since: day(since) }),
    ...(until === undefined ? {} : { until: day(until) }),
  };
}

function readRotation(desk: Desk, names: Names, entry: ShiftEntry['rotate'], path: Path): Rotation | undefined {
  if (entry === undefined) return undefined;
  const members = entry.members.map((key, index) =>
    key === NOBODY ? null : (personNamed(desk, names, key, [...path, 'members', index]) ?? null),
  );
  if (entry.members.every((key) => key === NOBODY)) {
    desk.fault([...path, 'members'], 'found only nobody, expected at least one person');
  }
  const [, length = '1', unit = 'week'] = EVERY.exec(entry.every) ?? [];
  const count = entry.count ?? 'calendar';
  if (count === 'worked' && unit !== 'day' && unit !== 'week') {
    desk.fault(
      [...path, 'count'],
      `found worked with every: ${entry.every}, expected days or weeks: only they can be worked or not`,
    );
  }
  // The pattern of `every` knows no other units.
  return { members, every: Number(length), unit: unit as Rotation['unit'], start: beginning(entry.start), count };
}
