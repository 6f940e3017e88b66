/** Compiles the values of the file into a roster. Reports every error; the result is valid only without any. */

import type { PersonIndex, Roster } from '../domain/roster/roster';
import { peopleOf } from '../domain/schedule/staffing';
import * as z from '../lib/zod';
import { PROVIDER_CONFIGS } from '../providers/provider-configs';
import { readHandover, readRouting } from './conversations';
import type { HolidayData } from './country-holidays';
import { readCovers } from './covers';
import type { Diagnostics } from './diagnostics';
import { describeValue, isMapping, readList, readValue } from './entry';
import { readLeave, readOverrides } from './exceptions';
import { rosterFormat } from './format';
import { authorityFormat, protectFormat, zoneFormat } from './format-policies';
import { readHolidays } from './holidays';
import { checkZone, type Names } from './names';
import { readNotify } from './notify';
import { readOperators } from './operators';
import { checkIdentity, keysOfPeople, readPeople } from './people';
import { readCoverage, readShifts } from './shifts';
import { didYouMean } from './suggest';
import { readSwaps } from './swaps';
import { readTeams } from './teams';

/** @param holidayData absent: countries are accepted unchecked. */
export function compile(
  diagnostics: Diagnostics,
  value: unknown,
  holidayData: HolidayData | undefined,
): Roster | undefined {
  if (!isMapping(value)) {
    diagnostics.error([], `found ${describeValue(value)}, expected a roster: a mapping with version, zone and people`);
    return undefined;
  }
  checkTopLevel(diagnostics, value);
  const zone = value.zone === undefined ? undefined : readValue(diagnostics, zoneFormat, value.zone, ['zone']);
  checkZone(diagnostics, zone, ['zone']);
  const own = zone ?? 'UTC';

  const calendars = isMapping(value.holidays) ? Object.keys(value.holidays) : [];
  const keys = keysOfPeople(diagnostics, value.people);
  const teams = readTeams(diagnostics, value.teams, keys);
  const names: Names = { people: keys, teams, calendars: new Set(calendars) };
  const people = readPeople(diagnostics, value.people, names, own);
  const zoneOf = (person: PersonIndex): string => people[person]?.zone ?? own;
  const shifts = readShifts(diagnostics, value.shifts, names, own, zoneOf);
  const { feeds: holidayFeeds, ...holidays } = readHolidays(diagnostics, value.holidays, holidayData);
  const leave = readLeave(diagnostics, value.leave, names);
  const overrides = readOverrides(diagnostics, value.overrides, names);
  const coverage = readCoverage(diagnostics, value.coverage, names, own);
  const protect = readList(diagnostics, value.protect, ['protect'], 'a list of identities').map((item) => {
    const identity = readValue(diagnostics, protectFormat, item.value, item.path);
    checkIdentity(diagnostics, identity, item.path);
    return identity ?? '';
  });
  const ids = idsOf(value.shifts);
  const covers = readCovers(diagnostics, value.covers, names, ids, zoneOf);
  const swaps = readSwaps(diagnostics, value.swaps, names, ids, shifts.entries, covers);
  const roster: Roster = {
    version: 1,
    zone: own,
    people,
    shifts: shifts.entries,
    ...holidays,
    leave: leave.entries,
    overrides,
    swaps,
    ...(covers.length > 0 && { covers }),
    coverage,
    protect,
    ...(value.authority !== undefined && { authority: readAuthority(diagnostics, value.authority) }),
    ...(teams.size > 0 && { teams: Object.fromEntries(teams) }),
    ...readHandover(diagnostics, value.handover, names, people),
    ...readRouting(diagnostics, value.routing, names),
    ...readNotify(diagnostics, value.notify, names, people),
    ...readOperators(diagnostics, value.operators),
    feeds: [...leave.feeds, ...holidayFeeds, ...shifts.feeds],
  };
  warnAboutUnused(diagnostics, roster);
  return roster;
}

function checkTopLevel(diagnostics: Diagnostics, value: Record<string, unknown>): void {
  const keys = Object.keys(rosterFormat.shape);
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    diagnostics.error(
      [key],
      `found the unknown key ${describeValue(key)}, expected one of ${keys.join(', ')}${didYouMean(key, keys)}`,
      'key',
    );
  }
  for (const key of ['version', 'zone', 'people']) {
    if (!Object.hasOwn(value, key))
      diagnostics.error([], `${describeValue(key)} is missing: a roster begins with version: 1, zone and people`);
  }
  if (value.version !== undefined) readValue(diagnostics, z.literal(1, { error: '1' }), value.version, ['version']);
}

/** The senders that may lift every lock-out. */
function readAuthority(diagnostics: Diagnostics, value: unknown): string[] {
  const senders = PROVIDER_CONFIGS.map(({ name }) => name);
  return readList(diagnostics, value, ['authority'], 'a list of senders').map((item) => {
    const name = readValue(diagnostics, authorityFormat, item.value, item.path) ?? '';
    if (name !== '' && !senders.some((sender) => sender === name)) {
      diagnostics.error(
        item.path,
        `found the unknown sender ${describeValue(name)}, expected one of ${senders.join(', ')}${didYouMean(name, senders)}`,
      );
    }
    return name;
  });
}

/** The ids of all shifts, including invalid ones. */
function idsOf(value: unknown): Set<string> {
  const ids = Array.isArray(value) ? value.map((entry: unknown) => (isMapping(entry) ? entry.id : undefined)) : [];
  return new Set(ids.filter((id) => typeof id === 'string'));
}

/** Warns of people and calendars that nothing uses: allowed, but often a forgotten line. */
function warnAboutUnused(
  diagnostics: Diagnostics,
  { people, shifts, overrides, swaps, covers = [], holidays, feeds }: Roster,
): void {
  // A calendar may name anybody.
  const fromFeeds = feeds.flatMap((feed) => (feed.kind === 'shift' ? (feed.who ?? [...people.keys()]) : []));
  const busy = new Set([
    ...fromFeeds,
    ...shifts.flatMap(peopleOf),
    ...overrides.filter((rule) => rule.available).map((rule) => rule.person),
    ...swaps.map((swap) => swap.take),
    ...covers.map((cover) => cover.by),
  ]);
  if (busy.size === 0 && people.length > 0) {
    // One line, and not one for everybody, in the place that explains them all.
    diagnostics.warn(
      ['people'],
      'nobody is on a shift: unless a sender reports shifts, a tick with this roster takes everybody off duty',
      'key',
    );
  }
  for (const [index, { key }] of people.entries()) {
    if (busy.size > 0 && !busy.has(index))
      diagnostics.warn(['people', key], `${describeValue(key)} is on no shift, and so never available`, 'key');
  }
  const used = new Set(people.flatMap((person) => person.holidays));
  for (const name of Object.keys(holidays)) {
    if (!used.has(name)) diagnostics.warn(['holidays', name], `nobody has the holidays ${describeValue(name)}`, 'key');
  }
}
