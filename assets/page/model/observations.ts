/** Frontline users as last fetched, kept until something newer is known. */
import type { FrontlineView, PersonView } from '../../api/views/views';

/** A fetched user and the roster's state at that time. */
export interface Observation {
  readonly frontline: FrontlineView;
  /** When it was fetched, ms since the epoch. */
  readonly at: number;
  /** Desired and recorded values at that time: if one has changed, Frontline may have been updated since. */
  readonly context: string;
}

/** By the person's key. */
export type Observations = ReadonlyMap<string, Observation>;

export function observe(seen: PersonView, at: number, known: PersonView | undefined): Observation {
  return { frontline: seen.frontline, at, context: contextOf(known ?? seen) };
}

/** Whether an observation is still up to date. */
export function isCurrent(observation: Observation, person: PersonView): boolean {
  return observation.context === contextOf(person);
}

function contextOf({ should, frontline }: PersonView): string {
  const noted = frontline.seen === 'noted' ? frontline.available : '';
  return `${should.state} ${should.available} ${noted}`;
}
