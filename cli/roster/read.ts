/** The text of a roster file → the compiled roster, or everything that is wrong with it. */
import type { Roster } from '../../assets/domain/roster/roster';
import { compile } from './compile';
import { type Fault, type Locate, openDesk, printPath, sorted } from './diagnostics';
import { readSource } from './source';

export type { Fault } from './diagnostics';

export type Reading =
  | {
      readonly roster: Roster;
      /** What is allowed and hardly meant. */
      readonly warnings: readonly Fault[];
      /** Where something stands in the text, for warnings that need a clock. */
      readonly locate: Locate;
    }
  | { readonly faults: readonly Fault[] };

/** Never throws, for any text. `file` only names the file in faults, which come all at once, sorted as they stand in the text. */
export function readRoster(text: string, file: string): Reading {
  const source = readSource(text);
  if (source.problems.length > 0) {
    const faults = source.problems.map(({ position, path, message }) => ({
      file,
      ...position,
      path: printPath(path),
      message,
    }));
    return { faults: sorted(faults) };
  }
  const desk = openDesk(file, source.locate);
  const roster = compile(desk, source.value);
  const faults = desk.faults();
  if (roster === undefined || faults.length > 0) return { faults };
  return { roster, warnings: desk.warnings(), locate: source.locate };
}
