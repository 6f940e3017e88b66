/** What was seen at Frontline, kept for as long as nothing newer is known. */
import type { FrontlineView, PersonView } from '../../api/views/views';

/** One look at a user, and what else was known then. */
export interface Observation {
  readonly frontline: FrontlineView;
  readonly at: number;
  /** What stood beside it: once one of these has changed, somebody has been told something since. */
  readonly context: string;
}

/** By the person's key. */
export type Observations = ReadonlyMap<string, Observation>;

export function observe(seen: PersonView, at: number, known: PersonView | undefined): Observation {
  return { frontline: seen.frontline, at, context: contextOf(known ?? seen) };
}

/** Whether a look still says how things are. */
export function isCurrent(observation: Observation, person: PersonView): boolean {
  return observation.context === contextOf(person);
}

function contextOf({ should, frontline }: PersonView): string {
  const noted = frontline.seen === 'noted' ? frontline.available : '';
  return `${should.state} ${should.available} ${noted}`;
}
