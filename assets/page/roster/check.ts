/** Checks the text in the editor as publishing does, as far as that needs no server. */
import type { Roster } from '../../domain/roster/roster';
import { readText } from './reading';
import type { TextFault } from './versions';

export interface Checked {
  readonly errors: readonly TextFault[];
  readonly warnings: readonly TextFault[];
  /** Absent with errors. */
  readonly roster?: Roster;
}

export function check(text: string): Checked {
  const read = readText(text);
  return 'errors' in read
    ? { errors: read.errors, warnings: [] }
    : { errors: [], warnings: read.warnings, roster: read.roster };
}
