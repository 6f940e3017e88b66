/** `rosterline check`: validates a roster file and warns of upcoming shortfalls. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Roster } from '../../assets/domain/roster/roster';
import { windowAt } from '../../assets/feeds/next-stored';
import type { AskedFeeds } from '../../assets/roster-file/asked-feeds';
import { createDiagnostics, type Diagnostic, sortByPosition } from '../../assets/roster-file/diagnostics';
import { hasRotations, warnAboutMovedTurns } from '../../assets/roster-file/moved-turns';
import { placesOfFeeds } from '../../assets/roster-file/places';
import type { ValidRoster } from '../../assets/roster-file/read';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { upcomingWarnings } from '../../assets/roster-file/upcoming-warnings';
import { waitFor } from '../progress';
import { askFeeds } from '../roster/ask-feeds';
import { DEFAULT_ROSTER } from '../roster/chosen-file';
import { findEarlierRoster } from '../roster/earlier-roster';
import { exitTwoOnUsageError, fail } from '../roster/exit';
import { ownWaiting } from '../waiting';

export interface CheckResult {
  readonly lines: readonly string[];
  /** 0: valid; 1: has errors, or feeds that could not be read. */
  readonly code: 0 | 1;
  /** The same for programs. */
  readonly report: CheckReport;
}

/** What `check --json` prints. */
interface CheckReport {
  readonly file: string;
  readonly valid: boolean;
  /** Of a valid roster; shifts are counted by their ids. */
  readonly people?: number;
  readonly shifts?: number;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  /** What could not be checked, in sentences. */
  readonly notes: readonly string[];
}

/** What a roster is checked with besides itself. */
interface CheckedWith {
  /** What its rotations are compared with, or why there is nothing. */
  readonly earlier?: ReturnType<typeof findEarlierRoster>;
  /** Asks its feeds; absent: they are not asked. */
  readonly ask?: (roster: Roster) => Promise<AskedFeeds>;
}

interface CheckOptions {
  readonly against?: string;
  readonly feeds?: true;
  readonly json?: true;
}

/** Validates the text of a roster. `now` (ms UTC) is the start of the upcoming warnings. */
export async function checkRoster(
  text: string,
  file: string,
  now: number,
  { earlier, ask }: CheckedWith = {},
): Promise<CheckResult> {
  const result = await readRosterWithHolidays(text, file, now);
  if ('errors' in result) {
    const { errors } = result;
    return {
      lines: [...errors.map(formatDiagnostic), `${file}: ${countOf(errors.length, 'error')}`],
      code: 1,
      report: { file, valid: false, errors, warnings: [], notes: [] },
    };
  }
  const { roster, warnings, locate } = result;
  const feeds = await ask?.(roster);
  const moved = createDiagnostics(file, locate);
  if (earlier !== undefined && 'roster' in earlier) warnAboutMovedTurns(moved, earlier, roster, now);
  const all = sortByPosition([
    ...warnings,
    ...upcomingWarnings({ ...result, feeds }, file, locate, now),
    ...moved.warnings(),
  ]);
  const shifts = new Set(roster.shifts.map((shift) => shift.id)).size;
  const content = `${countOf(roster.people.length, 'person', 'people')}, ${countOf(shifts, 'shift')}`;
  const summary = `${file}: valid, ${content}${all.length > 0 ? `, ${countOf(all.length, 'warning')}` : ''}`;
  const notes = [...notCompared(roster, earlier), ...(feeds === undefined ? notAsked(result, file) : [])];
  return {
    lines: [...all.map((one) => formatDiagnostic({ ...one, message: `warning: ${one.message}` })), ...notes, summary],
    code: feeds?.problems.some(({ failed }) => failed) ? 1 : 0,
    report: { file, valid: true, people: roster.people.length, shifts, errors: [], warnings: all, notes },
  };
}

/** A line where the roster has feeds that were not fetched. */
export function notAsked({ roster, content, locate }: ValidRoster, file: string): string[] {
  const places = placesOfFeeds(content, roster).map((path) => `${file}:${locate(path).line}`);
  if (places.length === 0) return [];
  const [what, verb, their] =
    places.length === 1 ? ['1 feed', 'was', 'its'] : [`${places.length} feeds`, 'were', 'their'];
  return [`${what} ${verb} not fetched, so ${their} events are missing here (${places.join(', ')}): use --feeds`];
}

/** What rotations are compared with; exits with 2 if that was named and cannot be read. */
export function earlierRoster(file: string, against: string | undefined): ReturnType<typeof findEarlierRoster> {
  const found = findEarlierRoster(file, against);
  return against !== undefined && 'reason' in found ? fail(`--against ${against}: ${found.reason}`) : found;
}

/** A line where rotations could not be compared. */
export function notCompared(roster: Roster, earlier: ReturnType<typeof findEarlierRoster> | undefined): string[] {
  if (earlier === undefined || !('reason' in earlier) || !hasRotations(roster)) return [];
  return [
    `Not checked: whether your edits move the turns of a rotation, because ${earlier.reason}. With a new roster that does not matter; otherwise name the earlier one by check --against <file or revision>.`,
  ];
}

/** "roster.yaml:3:9 people.ana.zone: …" */
export function formatDiagnostic({ file, line, column, path, message }: Diagnostic): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;
}

export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .description('validate a roster file: report every error with file, line and reason')
    .argument('[file]', 'the roster file', DEFAULT_ROSTER)
    .option('--against <file>', 'the earlier file or git revision to compare turns with (default: the last commit)')
    .option('--feeds', 'fetch the feeds of the roster, and check with what they say')
    .option('--json', 'print JSON')
    .action(async (file: string, { against, feeds, json }: CheckOptions) => {
      const text = readFile(file);
      const now = Date.now();
      const ask = (roster: Roster): Promise<AskedFeeds> =>
        waitFor('Fetching the calendars of the roster …', () => askFeeds(roster, windowAt(now)), ownWaiting);
      const earlier = earlierRoster(file, against);
      const { lines, code, report } = await checkRoster(text, file, now, { earlier, ...(feeds && { ask }) });
      console.log(json ? JSON.stringify(report, null, 2) : lines.join('\n'));
      process.exitCode = code;
    });
  exitTwoOnUsageError(command);
}

/** Reads a file; exits with 2 if it cannot be read. */
export function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return fail(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function countOf(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
