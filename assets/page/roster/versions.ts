/** The roster's versions, as its addresses answer them. Instants are RFC 3339 in UTC. */
import type { CountingVersionView, RosterVersionView } from '../../api/views/views';
import type { FieldError } from '../model/errors';

/** One version of the roster. */
export type RosterVersion = RosterVersionView;

/** `GET /roster/source` */
export interface RosterSource extends CountingVersionView {
  readonly yaml: string;
}

/** One of `GET /roster/history`, newest first. */
export interface PastVersion extends RosterVersion {
  /** Whether it is the one that counts. */
  readonly current: boolean;
}

/** A fault or a warning of a text; line and column from 1. */
export interface TextFault extends FieldError {
  readonly line: number;
  readonly column: number;
}

/** What publishing does: the answer of `POST /roster/publish` and `POST /roster/rollback`. */
export interface Publication extends RosterVersion {
  readonly dryRun: boolean;
  /** Whom the next tick switches. */
  readonly changes: readonly {
    readonly person: string;
    readonly identity: string;
    readonly available: boolean;
    readonly because: string;
  }[];
  /** Whom the next tick would switch off, and holds, because so many at once look like a truncated roster. */
  readonly held: readonly string[];
  /** Where coverage falls short within 14 days and did not before. */
  readonly shortfalls: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly have: number;
    readonly need: number;
  }[];
  /** Turns of rotations that somebody else gets; null: nobody. */
  readonly moved: readonly {
    readonly shift: string;
    readonly was: string | null;
    readonly now: string | null;
    readonly from: string;
    readonly to: string;
  }[];
  readonly warnings: readonly TextFault[];
}
