/** The alerts about people, ticks, targets and stores: the cause, by which repetitions are told apart, and its text for the operators. A target goes by its title. */

import type { HeldReason } from '../domain/person/record';
import type { TargetName } from '../domain/person/target';
import type { Shortfall } from '../domain/schedule/schedule';
import type { Alert, Refusal } from './alert';

/** The page's buttons, and what they send. */
const DECIDE =
  'On the page: Lock out if they have left (POST /ops/release), Keep access if not (POST /ops/undo, with "what": "held").';

/** An offboarding is held. @param person what operators know the person by. */
export function heldOffboarding(why: Exclude<HeldReason, 'other_source'>, person: string): Alert {
  const text = {
    limit:
      'Rosterline holds offboardings: more came within an hour than OFFBOARDING_LIMIT allows. Nobody held is locked out until you do it: Lock out on the page, or POST /ops/release.',
    protected: `Rosterline holds an offboarding of ${person}, whom the roster protects, or whose account Frontline could not be asked for: then it is decided as soon as it can be. ${DECIDE}`,
    old: `Rosterline holds an offboarding of ${person} that took effect more than 30 days ago: nothing newer is known of them. ${DECIDE}`,
    full: `Rosterline holds an offboarding of ${person} that is older than their history in the record. ${DECIDE}`,
  };
  // The limit holds many at once, and the page lists them: one alert for all.
  return { cause: `held-${why}`, text: text[why], ...(why !== 'limit' && { person }) };
}

/**
 * A reinstatement or a cancellation is held, because another source has the person locked out or leaving.
 * @param sides both sides in words.
 */
export function heldForOtherSource(sides: string, person: string): Alert {
  return {
    cause: 'held-other_source',
    text: `${sides}. Rosterline holds it, and ${person} stays as they are. If it counts for all, apply it (on the page, or POST /ops/release); if not, dismiss it (POST /ops/undo, with "what": "held").`,
    person,
  };
}

/** Someone was locked out although the records could not be reached. */
export function lockedOutWithoutRecord(person: string): Alert {
  return {
    cause: 'sync-down',
    text: `Sync cannot be reached: ${person} was locked out without a record. When Sync is back, have HR resend the offboarding before you apply a reconciliation, which may let them in again.`,
    person,
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
    person,
  };
}

