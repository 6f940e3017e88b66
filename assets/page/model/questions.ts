/** Confirmation questions: the act and its consequences in plain words. */

import type { PersonView } from '../../api/views/views';
import { t } from '../i18n/translate';
import { type Act, verbOf } from './acts';
import { changeInWords, changesInWords } from './changes';
import { effectOf, reasonsOf, whyHeld } from './held';
import { nameOf } from './names';
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

/** @param now ms UTC; times are shown on the viewer's clock and on the person's. */
export function questionOf(act: Act, viewer: WallClock, now: number): Question {
  const verb = verbOf(act);
  const asked = (what: string) => t('questions.asked', { act: what });
  if (act.kind === 'release-roster') {
    return {
      title: asked(verb),
      consequence: [t('questions.roster-off', { count: act.people }), t('questions.roster-off-until')],
      verb,
      told: { about: t('questions.roster'), done: t('questions.roster-off-done') },
    };
  }
  if ('people' in act) {
    const count = act.people.length;
    const done = t('batches.done', { kind: act.kind === 'release-all' ? 'lock' : 'keep', count });
    return {
      title: asked(verb),
      consequence: ofMany(act),
      verb,
      told: { about: t('questions.people', { count }), done },
    };
  }
  const person = nameOf(act.person);
  // Whoever is about to lose access is named on the button itself.
  const isLockOut = act.kind === 'release' && effectOf(act.person) === 'lock-out';
  return {
    title: asked(titleOf(act, verb)),
    consequence: ofOne(act, viewer, now),
    verb: isLockOut || act.kind === 'forget' ? titleOf(act, verb) : verb,
    told: { about: person, done: t(doneOf(act), { person }) },
  };
}

type ActOnOne = Extract<Act, { person: unknown }>;

function titleOf(act: ActOnOne, verb: string): string {
  const person = nameOf(act.person);
  switch (act.kind) {
    case 'undo':
      return t('questions.restore-access', { person });
    case 'cancel':
      return t('questions.keep-access', { person });
    case 'forget':
      return t('questions.mistake', { person });
    case 'end-override':
      return t('questions.end-override', { person });
    case 'end-leave':
      return t('questions.end-leave', { person });
    case 'drop-failed':
      return t('questions.dismiss-failed', { person });
    case 'replay':
      return t('questions.retry', { person });
    case 'drop-held':
    case 'release': {
      if (effectOf(act.person) !== 'lock-out') return t('questions.title', { act: verb, person });
      return t(act.kind === 'release' ? 'acts.lock-out-person' : 'questions.keep-access', { person });
    }
  }
}

/** What has become of somebody of whom something was held. */
const HELD_DONE = {
  'lock-out': { release: 'questions.done-lock-out', 'drop-held': 'questions.done-keep-access' },
  'let-in': { release: 'questions.done-let-in', 'drop-held': 'questions.done-stays-out' },
  stay: { release: 'questions.done-keep-access', 'drop-held': 'questions.done-leaves' },
  several: { release: 'questions.done-several', 'drop-held': 'questions.done-as-before' },
} as const;

/** The sentence for what was done, if the answer says that it was. */
function doneOf(act: ActOnOne) {
  switch (act.kind) {
    case 'undo':
      return 'questions.done-let-in';
    case 'cancel':
      return 'questions.done-keep-access';
    case 'forget':
      return 'questions.done-mistake';
    case 'end-override':
      return 'questions.done-end-override';
    case 'end-leave':
      return 'questions.done-end-leave';
    case 'drop-failed':
      return 'questions.done-dismiss';
    case 'replay':
      return 'questions.done-retry';
    case 'drop-held':
    case 'release':
      return HELD_DONE[effectOf(act.person)][act.kind];
  }
}

function ofMany({ kind, people, why }: Extract<Act, { people: readonly unknown[] }>): string[] {
  const count = people.length;
  const names = `${people.map(nameOf).join(', ')}.`;
  const reason = t('questions.held-all', { why: whyHeld(why) });
  return kind === 'release-all'
    ? [t('questions.lock-out-all', { count }), names, reason, t('questions.nobody-else')]
    : [t('questions.keep-access-all', { count }), names, reason, t('questions.again')];
}

