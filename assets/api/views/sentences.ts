import { capitalised } from '../../application/held-in-words';
import { changeInWords, userInWords } from '../../domain/person/change-words';
import { isLockedOut } from '../../domain/person/locked-out';
import { NO_SHIFT } from '../../domain/schedule/reasons';
import type { HeldView, LockoutView } from './reported';
import type { PersonView } from './views';

/**
 * "Why is she off?" in plain words: whether the person is on duty, off duty or locked out and why, whether the target matches,
 * and what comes or waits. @param target its title.
 * @param reader the zone of whoever reads, IANA: each time is then on their clock, with the person's beside it where it differs.
 * Without it times are on the person's own clock, and the zone is named once.
 */
export function sentences(view: PersonView, target: string, reader?: string): string[] {
  const clock = clockOf(view.zone, reader);
  if (view.unreadable) return [unreadable(view), ...uncompared(view, target)];
  return [
    standing(view, clock),
    ...found(view, target),
    ...waiting(view, target, clock),
    ...conversations(view, clock),
    ...coming(view, clock),
  ];
}

function unreadable({ person }: PersonView): string {
  return (
    `The stored record of ${person} cannot be read: a later release wrote it, or it is damaged. Until that is mended nobody switches ` +
    'them on or off, and an event about them is refused, except that they have left. Deploy the later release again, or erase the record.'
  );
}

interface Clock {
  at(instant: string): string;
  /** The same, where the zone is named if only the person's clock is shown. */
  named(instant: string): string;
}

const MINUTES = { hour: '2-digit', minute: '2-digit' } as const;
const DATED = { weekday: 'short', day: 'numeric', month: 'short', ...MINUTES } as const;

function clockOf(zone: string, reader: string | undefined): Clock {
  const theirs = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...DATED });
  const readers = reader === undefined ? undefined : formatIn(reader);
  if (!readers) {
    const at = (instant: string) => theirs.format(new Date(instant));
    return { at, named: (instant) => `${at(instant)} (${zone})` };
  }
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...MINUTES });
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const both = (instant: string): string => {
    const date = new Date(instant);
    const [mine, other] = [readers.format(date), theirs.format(date)];
    if (mine === other) return mine;
    const [day] = mine.split(',');
    return `${mine} your time (${other.startsWith(`${day},`) ? time.format(date) : other} in ${city})`;
  };
  return { at: both, named: both };
}

/** @returns undefined for a zone that is not known here. */
function formatIn(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, ...DATED });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function standing(view: PersonView, clock: Clock): string {
  const { person, onRoster, should, lockouts = [] } = view;
  const { available, because, kind, until } = should;
  if (should.state === 'deactivated') {
    const end = until === null ? '' : ` until ${clock.named(until)}`;
    const reports = lockouts.map((lockout, index) => reportOf(lockout, index === 0 ? clock.named : clock.at));
    return `${person} ${isLockedOut(view.frontline, view.pending) ? 'is' : 'should be'} locked out${end}: ${reports.join(', and ') || 'they have left'}.`;
  }
  if (available === null) return `${person} is not on the roster, and nothing has been said of their availability.`;
  const end = until === null ? ', with no end in sight' : ` until ${clock.named(until)}`;
  const why = kind === 'off' ? NO_SHIFT : because;
  return `${person} is ${available ? 'on' : 'off'} duty${end}: ${why}${onRoster ? '' : ', and not on the roster'}.`;
}

/** "Okta reported on Mon 2 Nov, 10:00 that they left" */
function reportOf({ source, said, due }: LockoutView, at: Clock['at']): string {
  const isAnnounced = Date.parse(due) > Date.parse(said);
  return isAnnounced
    ? `${source} announced that they leave on ${at(due)}`
    : `${source} reported on ${at(said)} that they left`;
}

/** What the target has, of somebody of whom nobody knows what it should have. */
function uncompared(view: PersonView, target: string): string[] {
  const { frontline: user } = view;
  if (user.seen !== 'now') return found(view, target);
  return [`In ${target} they are ${userInWords(user)}. Whether that is right cannot be told without the record.`];
}

function found({ should, frontline: user, pending }: PersonView, target: string): string[] {
  if (user.seen === 'missing') return [`${target} has no such user.`];
  if (user.seen === 'unreachable') return [`${target} could not be asked just now.`];
  if (user.seen !== 'now') return [];
  const has = userInWords(user);
  const matches = user.state === should.state && (should.available === null || user.available === should.available);
  if (matches && should.available === null) return [`In ${target} they are ${has}.`];
  if (matches) return [`In ${target} they are ${has}, as they should be.`];
  if (should.state === 'deactivated' && user.state === should.state) {
    return [
      `In ${target} they are locked out, as they should be, but still marked as available; \`ops reconcile\` fixes that.`,
    ];
  }
  const wanted = should.available === null ? 'not locked out' : userInWords({ ...should, available: should.available });
  return [`In ${target} they are ${has}, and should be ${wanted}. ${remedy(user.state === should.state, pending)}`];
}

/** @param sameState only the availability differs. */
function remedy(sameState: boolean, pending: PersonView['pending']): string {
  if (pending) return 'The change is still to be made.';
  return sameState
    ? 'If their shift has just begun or ended, the next tick changes it; if somebody switched by hand, the next shift change does.'
    : 'Somebody changed it by hand, or the change is about to be made; `ops reconcile` lists and fixes such differences.';
}

