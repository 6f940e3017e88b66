/**
 * "Why is she off?" in the reader's language: whether the person is on duty, off duty or locked out and why, whether Frontline matches, and what
 * comes or waits. Programs have the same in English, as `answer` of `GET /people/why`.
 */
import type { PersonView } from '../../api/views/views';
import { capitalised } from '../i18n/formats';
import { t } from '../i18n/translate';
import { bothSidesInWords } from './both-sides';
import { changeInWords } from './changes';
import { type Held, whyHeld } from './held';
import { reasonInWords, sourceInWords } from './reasons';
import { statusOf, statusWithin, userStatus } from './status';
import { momentForBoth, type Place, spanForBoth } from './times';
import { clockOf, type WallClock } from './wall-clock';

/** Formats instants (RFC 3339) on the viewer's clock and, where it differs, the person's. */
interface Clocks {
  at(instant: string, place?: Place): string;
  between(from: string, to: string): string;
}

/** One sentence an entry. @param now ms UTC */
export function explanationOf(person: PersonView, viewer: WallClock, now: number): readonly string[] {
  const clock = clockOf(person.zone);
  const clocks: Clocks = {
    at: (instant, place) => momentForBoth(Date.parse(instant), viewer, clock, now, place),
    between: (from, to) => spanForBoth(Date.parse(from), Date.parse(to), viewer, clock, now),
  };
  if (person.unreadable) return [t('why.unreadable', { person: person.person }), ...uncompared(person)];
  return [
    ...standing(person, clocks),
    ...found(person),
    ...waiting(person, clocks),
    ...conversations(person, clocks),
    ...coming(person, clocks),
  ];
}

function standing(view: PersonView, { at }: Clocks): string[] {
  const { person, onRoster, should, lockouts = [] } = view;
  const { until } = should;
  const status = statusOf(view);
  if (status === 'left') {
    const reports = lockouts.map((lockout) => reportOf(lockout, at)).join('; ') || t('why.have-left');
    return [
      until === null
        ? t('why.locked-out', { person, reports })
        : t('why.locked-out-until', { person, reports, until: at(until, 'until') }),
    ];
  }
  if (status === 'none') return [t('why.undecided', { person })];
  const facts = { person, duty: status, reason: reasonInWords(should.kind === 'off' ? 'off' : should.because) };
  return [
    until === null ? t('why.duty-endless', facts) : t('why.duty', { ...facts, until: at(until, 'until') }),
    ...(onRoster ? [] : [t('why.not-on-roster', { person })]),
  ];
}

/** "Okta reported on Mon 2 Nov 10:00 that they left" */
function reportOf({ source, said, due }: Pick<Held, 'source' | 'said' | 'due'>, at: Clocks['at']): string {
  const isAnnounced = Date.parse(due) > Date.parse(said);
  return isAnnounced
    ? t('why.announced', { source: sourceInWords(source), moment: at(due) })
    : t('why.reported', { source: sourceInWords(source), moment: at(said) });
}

/** What Frontline has, of somebody of whom nobody knows what it should have. */
function uncompared(person: PersonView): string[] {
  const { frontline: user } = person;
  return user.seen === 'now' ? [t('why.unreadable-has', { status: statusWithin(userStatus(user)) })] : found(person);
}

function found(person: PersonView): string[] {
  const { should, frontline: user, pending } = person;
  if (user.seen === 'missing') return [t('why.no-user')];
  if (user.seen === 'unreachable') return [t('why.not-asked')];
  if (user.seen !== 'now') return [];
  const status = statusWithin(userStatus(user));
  const isSameState = user.state === should.state;
  if (isSameState && should.available === null) return [t('why.has', { status })];
  if (isSameState && user.available === should.available) return [t('why.as-it-should', { status })];
  if (isSameState && should.state === 'deactivated') return [t('why.still-available')];
  const wanted = statusOf(person);
  const remedy = pending ? 'why.remedy-pending' : isSameState ? 'why.remedy-duty' : 'why.remedy-state';
  const differs = t('why.differs', { status, should: statusWithin(wanted === 'none' ? 'not-left' : wanted) });
  return [`${differs} ${t(remedy)}`];
}

