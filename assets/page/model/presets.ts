/** The presets of the Set dialog: the choices, their consequences, and the request sent. */

import type { PersonView } from '../../api/views/views';
import { HOUR, MINUTE } from '../../domain/time';
import { addressOf, type Order } from './acts';
import type { Stretch } from './bars';
import { momentForBoth, spanForBoth } from './times';
import { clockOf, DAY_MINUTES, type Day, dayOf, type WallClock } from './wall-clock';

const HOURS_2 = 2 * HOUR;

export type PresetId =
  | `${'off' | 'on'}-${'boundary' | '2h' | 'until'}`
  | 'off-tomorrow'
  | 'leave-today'
  | 'leave-tomorrow'
  | 'leave-dates';

export const PRESETS: readonly { readonly title: string; readonly of: readonly (readonly [PresetId, string])[] }[] = [
  {
    title: 'Off duty',
    of: [
      ['off-boundary', 'Off until the next shift change'],
      ['off-2h', 'Off for 2 hours'],
      ['off-tomorrow', 'Off until tomorrow'],
      ['off-until', 'Off until…'],
    ],
  },
  {
    title: 'On duty',
    of: [
      ['on-boundary', 'On until the next shift change'],
      ['on-2h', 'On for 2 hours'],
      ['on-until', 'On until…'],
    ],
  },
  {
    title: 'Leave',
    of: [
      ['leave-today', 'Leave today'],
      ['leave-tomorrow', 'Leave tomorrow'],
      ['leave-dates', 'Leave…'],
    ],
  },
];

/** The dialog's input. Dates are on the person's clock, `until` on the viewer's. */
export interface Draft {
  readonly preset?: PresetId;
  /** When the preset was chosen, ms since the epoch: "for 2 hours" counts from then, so text and request match. */
  readonly chosen: number;
  /** Value of a `datetime-local` input: "2026-11-23T16:00". */
  readonly until: string;
  /** Value of a `date` input: "2026-11-23". The last day is included. */
  readonly firstDay: string;
  readonly lastDay: string;
}

export type Setting =
  | { readonly fault: string }
  | { readonly order: Order /** What will happen, one sentence an entry. */; readonly consequence: readonly string[] };

export function emptyDraft(person: PersonView, viewer: WallClock, now: number): Draft {
  const clock = clockOf(person.zone);
  const tomorrow = dateText(dayOf(clock.wall(now)) + 1);
  const soon = Math.ceil((viewer.wall(now) + 60) / 60) * 60;
  const until = `${dateText(dayOf(soon))}T${new Date(soon * MINUTE).toISOString().slice(11, 16)}`;
  return { chosen: now, until, firstDay: tomorrow, lastDay: tomorrow };
}

/** Turns a draft into a request or a fault; undefined until a preset is chosen. */
export function settingOf(
  draft: Draft,
  person: PersonView,
  stretches: readonly Stretch[],
  viewer: WallClock,
): Setting | undefined {
  const { preset, chosen } = draft;
  if (!preset) return undefined;
  const clock = clockOf(person.zone);
  const today = dayOf(clock.wall(chosen));
  switch (preset) {
    case 'leave-today':
      return leave(person, today, today, viewer, chosen);
    case 'leave-tomorrow':
      return leave(person, today + 1, today + 1, viewer, chosen);
    case 'leave-dates':
      return leave(person, dayFrom(draft.firstDay), dayFrom(draft.lastDay), viewer, chosen);
    case 'off-tomorrow':
      return override(person, false, clock.midnight(today + 1), viewer, chosen);
    case 'off-2h':
    case 'on-2h':
      return override(person, preset === 'on-2h', Math.ceil((chosen + HOURS_2) / MINUTE) * MINUTE, viewer, chosen);
    case 'off-until':
    case 'on-until':
      return override(person, preset === 'on-until', instantFrom(draft.until, viewer), viewer, chosen);
    case 'off-boundary':
    case 'on-boundary':
      return untilBoundary(person, preset === 'on-boundary', stretches, viewer, chosen);
  }
}

