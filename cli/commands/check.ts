/** `rosterline check`: validates a roster file and warns of upcoming shortfalls. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Diagnostic } from '../roster/diagnostics';
import { exitTwoOnUsageError, fail } from '../roster/exit';
import { readRoster } from '../roster/read';
import { upcomingWarnings } from '../roster/upcoming-warnings';

export interface CheckResult {
  readonly lines: readonly string[];
  /** 0: valid; 1: has errors. */
  readonly code: 0 | 1;
}

/** Validates the text of a roster. `now` (ms UTC) is the start of the upcoming warnings. */
export function checkRoster(text: string, file: string, now: number): CheckResult {
  const result = readRoster(text, file);
  if ('errors' in result) {
    const { errors } = result;
    return { lines: [...errors.map(formatDiagnostic), `${file}: ${countOf(errors.length, 'error')}`], code: 1 };
  }
  const { roster, warnings, locate } = result;
  const all = [...warnings, ...upcomingWarnings(roster, file, locate, now)].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  const shifts = new Set(roster.shifts.map((shift) => shift.id)).size;
  const content = `${countOf(roster.people.length, 'person', 'people')}, ${countOf(shifts, 'shift')}`;
  const summary = `${file}: valid, ${content}${all.length > 0 ? `, ${countOf(all.length, 'warning')}` : ''}`;
  return {
    lines: [...all.map((one) => formatDiagnostic({ ...one, message: `warning: ${one.message}` })), summary],
    code: 0,
  };
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
    .action((file: string) => {
      const { lines, code } = checkRoster(readFile(file), file, Date.now());
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
