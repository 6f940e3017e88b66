import type { PersonView, WholeView, WindowView } from '../../api/views/views';
import type { Look } from './looks';

/** One person of the table. */
export interface Row {
  readonly person: PersonView;
  /** Absent for somebody who is not on the roster. */
  readonly window: WindowView | undefined;
  /** The last look at Frontline, while it counts. */
  readonly look: Look | undefined;
  /** What a tick found otherwise, where the page has not looked since. */
  readonly found: Difference | undefined;
}

export type Difference = WholeView['differences'][number];
