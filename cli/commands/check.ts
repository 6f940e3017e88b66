/** `rosterline check`: everything that is wrong with a roster file, and what will fall short soon. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Fault } from '../roster/diagnostics';
import { exitWithTwo, fail } from '../roster/exit';
import { readRoster } from '../roster/read';
import { outlook } from '../roster/upcoming-warnings';

export interface Checked {
  readonly lines: readonly string[];
  /** 0: may be deployed; 1: faulty. */
  readonly code: 0 | 1;
}

/** Checks the text of a roster. `now` (ms UTC) is where the outlook begins. */
export function checkRoster(text: string, file: string, now: number): Checked {
  const reading = readRoster(text, file);
  if ('faults' in reading) {
    const { faults } = reading;
    return { lines: [...faults.map(printFault), `${file}: ${count(faults.length, 'fault')}`], code: 1 };
  }
  const { roster, warnings, locate } = reading;
  const all = [...warnings, ...outlook(roster, file, locate, now)].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  const shifts = new Set(roster.shifts.map((shift) => shift.id)).size;
  const content = `${count(roster.people.length, 'person', 'people')}, ${count(shifts, 'shift')}`;
  const summary = `${file}: sound, ${content}${all.length > 0 ? `, ${count(all.length, 'warning')}` : ''}`;
  return { lines: [...all.map((one) => printFault({ ...one, message: `warning: ${one.message}` })), summary], code: 0 };
}

/** "roster.yaml:3:9 people.ana.zone: …" */
export function printFault({ file, line, column, path, message }: Fault): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;
}

export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .description('name everything that is wrong with a roster, with file, line and reason')
    .argument('[file]', 'the roster', 'roster.yaml')
    .action((file: string) => {
      const { lines, code } = checkRoster(readFile(file), file, Date.now());
      console.log(lines.join('\n'));
      process.exitCode = code;
    });
  exitWithTwo(command);
}

/** The text of a file; ends the process with 2 if it cannot be read. */
export function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return fail(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
