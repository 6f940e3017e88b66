/** Warns of upcoming problems in a valid roster: coverage that falls short, occurrences that a clock change skips, slips. */

import type { Roster } from '../domain/roster/roster';
import { createResolver } from '../domain/schedule/resolver';
import type { Dropped, Resolver, Shortfall } from '../domain/schedule/schedule';
import { DAY } from '../domain/time';
import { printDay } from './calendar';
import { type KnownRoster, warnAboutCuts } from './cut-warnings';
import { warnAboutDates } from './date-warnings';
import { createDiagnostics, type Diagnostic, type Diagnostics, type Locate } from './diagnostics';
import { printLocal } from './instants';
import { placeOfRule, placesOfFeeds } from './places';
import { warnAboutCovers, warnAboutSwaps } from './taker-warnings';
import { printHours } from './windows';

const COVERAGE_DAYS = 30;
const CLOCK_DAYS = 400;
/** How many shortfalls are listed; the rest are counted. */
const MAX_LISTED = 3;

/** Warnings for the time after `now` (ms UTC), in the order of the file. */
export function upcomingWarnings(known: KnownRoster, file: string, locate: Locate, now: number): readonly Diagnostic[] {
  const { roster, content, feeds } = known;
  const diagnostics = createDiagnostics(file, locate);
  const resolver = createResolver(roster, feeds?.facts);
  const places = placesOfFeeds(content, roster);
  for (const { feed, message } of feeds?.problems ?? []) diagnostics.warn(places[feed] ?? [], message);
  warnAboutDates(diagnostics, roster, now);
  warnAboutSwaps(diagnostics, known, now);
  warnAboutCovers(diagnostics, known, now);
  warnAboutCuts(diagnostics, known, now);
  if (feeds || !roster.shifts.some((shift) => shift.fromFeed)) {
    warnAboutCoverage(diagnostics, roster, resolver.coverage(now, now + COVERAGE_DAYS * DAY));
  } else if (roster.coverage.length > 0) {
    const message = 'is not checked: shifts come from calendars, which only --feeds and a deployment read';
    diagnostics.warn(['coverage'], message, 'key');
  }
  warnAboutDropped(diagnostics, roster, resolver, now);
  return diagnostics.warnings();
}

/**
 * The warnings that a publication shows. It says itself what coverage falls short of; the warnings about swaps and covers, which need a
 * resolver for each, take longer than a Function has.
 */
export function publishingWarnings(
  known: KnownRoster,
  file: string,
  locate: Locate,
  now: number,
): readonly Diagnostic[] {
  const diagnostics = createDiagnostics(file, locate);
  warnAboutDates(diagnostics, known.roster, now);
  warnAboutCuts(diagnostics, known, now);
  warnAboutDropped(diagnostics, known.roster, createResolver(known.roster), now);
  return diagnostics.warnings();
}

function warnAboutDropped(diagnostics: Diagnostics, roster: Roster, resolver: Resolver, now: number): void {
  for (const dropped of resolver.dropped(now, now + CLOCK_DAYS * DAY)) {
    diagnostics.warn(placeOfRule(roster, dropped.list, dropped.id), printDropped(dropped));
  }
}

export function printDropped({ id, zone, date, ...hours }: Dropped): string {
  return `"${id}" (${printHours(hours)}) does not take place on ${printDay(date)}: in ${zone} the clocks skip it`;
}

/** "nights: Sat 21 Nov 22:00 – Sun 22 Nov 06:00 (0 of 1)" without the name. */
export function printShortfall({ from, to, have, need }: Shortfall, zone: string): string {
  return `${printLocal(from, zone)} – ${printLocal(to, zone)} (${have} of ${need})`;
}

function warnAboutCoverage(diagnostics: Diagnostics, roster: Roster, shortfalls: readonly Shortfall[]): void {
  // A rule with several windows is several in the compiled roster, under one id.
  const zones = new Map(roster.coverage.map(({ id, zone }) => [id, zone]));
  for (const [index, [id, zone]] of [...zones].entries()) {
    const own = shortfalls.filter((shortfall) => shortfall.id === id);
    if (own.length === 0) continue;
    const named = own.slice(0, MAX_LISTED).map((shortfall) => printShortfall(shortfall, zone));
    const more = own.length > MAX_LISTED ? `, and ${own.length - MAX_LISTED} more` : '';
    const times = own.length === 1 ? 'once' : `${own.length} times`;
    diagnostics.warn(
      ['coverage', index],
      `"${id}" falls short ${times} in the next ${COVERAGE_DAYS} days: ${named.join(', ')}${more}`,
    );
  }
}
