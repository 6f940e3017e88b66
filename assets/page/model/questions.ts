/** Confirmation questions: the act and its consequences in plain words. */

import type { PersonView } from '../../api/views/views';
import { changeInWords } from '../../domain/person/change-words';
import { type Act, verbOf } from './acts';
import { effectOf, reasonsOf, WHY_HELD } from './held';
import { momentForBoth, spanForBoth } from './times';
import { clockOf, type WallClock } from './wall-clock';

/** What the toast says: of what was done, and whom it is about where the outcome is another one. */
export interface Told {
  readonly about: string;
  /** A sentence. */
  readonly done: string;
  /** The same where Frontline had it so already. */
  readonly already?: string;
  /** The same where the rest of it takes longer. */
  readonly later?: string;
}

export interface Question {
  readonly title: string;
  /** One sentence an entry. */
  readonly consequence: readonly string[];
  /** The text of the button that acts. */
  readonly verb: string;
  readonly told: Told;
}

const AGAIN = 'If it is reported again, it counts again.';
const TAKE_BACK = 'Restore access takes it back.';

/** @param now ms UTC; times are shown on the viewer's clock and on the person's. */
export function questionOf(act: Act, viewer: WallClock, now: number): Question {
  const verb = verbOf(act);
  if (act.kind === 'release-roster') {
    return {
      title: `${verb}?`,
      consequence: [
        `At the next tick ${act.people} people are off duty in Frontline, as the roster says.`,
        'They get no new conversations until their next shift.',
      ],
      verb,
      told: { about: 'The roster', done: 'The next tick switches them off.' },
    };
  }
  if ('people' in act) {
    const about = `${act.people.length} people`;
    const done = act.kind === 'release-all' ? `${about} are locked out.` : `${about} keep access.`;
    return { title: `${verb}?`, consequence: ofMany(act), verb, told: { about, done } };
  }
  const { person } = act.person;
  const title = `${titleOf(act, verb)}?`;
  // Whoever is about to lose access is named on the button itself.
  const isLockOut = act.kind === 'release' && effectOf(act.person) === 'lock-out';
  return {
    title,
    consequence: ofOne(act, viewer, now),
    verb: isLockOut ? `${verb} ${person}` : verb,
    told: { about: person, done: doneOf(act) },
  };
}

type ActOnOne = Extract<Act, { person: unknown }>;

function titleOf(act: ActOnOne, verb: string): string {
  const { person } = act.person;
  switch (act.kind) {
    case 'undo':
      return `Restore access of ${person}`;
    case 'cancel':
      return `Keep the access of ${person}`;
    case 'end-override':
      return `End the override of ${person}`;
    case 'end-leave':
      return `End the leave of ${person}`;
    case 'drop-failed':
      return `Dismiss the failed change of ${person}`;
    case 'replay':
      return `Retry the change of ${person}`;
    case 'drop-held':
      return effectOf(act.person) === 'lock-out' ? `Keep the access of ${person}` : `${verb}: ${person}`;
    case 'release':
      return effectOf(act.person) === 'lock-out' ? `Lock out ${person}` : `${verb}: ${person}`;
  }
}

/** What has become of somebody of whom something was held. */
const HELD_DONE = {
  'lock-out': { release: 'is locked out', 'drop-held': 'keeps access' },
  'let-in': { release: 'has access again', 'drop-held': 'stays locked out' },
  stay: { release: 'keeps access', 'drop-held': 'leaves as announced' },
  several: { release: 'is as was reported', 'drop-held': 'stays as before' },
} as const;

/** A sentence for what was done, if the answer says that it was. */
function doneOf(act: ActOnOne): string {
  const { person } = act.person;
  switch (act.kind) {
    case 'undo':
      return `${person} has access again.`;
    case 'cancel':
      return `${person} keeps access.`;
    case 'end-override':
      return `The override of ${person} has ended.`;
    case 'end-leave':
      return `The leave of ${person} has ended.`;
    case 'drop-failed':
      return `The failed change of ${person} is dismissed.`;
    case 'replay':
      return `Frontline has accepted the change of ${person}.`;
    case 'drop-held':
    case 'release':
      return `${person} ${HELD_DONE[effectOf(act.person)][act.kind]}.`;
  }
}