const REASONS: Readonly<Record<Exclude<HeldView['why'], 'other_source'>, string>> = {
  protected: 'the roster protects them',
  limit: 'more people were reported to have left within an hour than the limit allows',
  old: 'it took effect more than 30 days ago and nothing newer is known',
  full: 'it is older than the history that their record still has',
};

function heldSentence({ event, said, due, why, words, source }: HeldView, clock: Clock): string {
  if (why === 'other_source') {
    return `${words} (event ${event}). It is held for an operator, because only the same source, the authority or an operator may lift that.`;
  }
  const isAnnounced = Date.parse(due) > Date.parse(said);
  const claim = isAnnounced
    ? `announced that they leave on ${clock.at(due)}`
    : `reported on ${clock.at(said)} that they left`;
  return `${capitalised(source)} ${claim} (event ${event}). It is held for an operator, because ${REASONS[why]}.`;
}

function waiting({ held, pending, failed }: PersonView, target: string, clock: Clock): string[] {
  return [
    ...held.map((each) => heldSentence(each, clock)),
    ...(pending
      ? [
          `They are still to be ${changeInWords(pending.change)} in ${target} (${pending.event}), since ${clock.at(pending.since)}; ${
            pending.missing
              ? 'it has no such user'
              : `attempts so far: ${pending.attempts}, the next ${clock.at(pending.next)}`
          }.`,
        ]
      : []),
    ...failed.map(
      ({ event, change, at, reason }) =>
        `They were to be ${changeInWords(change)} (${event}); given up ${clock.at(at)}${reason === undefined ? '' : `, reason: ${reason}`}. Retry it, or dismiss it.`,
    ),
  ];
}

const STEPS: Readonly<Record<NonNullable<PersonView['handover']>['step'], (to: string, count: Count) => string>> = {
  moving: (to, { moved }) => `are being ${to}: ${moved} so far`,
  checking: (to, { moved }) => `are being ${to}: ${moved} so far`,
  waiting: (to, { moved, waiting }) =>
    `are to be ${to}: ${waiting} wait for somebody who can take over, ${moved} are done`,
  done: (to, { moved }) => `were ${to}: ${moved}`,
  returning: (_, { returned, moved }) => `are being given back: ${returned} of ${moved} so far`,
  returned: (_, { returned, moved }) => `were given back: ${returned} of ${moved}, those that could be`,
  kept: (to, { moved }) => `were ${to}, and stay there although they are in again: ${moved}`,
};

interface Count {
  readonly moved: number;
  readonly waiting: number;
  readonly returned: number;
}

/** What became of their open conversations. */
function conversations({ handover }: PersonView, clock: Clock): string[] {
  if (!handover) return [];
  const { step, to, since, failed, moved, waiting = 0, returned = 0 } = handover;
  const taker = to === 'close' ? 'closed' : `handed over to ${to === 'manager' ? 'their manager' : to}`;
  const done = STEPS[step](taker, { moved, waiting, returned });
  return [
    `Their open conversations ${done} (since ${clock.at(since)}).`,
    ...(failed > 0
      ? [`With ${failed} of them that was not possible; \`ops handover\` with \`dryRun\` lists them.`]
      : []),
  ];
}

function coming({ should, override, leave, shifts = [], onRoster, planned }: PersonView, clock: Clock): string[] {
  const announced = { offboarded: 'Leaves', reinstated: 'Comes back' };
  // Whoever has left does not leave again; and nothing that was set switches anybody who is locked out.
  const isLockedOut = should.state === 'deactivated';
  const plans = planned
    .filter(({ kind }) => !isLockedOut || kind === 'reinstated')
    .map(
      ({ kind, due, said, event, source }) =>
        `${announced[kind]} ${clock.at(due)}, announced by ${source} ${clock.at(said)} (event ${event}).`,
    );
  if (isLockedOut) return plans;
  return [
    ...(override && should.kind !== 'override'
      ? [
          `An override says ${override.available ? 'on' : 'off'} duty${override.until === null ? '' : ` until ${clock.at(override.until)}`}, and does not count.`,
        ]
      : []),
    ...leave.map(({ from, to }) => `Leave from ${clock.at(from)} to ${clock.at(to)}.`),
    ...shiftsToCome(shifts, onRoster, clock),
    ...plans,
  ];
}

/** So many shifts of events have a sentence of their own: a schedule may bring dozens. */
const SHIFTS_NAMED = 3;

function shiftsToCome(shifts: NonNullable<PersonView['shifts']>, onRoster: boolean, clock: Clock): string[] {
  const further = shifts.length - SHIFTS_NAMED;
  return [
    ...shifts.slice(0, SHIFTS_NAMED).map(({ from, to, label }) => {
      const name = label === undefined ? 'Shift' : `Shift ${label}`;
      return `${name} from ${clock.at(from)} to ${clock.at(to)}, reported by an event.`;
    }),
    ...(further > 0 ? [`Further shifts reported by events: ${further}.`] : []),
    ...(shifts.length > 0 && !onRoster ? ['Shifts of events put nobody on duty who is not on the roster.'] : []),
  ];
}
