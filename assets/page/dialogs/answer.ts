/** "Why is she off?" in the reader's language. Programs have the same in English, by `api/views/sentences`. */
import type { PersonView, WindowView } from '../../api/views/views';
import { isLockedOut } from '../../domain/person/locked-out';
import { capitalised } from '../i18n/formats';
import { t } from '../i18n/translate';
import { type Ahead, aheadOf } from '../model/ahead';
import { bothSidesInWords } from '../model/both-sides';
import { changeInWords } from '../model/changes';
import { type Held, whyHeld } from '../model/held';
import { nameOf } from '../model/names';
import { sourceInWords } from '../model/reasons';
import { statusWithin } from '../model/status';
import { momentForBoth, type Place, spanForBoth } from '../model/times';
import { clockOf, type WallClock } from '../model/wall-clock';

interface Times {
  /** An instant (RFC 3339) on the viewer's clock, with the person's where it differs. */
  at(instant: string, place?: Place): string;
  span(stretch: { readonly from: string; readonly to: string }): string;
}

/**
 * Whether the person is on duty, off duty or locked out and why, whether Frontline matches, and what comes or waits; one sentence an entry.
 * @param window of the days around now, if they are on the roster. @param now ms UTC
 */
export function answerOf(
  person: PersonView,
  window: WindowView | undefined,
  viewer: WallClock,
  now: number,
): readonly string[] {
  const clock = clockOf(person.zone);
  const times: Times = {
    at: (instant, place) => momentForBoth(Date.parse(instant), viewer, clock, now, place),
    span: ({ from, to }) => spanForBoth(Date.parse(from), Date.parse(to), viewer, clock, now),
  };
  if (person.unreadable) return [t('dialog-answer.unreadable', { person: nameOf(person) }), ...unchecked(person)];
  return [
    standing(person, aheadOf(person, window, now), times),
    ...found(person),
    ...person.held.map((held) => heldSentence(held, person, times)),
    ...waiting(person, times),
    ...conversations(person, times),
    ...coming(person, times),
  ];
}

/** The end of a state, where there is one. */
function end(until: string | null, { at }: Times) {
  return until === null ? { ends: 'no', until: '' } : { ends: 'yes', until: at(until, 'until') };
}

function standing(of: PersonView, { until, because }: Ahead, times: Times): string {
  const { onRoster, should, lockouts = [] } = of;
  const person = nameOf(of);
  if (should.state === 'deactivated') {
    const reports = lockouts.map((lockout) => reportOf(lockout, times)).join('; ') || t('dialog-answer.they-left');
    return t('dialog-answer.locked-out', {
      person,
      done: isLockedOut(of.frontline, of.pending) ? 'yes' : 'no',
      ...end(should.until, times),
      reports,
    });
  }
  if (should.available === null) return t('dialog-answer.stranger', { person });
  return t('dialog-answer.duty', {
    person,
    duty: should.available ? 'on' : 'off',
    ...end(until === null ? null : new Date(until).toISOString(), times),
    because,
    roster: onRoster ? 'yes' : 'no',
  });
}

/** "Okta reported that they left, 14:20" */
function reportOf(report: Pick<Held, 'source' | 'said' | 'due'>, { at }: Times): string {
  const source = sourceInWords(report.source);
  return Date.parse(report.due) > Date.parse(report.said)
    ? t('dialog-answer.announced', { source, due: at(report.due) })
    : t('dialog-answer.reported', { source, said: at(report.said) });
}

function userInWords({ state, available }: { readonly state: string; readonly available: boolean }): string {
  if (state === 'deactivated') return statusWithin('left');
  return statusWithin(available ? 'on' : 'off');
}

/** What Frontline has of somebody of whom nobody knows what it should have. */
function unchecked(person: PersonView): string[] {
  const { frontline } = person;
  if (frontline.seen !== 'now') return found(person);
  return [t('dialog-answer.unchecked', { has: userInWords(frontline) })];
}

