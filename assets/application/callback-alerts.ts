/** The alerts about Frontline's callbacks. */

import type { Alert } from './alert';

/** Requests of Frontline's callbacks went on, although nobody could be looked up. @param reason a sentence. */
export function callbacksUnchecked(reason: string): Alert {
  return {
    cause: 'callbacks-unchecked',
    text:
      `Rosterline cannot look up who uses Frontline's callbacks. ${reason} Until then requests are forwarded for everybody whom the process ` +
      'at hand does not know to have left, so a leaver who still has access to Frontline may see customers.',
  };
}
