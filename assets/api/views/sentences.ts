import type { PersonView } from './views';

/**
 * "Why is she off?" in plain words: where the person stands and why, whether the target has it so, and what comes or waits.
 * Times are on the person's own clock, and the zone is named once. @param target its title.
 */
export function sentences(view: PersonView, target: string): string[] {
  const clock = clockOf(view.zone);
  if (view.unreadable) return [unreadable(view), ...uncompared(view, target)];
  return [
    standing(view, clock),
    ...found(view, target),
    ...waiting(view, target, clock),
    ...handedOver(view),
    ...coming(view, clock),
  ];
}

function unreadable({ person }: PersonView): string {
  return (
    `The stored record of ${person} cannot be read: a later release wrote it, or it is damaged. Until that is mended nobody switches ` +
    'them on or off, and an event about them is refused, except that they have left. Deploy the later release again, or erase the record.'
  );
}

/** What became of their open conversations. */
function handedOver({ person, handover }: PersonView): string[] {
  if (!handover) return [];
  const { step, to, moved, failed, waiting: left = 0, returned = 0 } = handover;
  const conversations = (count: number) => (count === 1 ? '1 conversation' : `${count} conversations`);
  const stand = {
    moving: `The open conversations of ${person} are being handed over (${to}): ${moved} so far.`,
    checking: `${conversations(moved)} of ${person} handed over (${to}); whether any is left is being looked at.`,
    waiting: `${conversations(left)} of ${person} ${left === 1 ? 'waits' : 'wait'} for somebody to take over (${to}).`,
    done: `${conversations(moved)} of ${person} handed over (${to}).`,
    returning: `What is still with whom it was handed to is being given back to ${person}: ${conversations(returned)} so far.`,
    returned: `${conversations(returned)} given back to ${person}.`,
    kept: `${conversations(moved)} of ${person} stay with whom they were handed to.`,
  }[step];
  return failed > 0 ? [stand, `${conversations(failed)} could not be; an operator has to look at that.`] : [stand];
}

type Clock = (instant: string) => string;

function clockOf(zone: string): Clock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (instant) => format.format(new Date(instant));
}

function standing({ person, zone, onRoster, should }: PersonView, clock: Clock): string {
  const { available, because, kind, until } = should;
  if (kind === 'left') return `${person} has left${until === null ? '' : `, until ${clock(until)} (${zone})`}.`;
  if (available === null) return `${person} is not on the roster, and nothing has been said of their availability.`;
  const end = until === null ? ', with no end in sight' : ` until ${clock(until)} (${zone})`;
  const why = because === 'off' ? 'no shift' : because;
  return `${person} is ${available ? 'on' : 'off'} duty${end}: ${why}${onRoster ? '' : ', and not on the roster'}.`;
}

/** What the target has, of somebody of whom nobody knows what it should have. */
function uncompared(view: PersonView, target: string): string[] {
  const { frontline: user } = view;
  if (user.seen !== 'now') return found(view, target);
  const has = `${user.state} and ${user.available ? 'available' : 'not available'}`;
  return [`${target} has them ${has}. Whether that is right cannot be told without the record.`];
}

function found({ should, frontline: user, pending }: PersonView, target: string): string[] {
  if (user.seen === 'missing') return [`${target} has no such user.`];
  if (user.seen === 'unreachable') return [`${target} could not be asked just now.`];
  if (user.seen !== 'now') return [];
  const has = `${user.state} and ${user.available ? 'available' : 'not available'}`;
  const isSo = user.state === should.state && (should.available === null || user.available === should.available);
  if (isSo) return [`${target} has them ${has}, as it should be.`];
  const wanted = should.available === null ? '' : ` and ${should.available ? 'available' : 'not available'}`;
  const then = pending
    ? 'The change is still to be made.'
    : user.state === should.state
      ? 'Somebody switched it by hand, or the change is about to be made; at the next shift change the roster decides again.'
      : 'Nobody told Rosterline why; compare with reconcile.';
  return [`${target} has them ${has}; it should be ${should.state}${wanted}. ${then}`];
}

function waiting({ held, pending, failed }: PersonView, target: string, clock: Clock): string[] {
  const reason = {
    protected: 'the roster protects them',
    limit: 'too many were said to have left within an hour',
    old: 'it took effect more than 30 days ago and nothing newer is known',
    full: 'it is older than the history that their record still has',
  };
  return [
    ...held.map(({ event, due, why, words }) =>
      why === 'other_source'
        ? `${words} (${event}). It is held for an operator, because only the same source, the authority or an operator may lift that.`
        : `Held for an operator, because ${reason[why]}: to leave ${clock(due)} (${event}).`,
    ),
    ...(pending
      ? [
          `${target} has still to be told ${pending.change.join(', ')} (${pending.event}), since ${clock(pending.since)}; ${
            pending.missing
              ? 'it has no such user'
              : `attempts so far: ${pending.attempts}, the next ${clock(pending.next)}`
          }.`,
        ]
      : []),
    ...failed.map(
      ({ event, change, at, reason }) =>
        `Given up ${clock(at)}: ${change.join(', ')} (${event})${reason === undefined ? '' : `; reason: ${reason}`}. Replay it, or drop it.`,
    ),
  ];
}

function coming({ should, override, leave, shifts = [], onRoster, planned }: PersonView, clock: Clock): string[] {
  const announced = { offboarded: 'Leaves', reinstated: 'Comes back' };
  return [
    ...(override && should.kind !== 'override'
      ? [
          `An override says ${override.available ? 'on' : 'off'} duty${override.until === null ? '' : ` until ${clock(override.until)}`}, and does not count.`,
        ]
      : []),
    ...leave.map(({ from, to }) => `Leave from ${clock(from)} to ${clock(to)}.`),
    ...shiftsToCome(shifts, onRoster, clock),
    ...planned.map(
      ({ kind, due, said, event }) => `${announced[kind]} ${clock(due)}, announced ${clock(said)} (${event}).`,
    ),
  ];
}

/** So many shifts of events have a sentence of their own: a schedule may bring dozens. */
const SHIFTS_NAMED = 3;

function shiftsToCome(shifts: NonNullable<PersonView['shifts']>, onRoster: boolean, clock: Clock): string[] {
  const further = shifts.length - SHIFTS_NAMED;
  return [
    ...shifts.slice(0, SHIFTS_NAMED).map(({ from, to, label }) => {
      const name = label === undefined ? 'Shift' : `Shift ${label}`;
      return `${name} from ${clock(from)} to ${clock(to)}, reported by an event.`;
    }),
    ...(further > 0 ? [`Further shifts reported by events: ${further}.`] : []),
    ...(shifts.length > 0 && !onRoster ? ['Shifts of events put nobody on duty who is not on the roster.'] : []),
  ];
}
