/** What will go wrong soon, though the file is sound: coverage that falls short, occurrences that the clocks swallow. */

import type { Roster } from '../../assets/domain/roster/roster';
import { createResolver } from '../../assets/domain/schedule/resolver';
import type { Dropped, Shortfall } from '../../assets/domain/schedule/schedule';
import { DAY } from '../../assets/domain/time';
import { printDay } from './calendar';
import { type Desk, type Fault, type Locate, openDesk } from './diagnostics';
import { printLocal } from './instants';

const COVERAGE_DAYS = 30;
const CLOCK_DAYS = 400;
/** So many stretches are named; the others are counted. */
const NAMED = 3;

/** Warnings for the time after `now` (ms UTC), in the order of the file. */
export function outlook(roster: Roster, file: string, locate: Locate, now: number): readonly Fault[] {
  const desk = openDesk(file, locate);
  const resolver = createResolver(roster);
  warnOfCoverage(desk, roster, resolver.coverage(now, now + COVERAGE_DAYS * DAY));
  for (const dropped of resolver.dropped(now, now + CLOCK_DAYS * DAY)) {
    desk.warn([dropped.list, indexOf(roster, dropped)], printDropped(dropped));
  }
  return desk.warnings();
}

export function printDropped({ id, zone, date }: Dropped): string {
  return `"${id}" does not take place on ${printDay(date)}: in ${zone} the clocks skip it`;
}

/** "nights: Sat 21 Nov 22:00 – Sun 22 Nov 06:00 (0 of 1)" without the name. */
export function printShortfall({ from, to, have, need }: Shortfall, zone: string): string {
  return `${printLocal(from, zone)} – ${printLocal(to, zone)} (${have} of ${need})`;
}

function warnOfCoverage(desk: Desk, roster: Roster, shortfalls: readonly Shortfall[]): void {
  for (const [index, { id, zone }] of roster.coverage.entries()) {
    const own = shortfalls.filter((shortfall) => shortfall.id === id);
    if (own.length === 0) continue;
    const named = own.slice(0, NAMED).map((shortfall) => printShortfall(shortfall, zone));
    const more = own.length > NAMED ? `, and ${own.length - NAMED} more` : '';
    const times = own.length === 1 ? 'once' : `${own.length} times`;
    desk.warn(
      ['coverage', index],
      `"${id}" falls short ${times} in the next ${COVERAGE_DAYS} days: ${named.join(', ')}${more}`,
    );
  }
}

/** The place in the file: a shift of several zones is several in the compiled roster, under one id. */
function indexOf(roster: Roster, { list, id }: Dropped): number {
  return [...new Set(roster[list].map((rule) => rule.id))].indexOf(id);
}