function override(person: PersonView, available: boolean, until: number, viewer: WallClock, now: number): Setting {
  if (Number.isNaN(until)) return { fault: 'Say until when.' };
  if (until <= now) return { fault: 'That is over already.' };
  const when = `from now until ${momentForBoth(until, viewer, clockOf(person.zone), now)}`;
  return {
    order: {
      path: '/shifts/override',
      body: { ...addressOf(person), available, until: new Date(until).toISOString() },
    },
    consequence: sentences(person, available, when),
  };
}

function untilBoundary(
  person: PersonView,
  available: boolean,
  stretches: readonly Stretch[],
  viewer: WallClock,
  now: number,
): Setting {
  const change = nextShiftChange(person, stretches, now);
  const when = change === undefined ? '' : `, ${momentForBoth(change, viewer, clockOf(person.zone), now)}`;
  return {
    order: { path: '/shifts/override', body: { ...addressOf(person), available } },
    consequence: sentences(person, available, `from now until the next shift change${when}`),
  };
}

function sentences(person: PersonView, available: boolean, when: string): string[] {
  return available
    ? [`${person.person} is on duty ${when}, whatever the roster says.`, 'Frontline gives them new conversations.']
    : [`${person.person} is off duty ${when}, whatever the roster says.`, 'Frontline gives them no new conversations.'];
}

function leave(person: PersonView, first: Day, last: Day, viewer: WallClock, now: number): Setting {
  if (Number.isNaN(first) || Number.isNaN(last)) return { fault: 'Say the first and the last day.' };
  if (last < first) return { fault: 'The last day is before the first.' };
  const clock = clockOf(person.zone);
  const [from, to] = [clock.midnight(first), clock.midnight(last + 1)];
  if (to <= now) return { fault: 'Those days are over already.' };
  return {
    order: {
      path: '/shifts/override',
      body: { ...addressOf(person), leave: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } },
    },
    consequence: [
      `${person.person} is on leave ${leaveDays(from, to, viewer, clock, now)}, the last day included.`,
      'Off duty throughout: Frontline gives them no new conversations.',
    ],
  };
}

function leaveDays(from: number, to: number, viewer: WallClock, clock: WallClock, now: number): string {
  const theirs = spanForBoth(from, to, clock, clock, now);
  if (viewer.offset(from) === clock.offset(from) && viewer.offset(to) === clock.offset(to)) return theirs;
  return `${theirs} in ${clock.city} (${spanForBoth(from, to, viewer, viewer, now)} your time)`;
}

/**
 * When the schedule next changes between on and off, if the timeline shows it. Overrides and HR events hide the schedule
 * beneath them; then only the server knows.
 */
export function nextShiftChange(person: PersonView, stretches: readonly Stretch[], now: number): number | undefined {
  if (person.override || person.leave.length > 0) return undefined;
  const ahead = stretches.filter(({ to }) => to > now);
  const isOn = ahead.some(({ on, from }) => on && from <= now);
  let change: number | undefined;
  if (isOn) {
    change = now;
    for (const { on, from, to } of ahead) if (on && from <= change) change = Math.max(change, to);
  } else change = ahead.find(({ on, from }) => on && from > now)?.from;
  const end = change;
  if (end === undefined) return undefined;
  return ahead.some(({ kind, from }) => ['override', 'left'].includes(kind) && from <= end) ? undefined : end;
}

function dateText(day: Day): string {
  return new Date(day * DAY_MINUTES * MINUTE).toISOString().slice(0, 10);
}

function dayFrom(text: string): Day {
  return Math.floor(Date.parse(`${text}T00:00Z`) / (DAY_MINUTES * MINUTE));
}

function instantFrom(text: string, clock: WallClock): number {
  const wall = Date.parse(`${text}Z`) / MINUTE;
  return Number.isNaN(wall) ? Number.NaN : clock.instant(Math.floor(wall));
}
