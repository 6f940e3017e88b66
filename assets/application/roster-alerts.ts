/** The alerts about the roster as a whole. */

import type { Alert } from './alert';

/** Shift changes of a roster that looks truncated are held. @param people how many they would switch off. */
export function heldRoster(people: number): Alert {
  return {
    cause: 'held-roster',
    text:
      `Rosterline holds a change of the roster: it would switch off ${people} people at once, more than half of those on duty, ` +
      'outside any shift boundary. Publish or deploy the right roster, or release it if it is meant.',
  };
}

/**
 * It cannot be told which roster counts.
 * @param reason a sentence. @param held whether nobody is switched because of it; otherwise the last known roster is used.
 */
export function rosterInDoubt(reason: string, held: boolean): Alert {
  const consequence = held
    ? 'Until it can be told which roster counts, nobody is switched on or off duty; leavers are locked out as ever.'
    : 'Rosterline goes on with the last roster that it knows.';
  return { cause: 'roster-in-doubt', text: `${reason} ${consequence} If it lasts, publish the roster anew.` };
}

/** Nobody knows any more who was on the last roster. */
export function rosterPeopleUnreadable(): Alert {
  return {
    cause: 'roster-people',
    text: 'Rosterline cannot read whom its last roster had, and begins anew with the present one. Whoever was taken off the roster while on duty in the last minutes stays available: look for them in Frontline.',
  };
}
