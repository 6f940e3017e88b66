/** The values of the file → the compiled roster. Reports every fault; the result is only good if there was none. */
import { z } from 'zod';
import type { Roster } from '../../assets/domain/roster/roster';
import type { Desk } from './diagnostics';
import { isMapping, readList, readValue, show } from './entry';
import { readHolidays, readLeave, readOverrides } from './exceptions';
import { protectFormat, rosterFormat, zoneFormat } from './format';
import { checkZone, type Names } from './names';
import { checkIdentity, keysOfPeople, readPeople } from './people';
import { readCoverage, readShifts } from './shifts';
import { didYouMean } from './suggest';
import { readSwaps } from './swaps';

export function compile(desk: Desk, value: unknown): Roster | undefined {
  if (!isMapping(value)) {
    desk.fault([], `found ${show(value)}, expected a roster: a mapping with version, zone and people`);
    return undefined;
  }
  checkTop(desk, value);
  const zone = value.zone === undefined ? undefined : readValue(desk, zoneFormat, value.zone, ['zone']);
  checkZone(desk, zone, ['zone']);
  const own = zone ?? 'UTC';

  const calendars = isMapping(value.holidays) ? Object.keys(value.holidays) : [];
  const names: Names = { people: keysOfPeople(desk, value.people), calendars: new Set(calendars) };
  const people = readPeople(desk, value.people, names, own);
  const shifts = readShifts(desk, value.shifts, names, own, (person) => people[person]?.zone ?? own);
  const holidays = readHolidays(desk, value.holidays);
  const leave = readLeave(desk, value.leave, names);
  const overrides = readOverrides(desk, value.overrides, names);
  const coverage = readCoverage(desk, value.coverage, names, own);
  const protect = readList(desk, value.protect, ['protect'], 'a list of identities').map((item) => {
    const identity = readValue(desk, protectFormat, item.value, item.path);
    checkIdentity(desk, identity, item.path);
    return identity ?? '';
  });
  const swaps = readSwaps(desk, value.swaps, names, idsOf(value.shifts), shifts);
  const roster: Roster = {
    version: 1,
    zone: own,
    people,
    shifts,
    holidays: holidays.entries,
    leave: leave.entries,
    overrides,
    swaps,
    coverage,
    protect,
    feeds: [...leave.feeds, ...holidays.feeds],
  };
  warnOfIdle(desk, roster);
  return roster;
}

function checkTop(desk: Desk, value: Record<string, unknown>): void {
  const keys = Object.keys(rosterFormat.shape);
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    desk.fault(
      [key],
      `found the unknown key ${show(key)}, expected one of ${keys.join(', ')}${didYouMean(key, keys)}`,
      'key',
    );
  }
  for (const key of ['version', 'zone', 'people']) {
    if (!Object.hasOwn(value, key))
      desk.fault([], `${show(key)} is missing: a roster begins with version: 1, zone and people`);
  }
  if (value.version !== undefined) readValue(desk, z.literal(1, { error: '1' }), value.version, ['version']);
}

/** The ids of all shifts, faulty ones too. */
function idsOf(value: unknown): Set<string> {
  const ids = Array.isArray(value) ? value.map((entry: unknown) => (isMapping(entry) ? entry.id : undefined)) : [];
  return new Set(ids.filter((id) => typeof id === 'string'));
}

/** People and calendars that nothing uses: allowed, and often a forgotten line. */
function warnOfIdle(desk: Desk, { people, shifts, overrides, swaps, holidays }: Roster): void {
  const busy = new Set([
    ...shifts.flatMap(({ who, rotation }) => who ?? rotation?.members ?? []),
    ...overrides.filter((rule) => rule.available).map((rule) => rule.person),
    ...swaps.map((swap) => swap.take),
  ]);
  for (const [index, { key }] of people.entries()) {
    if (!busy.has(index)) desk.warn(['people', key], `${show(key)} is on no shift, and so never available`, 'key');
  }
  const used = new Set(people.flatMap((person) => person.holidays));
  for (const name of Object.keys(holidays)) {
    if (!used.has(name)) desk.warn(['holidays', name], `nobody has the holidays ${show(name)}`, 'key');
  }
}
