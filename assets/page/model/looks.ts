/** What was seen at Frontline, kept for as long as nothing newer is known. */
import type { FrontlineView, PersonView } from '../../api/views/views';

/** One look at a user, and what else was known then. */
export interface Look {
  readonly frontline: FrontlineView;
  readonly at: number;
  /** What stood beside it: once one of these has changed, somebody has been told something since. */
  readonly beside: string;
}

/** By the person's key. */
export type Looks = ReadonlyMap<string, Look>;

export function lookOf(seen: PersonView, at: number, known: PersonView | undefined): Look {
  return { frontline: seen.frontline, at, beside: besideOf(known ?? seen) };
}

/** Whether a look still says how things are. */
export function counts(look: Look, person: PersonView): boolean {
  return look.beside === besideOf(person);
}

function besideOf({ should, frontline }: PersonView): string {
  const noted = frontline.seen === 'noted' ? frontline.available : '';
  return `${should.state} ${should.available} ${noted}`;
}
