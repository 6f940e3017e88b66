/** `rosterline check`: validates a roster file and warns of upcoming shortfalls. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Roster } from '../../assets/domain/roster/roster';
import { createDiagnostics, type Diagnostic, sortByPosition } from '../roster/diagnostics';
import { findEarlierRoster } from '../roster/earlier-roster';
import { exitTwoOnUsageError, fail } from '../roster/exit';
import { hasRotations, warnAboutMovedTurns } from '../roster/moved-turns';
import { readRoster } from '../roster/read';
import { upcomingWarnings } from '../roster/upcoming-warnings';

export interface CheckResult {
  readonly lines: readonly string[];
  /** 0: valid; 1: has errors. */
  readonly code: 0 | 1;
}

/**
 * Validates the text of a roster. `now` (ms UTC) is the start of the upcoming warnings. @param earlier what its rotations are
 * compared with, or why there is nothing
 */
export function checkRoster(
  text: string,
  file: string,
  now: number,
  earlier?: ReturnType<typeof findEarlierRoster>,
): CheckResult {
  const result = readRoster(text, file);
  if ('errors' in result) {
    const { errors } = result;
    return { lines: [...errors.map(formatDiagnostic), `${file}: ${countOf(errors.length, 'error')}`], code: 1 };
  }
  const { roster, warnings, locate } = result;
  const moved = createDiagnostics(file, locate);
  if (earlier !== undefined && 'roster' in earlier) warnAboutMovedTurns(moved, earlier, roster, now);
  const all = sortByPosition([...warnings, ...upcomingWarnings(roster, file, locate, now), ...moved.warnings()]);
  const shifts = new Set(roster.shifts.map((shift) => shift.id)).size;
  const content = `${countOf(roster.people.length, 'person', 'people')}, ${countOf(shifts, 'shift')}`;
  const summary = `${file}: valid, ${content}${all.length > 0 ? `, ${countOf(all.length, 'warning')}` : ''}`;
  return {
    lines: [
      ...all.map((one) => formatDiagnostic({ ...one, message: `warning: ${one.message}` })),
      ...notCompared(roster, earlier),
      summary,
    ],
    code: 0,
  };
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
    `Whether turns move is not known: ${earlier.reason}. --against <file or revision> names what to compare with.`,
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
    .argument('[file]', 'the roster file', 'roster.yaml')
    .option('--against <file>', 'the earlier file or git revision to compare turns with (default: the last commit)')
    .action((file: string, { against }: { against?: string }) => {
      const text = readFile(file);
      const { lines, code } = checkRoster(text, file, Date.now(), earlierRoster(file, against));
      console.log(lines.join('\n'));
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
