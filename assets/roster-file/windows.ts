/** Reads when something weekly takes place: the windows of a day, and the dates. */

import type { Weekly } from '../domain/roster/roster';
import { DAY_MINUTES } from '../domain/schedule/dates';
import type * as z from '../lib/zod';
import { minuteOf, toDay } from './calendar';
import type { Diagnostics } from './diagnostics';
import { describeValue, isMapping, reportMissing } from './entry';
import type { coverageFormat } from './format';
import { DAYS, EXPECTED_TIMES } from './format-values';
import { checkZone } from './names';
import type { Path } from './source';

type WeeklyEntry = Pick<
  Partial<z.infer<typeof coverageFormat>>,
  'days' | 'from' | 'to' | 'hours' | 'zone' | 'since' | 'until'
>;

type Hours = NonNullable<WeeklyEntry['hours']>[number];

type Window = Omit<Weekly, 'zone'>;

/** The windows by their beginning; none if the entry is incomplete. @param value as it is in the file */
export function readWindows(diagnostics: Diagnostics, entry: WeeklyEntry, value: unknown, path: Path): Window[] {
  const { days, since, until } = entry;
  checkZone(diagnostics, entry.zone, [...path, 'zone']);
  if (since !== undefined && until !== undefined && toDay(until) < toDay(since)) {
    diagnostics.error([...path, 'until'], `found ${until}, expected a date no earlier than since (${since})`);
  }
  const hours = readHours(diagnostics, entry, value, path);
  if (days === undefined) return [];
  const starts = days.reduce((bits, name) => bits | (1 << DAYS.indexOf(name)), 0);
  const bounds = {
    ...(since === undefined ? {} : { since: toDay(since) }),
    ...(until === undefined ? {} : { until: toDay(until) }),
  };
  const windows = hours.map(({ of, at }) => {
    if (of.from === of.to) warnAboutWholeDay(diagnostics, of, at);
    return { at, window: { days: starts, from: minuteOf(of.from), to: minuteOf(of.to), ...bounds } };
  });
  windows.sort((a, b) => a.window.from - b.window.from);
  checkOverlaps(diagnostics, windows);
  return windows.map(({ window }) => window);
}

/** `from` and `to`, or `hours`, each with its path. */
function readHours(
  diagnostics: Diagnostics,
  { from, to, hours }: WeeklyEntry,
  value: unknown,
  path: Path,
): { readonly of: Hours; readonly at: Path }[] {
  if (!isMapping(value)) return [];
  if ('hours' in value) {
    for (const key of ['from', 'to']) {
      if (!(key in value)) continue;
      diagnostics.error([...path, key], `found both hours and ${key}, expected hours, or from and to`, 'key');
    }
    return (hours ?? []).map((of, index) => ({ of, at: [...path, 'hours', index] }));
  }
  // Both may be left out for `hours`, so it is here that they are missed.
  for (const key of ['from', 'to'] as const) {
    if (!(key in value)) reportMissing(diagnostics, [...path, key], EXPECTED_TIMES[key]);
  }
  return from === undefined || to === undefined ? [] : [{ of: { from, to }, at: path }];
}

function warnAboutWholeDay(diagnostics: Diagnostics, { from, to }: Hours, path: Path): void {
  const meant = from === '00:00' ? '; "24:00" says the same in a clearer way' : '; if it is not meant, correct to';
  diagnostics.warn([...path, 'to'], `found ${describeValue(to)} twice: it lasts 24 hours${meant}`);
}

/** @param windows by their beginning */
function checkOverlaps(diagnostics: Diagnostics, windows: readonly { window: Window; at: Path }[]): void {
  const endOf = ({ from, to }: Window): number => (to <= from ? to + DAY_MINUTES : to);
  const report = (at: Path, one: Window, other: Window, day: string): void => {
    const found = `found ${printHours(one)}`;
    diagnostics.error(
      at,
      `${found}, expected hours that do not overlap with those before (${printHours(other)}${day})`,
    );
  };
  for (const [index, { window, at }] of windows.entries()) {
    const before = windows[index - 1]?.window;
    if (before !== undefined && endOf(before) > window.from) report(at, window, before, '');
  }
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined || first === last) return;
  const { days } = first.window;
  const onNextDay = (((days << 1) | (days >> 6)) & days) !== 0;
  if (onNextDay && endOf(last.window) - DAY_MINUTES > first.window.from) {
    report(first.at, first.window, last.window, ' of the day before');
  }
}

/** "08:00–12:00". */
export function printHours({ from, to }: Pick<Weekly, 'from' | 'to'>): string {
  const print = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${print(from)}–${print(to)}`;
}