function found({ should, frontline: user, pending }: PersonView): string[] {
  if (user.seen === 'missing') return [t('dialog-answer.no-user')];
  if (user.seen === 'unreachable') return [t('dialog-answer.not-asked')];
  if (user.seen !== 'now') return [];
  const has = userInWords(user);
  const { state, available } = should;
  const isSameState = user.state === state;
  if (isSameState && available === null) return [t('dialog-answer.has', { has })];
  if (isSameState && user.available === available) return [t('dialog-answer.matches', { has })];
  if (isSameState && state === 'deactivated') return [t('dialog-answer.still-available')];
  const wanted = available === null ? statusWithin('not-left') : userInWords({ state, available });
  const remedy = pending ? 'still-to-be-made' : isSameState ? 'duty-remedy' : 'access-remedy';
  return [`${t('dialog-answer.differs', { has, wanted })} ${t(`dialog-answer.${remedy}`)}`];
}

function heldSentence(held: Held, person: PersonView, times: Times): string {
  const { event, why } = held;
  if (why === 'other_source') {
    return t('dialog-answer.held-sides', { sides: bothSidesInWords(held, person), event });
  }
  return t('dialog-answer.held', { report: capitalised(reportOf(held, times)), event, why: whyHeld(why) });
}

function waiting({ pending, failed }: PersonView, { at }: Times): string[] {
  const givenUp = failed.map(({ event, change, at: moment, reason }) =>
    t('dialog-answer.failed', {
      change: changeInWords(change),
      event,
      moment: at(moment),
      reasoned: reason === undefined ? 'no' : 'yes',
      reason: reason ?? '',
    }),
  );
  if (!pending) return givenUp;
  const { event, attempts, missing } = pending;
  const common = { change: changeInWords(pending.change), event, since: at(pending.since, 'since') };
  const next = missing
    ? t('dialog-answer.pending-missing', common)
    : t('dialog-answer.pending', { ...common, attempts, next: at(pending.next) });
  return [next, ...givenUp];
}

/** What became of their open conversations. */
function conversations({ handover }: PersonView, { at }: Times): string[] {
  if (!handover) return [];
  const { step, to, since, failed, moved, waiting = 0, returned = 0 } = handover;
  const taker = to === 'close' || to === 'manager' ? t(`dialog-answer.taker-${to}`) : t('dialog-answer.taker', { to });
  return [
    t('dialog-answer.handover', { step, taker, moved, waiting, returned, since: at(since, 'since') }),
    ...(failed > 0 ? [t('dialog-answer.handover-failed', { count: failed })] : []),
  ];
}

function coming({ should, override, leave, shifts = [], onRoster, planned }: PersonView, times: Times): string[] {
  // Whoever has left does not leave again; and nothing that was set switches anybody who is locked out.
  const isLockedOut = should.state === 'deactivated';
  const plans = planned
    .filter(({ kind }) => !isLockedOut || kind === 'reinstated')
    .map(({ kind, due, said, event, source }) =>
      t(kind === 'offboarded' ? 'dialog-answer.leaves' : 'dialog-answer.returns', {
        due: times.at(due),
        said: times.at(said),
        event,
        source: sourceInWords(source),
      }),
    );
  if (isLockedOut) return plans;
  return [
    ...(override && should.kind !== 'override'
      ? [t('dialog-answer.override', { duty: override.available ? 'on' : 'off', ...end(override.until, times) })]
      : []),
    ...leave.map((each) => t('dialog-answer.leave', { when: times.span(each) })),
    ...shiftsToCome(shifts, onRoster, times),
    ...plans,
  ];
}

/** So many shifts of events have a sentence of their own: a schedule may bring dozens. */
const SHIFTS_NAMED = 3;

function shiftsToCome(shifts: NonNullable<PersonView['shifts']>, onRoster: boolean, { span }: Times): string[] {
  const further = shifts.length - SHIFTS_NAMED;
  return [
    ...shifts.slice(0, SHIFTS_NAMED).map(({ label, ...shift }) => {
      const when = span(shift);
      return label === undefined ? t('dialog-answer.shift', { when }) : t('dialog-answer.shift-named', { label, when });
    }),
    ...(further > 0 ? [t('dialog-answer.further-shifts', { count: further })] : []),
    ...(shifts.length > 0 && !onRoster ? [t('dialog-answer.shifts-in-vain')] : []),
  ];
}
