/** Warns of dates that are probably slips: far in the future, or long past. */
import type { Roster, Weekly } from '../domain/roster/roster';
import { wallAt, zoneNamed } from '../domain/schedule/zones';
import type { Day } from '../domain/time';
import { printDay, printWall } from './calendar';
import type { Diagnostics } from './diagnostics';
import { placeOfRule } from './places';
import type { Path } from './source';

const FAR_DAYS = 365;
const LONG_PAST_DAYS = 30;

/** @param now ms UTC */
export function warnAboutDates(diagnostics: Diagnostics, roster: Roster, now: number): void {
  warnAboutOldCovers(diagnostics, roster, now);
  const seen = new Set<string>();
  for (const list of ['shifts', 'coverage'] as const) {
    for (const rule of roster[list]) {
      const path = placeOfRule(roster, list, rule.id);
      if (seen.has(JSON.stringify(path))) continue;
      seen.add(JSON.stringify(path));
      const today = Math.floor(wallAt(zoneNamed(rule.zone), now) / 1440);
      warnAboutBounds(diagnostics, rule, today, path);
      const start = 'rotation' in rule ? rule.rotation?.start : undefined;
      if (start === undefined || start < (today + FAR_DAYS) * 1440) continue;
      diagnostics.warn(
        [...path, 'rotate', 'start'],
        `the rotation starts on ${printWall(start)}, a year or more from now, and nobody has a turn before: check the year, or keep the old start and put what is new into changes`,
      );
    }
  }
}

/** Covers long past. */
function warnAboutOldCovers(diagnostics: Diagnostics, { covers = [], people, zone }: Roster, now: number): void {
  for (const [index, { person, to }] of covers.entries()) {
    const today = Math.floor(wallAt(zoneNamed(people[person]?.zone ?? zone), now) / 1440);
    const last = Math.ceil(to / 1440) - 1;
    if (last >= today - LONG_PAST_DAYS) continue;
    diagnostics.warn(['covers', index, 'to'], pastMessage(last, today, 'to'));
  }
}

function warnAboutBounds(diagnostics: Diagnostics, { since, until }: Weekly, today: number, path: Path): void {
  if (since !== undefined && since >= today + FAR_DAYS) {
    diagnostics.warn([...path, 'since'], `starts on ${printDay(since)}, a year or more from now: check the year`);
  }
  if (until !== undefined && until < today - LONG_PAST_DAYS) {
    diagnostics.warn([...path, 'until'], pastMessage(until, today, 'until'));
  }
}

function pastMessage(last: Day, today: Day, key: string): string {
  return `ended on ${printDay(last)}, ${today - last} days ago: delete the entry, or correct ${key}`;
}
