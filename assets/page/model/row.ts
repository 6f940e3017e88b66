import type { PersonView, WholeView, WindowView } from '../../api/views/views';
import type { Observation } from './observations';

/** One person of the table. */
export interface Row {
  readonly person: PersonView;
  /** Absent for somebody who is not on the roster. */
  readonly window: WindowView | undefined;
  /** The last fetched Frontline user, while it is up to date. */
  readonly observation: Observation | undefined;
  /** A difference found by a tick, if the page has not fetched the user since. */
  readonly found: Difference | undefined;
  /** Where they stand in the roster, from 0; absent for somebody who is not on it. */
  readonly position?: number;
}

export type Difference = WholeView['differences'][number];
