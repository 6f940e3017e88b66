/** Every alert: its cause, by which repetitions are told apart, and its text for the operators. A target goes by its title. */

import type { TargetName } from '../domain/person/target';
import type { Shortfall } from '../domain/schedule/schedule';

/** What is wrong with a target as a whole, not with single users. */
export type Refusal = 'unreachable' | 'changes-refused' | 'nobody-found';

/** The causes of alerts. They are part of a hash, not of the message. */
type AlertCause =
  | `held-${'limit' | 'protected' | 'roster'}`
  | 'sync-down'
  | 'sync-unreachable'
  | 'lock-out-waits'
  | 'changes-fail'
  | 'no-tick'
  | Exclude<Refusal, 'unreachable'>
  | `${TargetName}-unreachable`
  | `drift-${string}`
  | `coverage-${string}`
  | `handshake-${string}`
  | `dry-run-${string}`
  | 'offboarding-not-recorded'
  | 'let-in-again';

export interface Alert {
  readonly cause: AlertCause;
  readonly text: string;
  /** So long the same cause is not repeated; absent: one hour. */
  readonly quietHours?: number;
}

/** An offboarding is held. @param person what operators know the person by. */
export function heldOffboarding(why: 'limit' | 'protected', person: string): Alert {
  const text =
    why === 'limit'
      ? 'Rosterline holds offboardings: more came within an hour than OFFBOARDING_LIMIT allows. Nobody held is locked out until you release them.'
      : `Rosterline holds an offboarding of ${person}, whom the roster protects. Release it if it is meant.`;
  return { cause: `held-${why}`, text };
}

/** Shift changes of a roster that looks truncated are held. @param people how many they would switch off. */
export function heldRoster(people: number): Alert {
  return {
    cause: 'held-roster',
    text:
      `Rosterline holds a change of the roster: it would switch off ${people} people at once, more than half of those on duty, ` +
      'outside any shift boundary. Deploy the right roster, or release it if it is meant.',
  };
}

/** Someone was locked out although the records could not be reached. */
export function lockedOutWithoutRecord(person: string): Alert {
  return {
    cause: 'sync-down',
    text: `Sync cannot be reached: ${person} was locked out without a record. Whoever follows within the hour is named in the log only. Compare with reconcile when Sync is back.`,
  };
}

/** A tick could not use the records. @param reason a sentence. */
export function recordsUnreachable(reason: string): Alert {
  return {
    cause: 'sync-unreachable',
    text: `Rosterline cannot use its records. ${reason} Until then nobody is switched on or off duty, and leavers whom HR reports are locked out without a record.`,
  };
}

/** A leaver could not be locked out. */
export function lockOutWaits(person: string, target: string): Alert {
  return {
    cause: 'lock-out-waits',
    text: `${target} does not take lock-outs: ${person} has left and is still let in. Each tick tries again.`,
  };
}

/** A change has failed for more than an hour. */
export function changesFail(person: string, target: string): Alert {
  return {
    cause: 'changes-fail',
    text: `${target} has not taken a change of ${person} for long. After 24 hours it waits for replay.`,
  };
}

/** A leaver had access again. @param who the name of the record. */
export function leaverFound(who: string, person: string, lockedOut: boolean): Alert {
  const done = lockedOut ? 'and locked out again' : 'and could not be locked out yet';
  return { cause: `drift-${who}`, text: `${person} has left and was found let in, ${done}.` };
}

/** No tick has come for five minutes or more. */
export function noTick(minutes: number): Alert {
  return {
    cause: 'no-tick',
    text: `No tick has come for ${minutes} minutes: the scheduler has stopped, and shift changes wait.`,
  };
}

/** A target refuses as a whole. @param text what is wrong, since when, and what that means. */
export function targetRefuses(refusal: Refusal, target: TargetName, text: string): Alert {
  return { cause: refusal === 'unreachable' ? `${target}-unreachable` : refusal, text };
}

/** Fewer people will be on duty than a coverage rule needs; once for each such time. @param when in words. */
export function coverageFallsShort({ id, to, have, need }: Shortfall, when: string): Alert {
  return {
    cause: `coverage-${id}-${to}`,
    text: `Coverage ${id} falls short ${when}: ${have} of ${need}.`,
    quietHours: 48,
  };
}

/** A sender's set-up request brought something that the operator needs. */
export function handshake(sender: string, text: string): Alert {
  return { cause: `handshake-${sender}`, text };
}

/** An offboarding is held because the hourly limit could not be checked. The cause is that of the limit: one release lets both go. */
export function limitNotChecked(): Alert {
  return {
    cause: 'held-limit',
    text: 'Rosterline holds offboardings: it could not check how many were locked out within the hour (OFFBOARDING_LIMIT), because the count in Sync could not be read or written. Nobody held is locked out until you release them.',
  };
}

/** An offboarding that could not be recorded was not carried out without a record either. */
export function offboardingNotRecorded(person: string, why: 'old' | 'limit'): Alert {
  const reason =
    why === 'old'
      ? 'it is older than 5 minutes, and something newer may be on record'
      : 'as many were locked out within the hour as OFFBOARDING_LIMIT allows';
  return {
    cause: 'offboarding-not-recorded',
    text: `Sync cannot be reached: the offboarding of ${person} could not be recorded, and ${person} is not locked out, because ${reason}. The sender was told to send it again.`,
  };
}

/** Someone was locked out while Sync was slow, and the record then said otherwise. */
export function letInAgain(person: string): Alert {
  return {
    cause: 'let-in-again',
    text: `Sync was slow: ${person} was locked out before the record could be read. The record says otherwise, and ${person} gets access back.`,
  };
}