/** A change has failed for more than an hour. */
export function changesFail(person: string, target: string): Alert {
  return {
    cause: 'changes-fail',
    text: `${target} has not taken a change of ${person} for long. After 24 hours it waits for replay.`,
    person,
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

/** A calendar feed cannot be read. @param place in the roster. @param last which answer stays in use, as a sentence. */
export function feedFails(place: string, failure: string, last: string): Alert {
  return { cause: `feed-${place}`, text: `The calendar ${place} cannot be read: ${failure}. ${last}`, quietHours: 24 };
}

/** The holidays of countries that are compiled into the roster end soon. @param year the last one that they cover */
export function holidaysEnd(year: number): Alert {
  return {
    cause: 'holidays-end',
    text:
      `The holidays of countries in the roster are known until the end of ${year}. On those after that everybody would be on duty. ` +
      'Deploy or publish the roster again: that looks up the holidays of the next years.',
    quietHours: 48,
  };
}

/** A target rejects a field of a profile for good. @param fields by the API's names. */
export function profileRefused(person: string, target: string, fields: readonly string[]): Alert {
  return {
    cause: 'profile-refused',
    text: `${target} refuses the ${fields.join(' and the ')} of ${person}. It is not sent again until you replay it or HR sends another value.`,
    person,
  };
}

/** A person's record has no room for all that is live. */
export function recordFull(person: string): Alert {
  return {
    cause: 'record-full',
    text: `Too much is announced about ${person} for one record: the leave or shift that begins last, the oldest held offboarding, or a late event on their employment was not kept. Cancel what is not needed, and have HR resend the rest.`,
    person,
  };
}

/** One event id came with two contents. @param applied the later one is a lock-out, and was processed all the same. */
export function reusedId(person: string, applied: boolean): Alert {
  const done = applied
    ? 'The later one is an offboarding and was processed.'
    : 'The later one was rejected and has no effect.';
  return {
    cause: 'reused-id',
    text: `A sender used one event id for two different events about ${person}. ${done} The log has the id.`,
    person,
  };
}

/** Someone who has not left has been found deactivated for long; repeated once a day. @param who the name of the record. */
export function lockedOutByOthers(who: string, person: string, target: string): Alert {
  return {
    cause: `drift-deactivated-${who}`,
    text:
      `${person} is deactivated in ${target}, although nobody reported that they left: they are locked out. ` +
      'Rosterline leaves it so, because somebody may have intended it. Activate them in Frontline, or have HR report that they left.',
    quietHours: 24,
  };
}

/** Ticks have been unable to fetch some users for more than an hour. @param when since when, in words. */
export function usersUnseen(people: number, when: string, target: string): Alert {
  return {
    cause: 'users-unseen',
    text: `${target} has not answered for some users at any tick since ${when}: ${people} at the last one. They may have the wrong availability, and nobody would notice if a leaver among them were let in.`,
  };
}

/** Some shift changes have failed at every tick for more than an hour. @param when since when, in words. */
export function shiftChangesFail(people: number, when: string, target: string): Alert {
  return {
    cause: 'shift-changes-fail',
    text: `${target} has refused some shift changes at every tick since ${when}: ${people} at the last one. Those people have the wrong availability. Every tick tries again; the log of the ticks names them.`,
  };
}

/** So many people an alert names. */
const MOST_NAMED = 20;

/** Records that cannot be read. @param people what operators know them by. */
export function unreadableRecords(people: readonly string[]): Alert {
  const more = people.length > MOST_NAMED ? ` and ${people.length - MOST_NAMED} more` : '';
  return {
    cause: 'unreadable-record',
    text:
      `The stored records of these people cannot be read: ${people.slice(0, MOST_NAMED).join(', ')}${more}. A later release wrote them, or ` +
      'they are damaged. Until that is mended these people are not switched on or off, those of them who have left are not locked out again, ' +
      'and none of them gets through the callbacks that Rosterline forwards. ' +
      'Deploy the later release again, or erase the person and have HR resend their events.',
  };
}

/** There are more records than a tick can read. */
export function recordsUnread(): Alert {
  return {
    cause: 'unread-records',
    text:
      'There was no time to read all records within a tick. People whose record was not read were left as they are; what is due for the others ' +
      'was done. Records of people whom Frontline does not know go by themselves within days; see what sends so many.',
  };
}

/** Records under names that do not fit RECORD_KEY. */
export function recordKeyChanged(records: number): Alert {
  return {
    cause: 'record-key',
    text:
      `RECORD_KEY was changed or lost: ${records} records are kept under the names that the former key gave them. Ticks take them into account and ` +
      'file them under the present key, some each minute; the audit before that can no longer be traced to a person. If you did not mean to change ' +
      'the key, deploy with the former one.',
  };
}

/** A Document of Rosterline's own was not readable and is made anew. @param lost what is lost with it, in plain words. */
export function damagedState(lost: string): Alert {
  return {
    cause: 'damaged-state',
    text: `What Rosterline had stored of its last tick could not be read, and is made anew. ${lost}`,
  };
}

/** An offboarding is held because the hourly limit could not be checked. The cause is that of the limit: one release lets both go. */
export function limitNotChecked(): Alert {
  return {
    cause: 'held-limit',
    text: 'Rosterline holds offboardings: it could not check how many were locked out within the hour (OFFBOARDING_LIMIT), because the count in Sync could not be read or written. Nobody held is locked out until you do it: Lock out on the page, or POST /ops/release.',
  };
}

/** An offboarding that could not be recorded was not carried out without a record either. */
export function offboardingNotRecorded(person: string, why: 'old' | 'limit'): Alert {
  const reason =
    why === 'old'
      ? 'it is older than 5 minutes or than what is known of them, and something newer may be on record'
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
