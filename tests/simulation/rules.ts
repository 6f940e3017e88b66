/**
 * Rules of the contract that the simulation can leave out: what a rule that is left out needs is not drawn, and what it
 * demands is not asserted. Each is here because the product did not keep it yet when the simulation was written; the list
 * must become empty.
 */
export type Rule =
  | 'spellings' // a person named by SID, in capitals or in decomposed form is the same person
  | 'spellings-in-outages' // also where Frontline cannot be asked when the event comes
  | 'refused-profile' // a profile field that Frontline refuses does not hold up a lock-out
  | 'many-leaves' // more than 20 leaves of one person, the present one among them
  | 'unreadable' // an unreadable Item costs one person; duty and heartbeat Documents are rebuilt
  | 'future-heartbeat' // a lease or a last tick in the future is not believed
  | 'record-key' // another RECORD_KEY is noticed, and records are refiled
  | 'outage-age' // during an outage only lock-outs at most five minutes old
  | 'outage-limit' // and at most the limit by one process in an hour
  | 'limit-counts' // the hourly limit holds under any load and fault, and strangers do not use it up
  | 'release-limit-only' // release without a name lets go what the limit held, and nothing else
  | 'undo-said' // undo goes by what was said, also after a lost answer
  | 'lie-unchanged' // a 200 that shows the user unchanged is retried
  | 'removed' // people taken off the roster while on duty are switched off
  | 'truncated' // a roster that looks truncated is held
  | 'open-override' // an override without until ends at the first boundary after its timestamp
  | 'reused-id' // a reused id with a later timestamp does not lose a lock-out
  | 'stranger-alert' // an offboarding of somebody whom Frontline does not know is alerted
  | 'drift-cursor' // everybody is looked at within the hour, whatever the interval of ticks
  | 'slow-sync' // a lock-out with Sync at 2.4 s a call, refusing or hanging is done within the request
  | 'sources' // a source lifts only its own lock-outs, unless the roster gives it the authority to lift all
  | 'same-second'; // a timestamp in whole seconds means its whole second

/** What the product does not keep yet. */
export const LEFT_OUT: readonly Rule[] = [];

export type HasRule = (rule: Rule) => boolean;

/** Whether a rule is asserted. */
export const asserted: HasRule = (rule) => !LEFT_OUT.includes(rule);
