import type { PersonView, WholeView, WindowView } from '../../api/views/views';
import type { Observation } from './observations';

/** One person of the table. */
export interface Row {
  readonly person: PersonView;
  /** Absent for somebody who is not on the roster. */
  readonly window: WindowView | undefined;
  /** The last look at Frontline, while it counts. */
  readonly observation: Observation | undefined;
  /** What a tick found otherwise, where the page has not looked since. */
  readonly found: Difference | undefined;
}

export type Difference = WholeView['differences'][number];
