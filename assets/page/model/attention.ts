/** What needs an operator's attention, in the tab's title and in the filter. */
import type { ActionItem } from './action-item';
import { type Health, needsAttention } from './health';

/** The keys of the people whom an item is about that needs attention. */
export function peopleInNeed(items: readonly ActionItem[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { acts, why, handover } of items.filter(needsAttention)) {
    const people = acts.flatMap((act) => {
      if ('person' in act) return act.person;
      return typeof act.people === 'number' ? [] : act.people;
    });
    for (const person of [...people, why, handover]) if (person) keys.add(person.person);
  }
  return keys;
}

const NAME = 'Rosterline';

/** "(3) Rosterline": how many items need attention; "(!) Rosterline" if none of them tells what is wrong with the whole. */
export function titleOf(items: readonly ActionItem[], { sign }: Pick<Health, 'sign'>): string {
  const count = items.filter(needsAttention).length;
  if (count > 0) return `(${count}) ${NAME}`;
  return sign === 'stop' ? `(!) ${NAME}` : NAME;
}

/** The title before anybody has signed in. */
export const TITLE_SIGNED_OUT = NAME;
