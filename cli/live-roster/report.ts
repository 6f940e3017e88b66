/** The answers of the live roster in plain words. */
import { Table } from 'console-table-printer';
import type { Problem, Published, Version } from './answers';

/** What a terminal takes for a command is not printed. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

/** "version 3 (operator, 2026-11-02T12:00:00Z: Cy takes over)". */
export function describeVersion({ version, at, by, note }: Omit<Version, 'replaced'>): string {
  const why = note === null ? '' : `: ${plain(note)}`;
  return `version ${version} (${at === null ? 'deployed' : `${plain(by)}, ${at}`}${why})`;
}

/** What publishing changes, or would. @param lines of the file before the text. */
export function describeChanges(published: Published, file: string, lines: number): string {
  const { changes, held, shortfalls, moved, warnings } = published;
  return [
    ...(changes.length > 0 ? ['The next tick switches:', changesTable(changes)] : ['The next tick switches nobody.']),
    ...(held.length > 0
      ? [
          `HELD: ${held.length} people (${some(held)}) would be switched off, more than half of those on duty, outside any shift boundary. The tick holds them until an operator releases the roster.`,
        ]
      : []),
    ...shortfalls.map(
      ({ id, from, to, have, need }) => `Coverage ${plain(id)} falls short from ${from} to ${to}: ${have} of ${need}.`,
    ),
    ...moved.map(
      ({ shift, was, now, from, to }) =>
        `Turns of ${plain(shift)} move: ${now ?? 'nobody'} instead of ${was ?? 'nobody'} from ${from} to ${to}.`,
    ),
    ...warnings.map((warning) => `warning: ${describeFault(warning, file, lines)}`),
  ].join('\n');
}

const MOST_NAMED = 10;

function some(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).map(plain).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function changesTable(changes: Published['changes']): string {
  const table = new Table({
    shouldDisableColors: true,
    columns: ['person', 'change', 'reason'].map((name) => ({ name, alignment: 'left' })),
  });
  for (const { person, available, because } of changes) {
    table.addRow({
      person: plain(person),
      change: available ? 'available' : 'not available',
      reason: plain(because),
    });
  }
  return table.render();
}

/** A refusal, with all faults of the text at their lines. */
export function describeProblem({ detail, errors = [], current }: Problem, file: string, lines: number): string {
  return [
    plain(detail),
    ...(current ? [`What counts now is ${describeVersion(current)}. Pull it, and make your change again.`] : []),
    ...errors.map((error) => describeFault(error, file, lines)),
  ].join('\n');
}

function describeFault(
  { path, message, line, column }: NonNullable<Problem['errors']>[number],
  file: string,
  lines: number,
): string {
  const place = line === undefined ? '' : `${file}:${line + lines}:${column ?? 1} `;
  return plain(`${place}${path}: ${message}`);
}
