/** The text of a roster file → the compiled roster, or everything that is wrong with it. */
import type { Roster } from '../../assets/domain/roster/roster';
import { compile } from './compile';
import { createDiagnostics, type Diagnostic, type Locate, printPath, sortByPosition } from './diagnostics';
import { readSource } from './source';

export type { Diagnostic } from './diagnostics';

export type RosterParseResult =
  | {
      readonly roster: Roster;
      /** What is allowed and hardly meant. */
      readonly warnings: readonly Diagnostic[];
      /** Where something stands in the text, for warnings that need a clock. */
      readonly locate: Locate;
    }
  | { readonly errors: readonly Diagnostic[] };

/** Never throws, for any text. `file` only names the file in errors, which come all at once, sorted as they stand in the text. */
export function readRoster(text: string, file: string): RosterParseResult {
  const source = readSource(text);
  if (source.problems.length > 0) {
    const errors = source.problems.map(({ position, path, message }) => ({
      file,
      ...position,
      path: printPath(path),
      message,
    }));
    return { errors: sortByPosition(errors) };
  }
  const diagnostics = createDiagnostics(file, source.locate);
  const roster = compile(diagnostics, source.value);
  const errors = diagnostics.errors();
  if (roster === undefined || errors.length > 0) return { errors: errors };
  return { roster, warnings: diagnostics.warnings(), locate: source.locate };
}
