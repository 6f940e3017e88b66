/** Parses the text of a roster file into the compiled roster, or into all its errors. */
import type { Roster } from '../domain/roster/roster';
import { compile } from './compile';
import type { HolidayData } from './country-holidays';
import { createDiagnostics, type Diagnostic, type Locate, printPath, sortByPosition } from './diagnostics';
import { readSource } from './source';

export type { Diagnostic } from './diagnostics';

export interface ValidRoster {
  readonly roster: Roster;
  /** Things that are allowed but probably not intended. */
  readonly warnings: readonly Diagnostic[];
  /** Finds a position in the text, for warnings that depend on the current time. */
  readonly locate: Locate;
  /** The values of the file as they are written. */
  readonly content: unknown;
}

export type RosterParseResult = ValidRoster | { readonly errors: readonly Diagnostic[] };

/**
 * Never throws, for any text. `file` is only the name used in errors, which are sorted by position.
 * @param holidayData absent: countries are not checked, their holidays do not count, and a warning says so
 * (`readRosterWithHolidays` brings the data).
 */
export function readRoster(text: string, file: string, holidayData?: HolidayData): RosterParseResult {
  const source = readSource(text);
  const found = source.problems.map(({ position, path, message }) => {
    return { file, ...position, path: printPath(path), message };
  });
  if (source.problems.some(({ stands }) => stands === undefined)) return { errors: sortByPosition(found) };
  const diagnostics = createDiagnostics(file, source.locate);
  const roster = compile(diagnostics, source.value, holidayData);
  const replaced = source.problems.filter(({ stands }) => stands === 'instead').map(({ path }) => printPath(path));
  const errors = diagnostics.errors().filter(({ path }) => !replaced.some((one) => isWithin(path, one)));
  if (roster === undefined || found.length + errors.length > 0)
    return { errors: sortByPosition([...found, ...errors]) };
  return { roster, warnings: diagnostics.warnings(), locate: source.locate, content: source.value };
}

/** Whether a printed path is another one, or leads on from it. */
function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