function ofMany({ kind, people, why }: Extract<Act, { people: readonly unknown[] }>): string[] {
  const names = `${people.map(({ person }) => person).join(', ')}.`;
  const reason = `They are held, because ${WHY_HELD[why]}.`;
  return kind === 'release-all'
    ? [
        `These ${people.length} people lose access to Frontline, now or on the day when it is due:`,
        names,
        reason,
        `Nobody else is locked out. ${TAKE_BACK}`,
      ]
    : [`These ${people.length} people keep access, and the reports that they left are dropped:`, names, reason, AGAIN];
}

function ofOne(act: ActOnOne, viewer: WallClock, now: number): string[] {
  const { person: key, identity: who } = act.person;
  switch (act.kind) {
    case 'release':
      return release(act.person, viewer, now);
    case 'drop-held':
      return dropHeld(act.person);
    case 'cancel':
      return cancel(act.person, viewer, now);
    case 'end-leave': {
      const clock = clockOf(act.person.zone);
      const when = spanForBoth(Date.parse(act.leave.from), Date.parse(act.leave.to), viewer, clock, now);
      return [`The leave ${when} is taken back, as if it had not been. The roster decides again.`];
    }
    case 'drop-failed':
      return [
        `The change that was given up is forgotten (${failedOf(act.person)}).`,
        `${who} stays in Frontline as they are now.`,
      ];
    case 'replay':
      return [`Frontline is asked again now to make ${who}: ${waitingOf(act.person)}.`];
    case 'undo':
      return [
        `${key} (${who}) gets access to Frontline again at once, and is on or off duty as the roster says.`,
        'So they do if somebody else had locked them out in Frontline before.',
      ];
    case 'end-override':
      return [`What was set for ${who} ends now. From then on the roster decides again.`];
  }
}

function release(person: PersonView, viewer: WallClock, now: number): string[] {
  const { person: key, identity, zone, held } = person;
  const who = `${key} (${identity})`;
  switch (effectOf(person)) {
    case 'let-in':
      return [`Every lock-out of before that is lifted, whoever reported it: ${who} gets access back.`];
    case 'stay':
      return [`Every leaving announced before that is dropped, whoever reported it: ${who} keeps access.`];
    case 'several':
      return [
        `All that is held of ${who} is carried out, each from its own date; they may lose access now.`,
        `It is held, because ${reasonsOf(person)}.`,
      ];
    case 'lock-out': {
      const due = Math.min(...held.map((each) => Date.parse(each.due)));
      const when = due > now ? `when it is due, ${momentForBoth(due, viewer, clockOf(zone), now)}` : 'now';
      const protects = held.some(({ why }) => why === 'protected');
      return [
        `${who} loses access to Frontline ${when}.`,
        `It is held, because ${reasonsOf(person)}.`,
        ...(protects ? ['Be sure that they are meant.'] : []),
        TAKE_BACK,
      ];
    }
  }
}

function dropHeld(person: PersonView): string[] {
  const { person: key, identity } = person;
  const who = `${key} (${identity})`;
  switch (effectOf(person)) {
    case 'let-in':
      return [`The report that ${who} is back is dropped: they stay as they are, locked out.`, AGAIN];
    case 'stay':
      return [`The report that ${who} does not leave is dropped: the leaving stays announced.`, AGAIN];
    case 'several':
      return [`All that is held of ${who} is dropped, and they stay as they are.`, AGAIN];
    case 'lock-out':
      return [
        `The report that ${who} left is dropped: they keep access.`,
        `It was held, because ${reasonsOf(person)}.`,
        AGAIN,
      ];
  }
}

function cancel({ person, identity, zone, planned, should }: PersonView, viewer: WallClock, now: number): string[] {
  const leaving = planned.find(({ kind }) => kind === 'offboarded');
  const when = leaving ? ` announced for ${momentForBoth(Date.parse(leaving.due), viewer, clockOf(zone), now)}` : '';
  const effect = should.state === 'active' ? 'keeps access' : 'stays locked out for the reports before';
  return [`${person} (${identity}) ${effect}: the leaving${when} is dropped.`, AGAIN];
}

function failedOf({ failed }: PersonView): string {
  return [...new Set(failed.map(({ change }) => changeInWords(change)))].join('; ');
}

function waitingOf(person: PersonView): string {
  const waiting = person.pending ? [changeInWords(person.pending.change)] : [];
  return [...waiting, ...(person.failed.length > 0 ? [failedOf(person)] : [])].join('; ') || 'as it should be';
}
