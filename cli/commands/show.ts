/** `rosterline show`: shows who is on duty and when, as a timeline or as JSON. */
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import type { Roster } from '../../assets/domain/roster/roster';
import { DAY_MINUTES } from '../../assets/domain/schedule/dates';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { midnight, toInstant, wallAt, zoneNamed } from '../../assets/domain/schedule/zones';
import { DAY } from '../../assets/domain/time';
import type { AskedFeeds } from '../../assets/roster-file/asked-feeds';
import { readInstant } from '../../assets/roster-file/instants';
import { placesOfFeeds } from '../../assets/roster-file/places';
import type { ValidRoster } from '../../assets/roster-file/read';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { waitFor } from '../progress';
import { askFeeds } from '../roster/ask-feeds';
import { DEFAULT_ROSTER } from '../roster/chosen-file';
import { exitTwoOnUsageError, fail } from '../roster/exit';
import { printJson, scheduleOf } from '../roster/schedule';
import { drawTimeline } from '../roster/timeline/draw';
import { painter } from '../roster/timeline/glyphs';
import { ownWaiting } from '../waiting';
import { formatDiagnostic, notAsked, readFile } from './check';

interface ShowOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: true;
  readonly feeds?: true;
  readonly zone?: string;
}

const DEFAULT_DAYS = 7;
const MAX_DAYS = 3660;
const DEFAULT_WIDTH = 80;

export function addShow(program: Command): void {
  const command = program
    .command('show')
    .description('show who is on duty, and when')
    .argument('[file]', 'the roster file', DEFAULT_ROSTER)
    .option('--from <instant>', 'RFC 3339 or a date (default: midnight today)')
    .option('--to <instant>', `RFC 3339 or a date (default: ${DEFAULT_DAYS} days after --from)`)
    .option('--zone <zone>', 'IANA time zone of dates and days (default: the zone of the roster)')
    .option('--feeds', 'fetch the feeds of the roster, and show what they say too')
    .option('--json', 'print JSON')
    .action((file: string, options: ShowOptions) => show(file, options, Date.now()));
  exitTwoOnUsageError(command);
}

async function show(file: string, options: ShowOptions, now: number): Promise<void> {
  const result = await readRosterWithHolidays(readFile(file), file, now);
  if ('errors' in result) {
    console.error(result.errors.map(formatDiagnostic).join('\n'));
    process.exitCode = 1;
    return;
  }
  const { roster } = result;
  const zone = options.zone ?? roster.zone;
  const { from, to } = windowOf(options, zone, now);
  const fetchFeeds = () => askFeeds(roster, { from, to });
  const feeds = options.feeds && (await waitFor('Fetching the calendars of the roster …', fetchFeeds, ownWaiting));
  const missing = feeds ? problemsOf(feeds, result, file) : notAsked(result, file);
  const notes = [...missing, ...holidaysUnknown(roster, from, to)];
  const schedule = scheduleOf(createResolver(roster, feeds?.facts), from, to, notes);
  if (options.json) {
    console.log(printJson(roster, schedule));
    return;
  }
  const { isTTY, columns } = process.stdout;
  const colours = isTTY && !process.env.NO_COLOR ? createColors(true) : undefined;
  const canvas = { width: columns ?? DEFAULT_WIDTH, zone, paint: painter(colours), now };
  console.log(drawTimeline(roster, schedule, canvas).join('\n').trimEnd());
}

/** A note on the part of a window (ms UTC) for which the holidays of countries were not looked up. */
export function holidaysUnknown({ holidayYears }: Roster, from: number, to: number): string[] {
  if (holidayYears === undefined) return [];
  const { first, last } = holidayYears;
  if (from >= Date.UTC(first, 0) && to <= Date.UTC(last + 1, 0)) return [];
  return [`Holidays of countries are known from ${first} to ${last}; outside of these years they are missing here.`];
}

/** Each problem of a feed, with its place in the file. */
function problemsOf({ problems }: AskedFeeds, { roster, content, locate }: ValidRoster, file: string): string[] {
  const places = placesOfFeeds(content, roster);
  return problems.map(({ feed, message }) => `${file}:${locate(places[feed] ?? []).line} ${message}`);
}

/** The requested window, ms UTC; exits with 2 if it is invalid. */
function windowOf(options: ShowOptions, zone: string, now: number): { from: number; to: number } {
  const known = knownZone(zone);
  const instant = (name: 'from' | 'to', text: string): number =>
    readInstant(text, zone) ??
    fail(`--${name} ${text}: expected an RFC 3339 instant such as 2026-11-02T12:00:00Z or a date such as 2026-11-02`);
  const today = midnight(known, now);
  const from = options.from === undefined ? today : instant('from', options.from);
  const weekLater = toInstant(known, wallAt(known, from) + DEFAULT_DAYS * DAY_MINUTES);
  const to = options.to === undefined ? weekLater : instant('to', options.to);
  if (to <= from) fail('--to must be later than --from');
  if (to - from > MAX_DAYS * DAY) fail(`can show at most ${MAX_DAYS} days`);
  return { from, to };
}

function knownZone(zone: string): ReturnType<typeof zoneNamed> {
  try {
    return zoneNamed(zone);
  } catch {
    return fail(`--zone ${zone}: expected an IANA time zone such as Europe/Madrid`);
  }
}