function heldSentence(held: Held, person: PersonView, at: Clocks['at']): string {
  const { event, why } = held;
  if (why === 'other_source') return t('why.held-other-source', { claim: bothSidesInWords(held, person), event });
  return t('why.held', { claim: capitalised(reportOf(held, at)), event, why: whyHeld(why) });
}

function waiting(person: PersonView, { at }: Clocks): string[] {
  const { held, pending, failed } = person;
  return [
    ...held.map((each) => heldSentence(each, person, at)),
    ...(pending ? [pendingSentence(pending, at)] : []),
    ...failed.map(({ event, change, at: given, reason }) => {
      const facts = { change: changeInWords(change), event, moment: at(given) };
      return reason === undefined ? t('why.failed', facts) : t('why.failed-reason', { ...facts, reason });
    }),
  ];
}

function pendingSentence({ change, event, since, missing, attempts, next }: Pending, at: Clocks['at']): string {
  const facts = { change: changeInWords(change), event, since: at(since, 'since') };
  return missing ? t('why.pending-missing', facts) : t('why.pending', { ...facts, attempts, next: at(next) });
}

type Pending = NonNullable<PersonView['pending']>;

/** What became of their open conversations. */
function conversations({ handover }: PersonView, { at }: Clocks): string[] {
  if (!handover) return [];
  const { step, to, failed, moved, waiting = 0, returned = 0 } = handover;
  const sentence = t(`why.conversations-${step === 'checking' ? 'moving' : step}`, {
    way: to === 'close' ? 'close' : 'person',
    taker: to === 'manager' ? t('handover.taker-manager') : to,
    since: at(handover.since, 'since'),
    moved,
    waiting,
    returned,
  });
  return [sentence, ...(failed > 0 ? [t('why.conversations-failed', { count: failed })] : [])];
}

function coming({ should, override, leave, shifts = [], onRoster, planned }: PersonView, clocks: Clocks): string[] {
  const { at, between } = clocks;
  // Whoever has left does not leave again; and nothing that was set switches anybody who is locked out.
  const isLockedOut = should.state === 'deactivated';
  const plans = planned
    .filter(({ kind }) => !isLockedOut || kind === 'reinstated')
    .map(({ kind, due, said, event, source }) =>
      t(kind === 'offboarded' ? 'why.leaves' : 'why.returns', {
        due: at(due, 'at'),
        said: at(said),
        event,
        source: sourceInWords(source),
      }),
    );
  if (isLockedOut) return plans;
  return [
    ...(override && should.kind !== 'override' ? [overrideSentence(override, at)] : []),
    ...leave.map(({ from, to }) => t('why.leave', { when: between(from, to) })),
    ...shiftsToCome(shifts, onRoster, between),
    ...plans,
  ];
}

function overrideSentence({ available, until }: NonNullable<PersonView['override']>, at: Clocks['at']): string {
  const duty = available ? 'on' : 'off';
  return until === null
    ? t('why.override-void', { duty })
    : t('why.override-void-until', { duty, until: at(until, 'until') });
}

/** So many shifts of events have a sentence of their own: a schedule may bring dozens. */
const SHIFTS_NAMED = 3;

function shiftsToCome(
  shifts: NonNullable<PersonView['shifts']>,
  onRoster: boolean,
  between: Clocks['between'],
): string[] {
  const further = shifts.length - SHIFTS_NAMED;
  return [
    ...shifts.slice(0, SHIFTS_NAMED).map(({ from, to, label }) => {
      const when = between(from, to);
      return label === undefined ? t('why.shift', { when }) : t('why.shift-named', { label, when });
    }),
    ...(further > 0 ? [t('why.shifts-further', { count: further })] : []),
    ...(shifts.length > 0 && !onRoster ? [t('why.shifts-void')] : []),
  ];
}
