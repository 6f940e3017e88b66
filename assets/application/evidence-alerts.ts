/** The alerts about the evidence of leavers. */
import type { Alert } from './alert';

/** Evidence has been waiting to be filed for more than an hour. @param since in words. */
export function evidenceWaits(since: string): Alert {
  return {
    cause: 'evidence-waits',
    text: `Rosterline has not filed all that it did about leavers since ${since}: Sync refuses it, or ticks take too long. Lock-outs are made all the same, and each tick tries again. Until then GET /reports/leavers tells what the records tell.`,
  };
}

/** Something that is filed cannot be read. */
export function evidenceUnreadable(people: number): Alert {
  return {
    cause: 'evidence-unreadable',
    text: `The evidence of ${people === 1 ? '1 leaver' : `${people} leavers`} cannot be read: it was written by a later release, or is damaged. Rosterline leaves it as it is, and files nothing for them. GET /reports/leavers counts it as unreadable.`,
  };
}