/** By name and identity, where access is at stake. */
function nameAndIdentity(person: PersonView): string {
  const name = nameOf(person);
  return name === person.identity ? name : `${name} (${person.identity})`;
}

function ofOne(act: ActOnOne, viewer: WallClock, now: number): string[] {
  const { identity } = act.person;
  switch (act.kind) {
    case 'release':
      return release(act.person, viewer, now);
    case 'drop-held':
      return dropHeld(act.person);
    case 'cancel':
      return cancel(act.person, viewer, now);
    case 'forget':
      return [
        t('questions.forgets', { who: nameAndIdentity(act.person) }),
        t('questions.forgets-access'),
        t('questions.again'),
      ];
    case 'end-leave': {
      const clock = clockOf(act.person.zone);
      const when = spanForBoth(Date.parse(act.leave.from), Date.parse(act.leave.to), viewer, clock, now);
      return [t('questions.leave-ends', { when })];
    }
    case 'drop-failed':
      return [
        t('questions.failed-forgotten', { change: failedOf(act.person) }),
        t('questions.stays-as-now', { who: identity }),
      ];
    case 'replay':
      return [t('questions.retries', { who: identity, change: waitingOf(act.person) })];
    case 'undo':
      return [t('questions.access-again', { who: nameAndIdentity(act.person) }), t('questions.access-again-anyway')];
    case 'end-override':
      return [t('questions.override-ends', { who: nameAndIdentity(act.person) })];
  }
}

function release(person: PersonView, viewer: WallClock, now: number): string[] {
  const { zone, held } = person;
  const who = nameAndIdentity(person);
  const isHeld = t('questions.held', { why: reasonsOf(person) });
  switch (effectOf(person)) {
    case 'let-in':
      return [t('questions.lifts-all', { who })];
    case 'stay':
      return [t('questions.drops-leavings', { who })];
    case 'several':
      return [t('questions.applies-all', { who }), isHeld];
    case 'lock-out': {
      const due = Math.min(...held.map((each) => Date.parse(each.due)));
      const protects = held.some(({ why }) => why === 'protected');
      return [
        due > now
          ? t('questions.loses-due', { who, due: momentForBoth(due, viewer, clockOf(zone), now, 'at') })
          : t('questions.loses-now', { who }),
        isHeld,
        ...(protects ? [t('questions.be-sure')] : []),
        t('questions.take-back'),
      ];
    }
  }
}

function dropHeld(person: PersonView): string[] {
  const who = nameAndIdentity(person);
  const again = t('questions.again');
  switch (effectOf(person)) {
    case 'let-in':
      return [t('questions.drop-back', { who }), again];
    case 'stay':
      return [t('questions.drop-stays', { who }), again];
    case 'several':
      return [t('questions.drop-several', { who }), again];
    case 'lock-out':
      return [t('questions.drop-left', { who }), t('questions.was-held', { why: reasonsOf(person) }), again];
  }
}

function cancel(person: PersonView, viewer: WallClock, now: number): string[] {
  const { zone, planned, should } = person;
  const leaving = planned.find(({ kind }) => kind === 'offboarded');
  const facts = { who: nameAndIdentity(person), state: should.state };
  const sentence = leaving
    ? t('questions.cancel-due', { ...facts, due: momentForBoth(Date.parse(leaving.due), viewer, clockOf(zone), now) })
    : t('questions.cancel', facts);
  return [sentence, t('questions.again')];
}

function failedOf({ failed }: PersonView): string {
  return changesInWords(failed.map(({ change }) => change));
}

function waitingOf(person: PersonView): string {
  const waiting = person.pending ? [changeInWords(person.pending.change)] : [];
  const all = [...waiting, ...(person.failed.length > 0 ? [failedOf(person)] : [])];
  return all.length === 0 ? t('questions.as-it-should') : all.join('; ');
}
