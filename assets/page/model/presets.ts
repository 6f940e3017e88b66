/** The presets of the Set dialog: the choices, their consequences, and the request sent. */

import type { PersonView } from '../../api/views/views';
import { HOUR, MINUTE } from '../../domain/time';
import { addressOf } from './acts';
import type { Stretch } from './bars';
import type { Draft, PresetId } from './draft';
import type { Told } from './questions';
import type { Setting } from './setting';
import { isFarOff, spanSetting } from './span-setting';
import { momentForBoth, spanForBoth } from './times';
import { clockOf, DAY_MINUTES, type Day, dayOf, type WallClock } from './wall-clock';

const HOURS_2 = 2 * HOUR;

const FAR_OFF = 'That is more than three years ahead: check the year, which has four digits.';

export const PRESETS: readonly { readonly title: string; readonly of: readonly (readonly [PresetId, string])[] }[] = [
  {
    title: 'Off duty',
    of: [
      ['off-boundary', 'Until the next shift change'],
      ['off-2h', 'For 2 hours'],
      ['off-tomorrow', 'Until tomorrow'],
      ['off-until', 'Until…'],
      ['off-span', 'From … to …'],
    ],
  },
  {
    title: 'On duty',
    of: [
      ['on-boundary', 'Until the next shift change'],
      ['on-2h', 'For 2 hours'],
      ['on-until', 'Until…'],
      ['on-span', 'From … to …'],
    ],
  },
  {
    title: 'Leave',
    of: [
      ['leave-today', 'Today'],
      ['leave-tomorrow', 'Tomorrow'],
      ['leave-dates', 'Dates…'],
    ],
  },
];

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
    case 'off-span':
    case 'on-span': {
      const available = preset === 'on-span';
      const span = { from: instantFrom(draft.from, viewer), to: instantFrom(draft.until, viewer) };
      const at = () => override(person, available, span.to, viewer, chosen);
      return spanSetting(person, available, span, viewer, chosen, at);
    }
    case 'off-boundary':
    case 'on-boundary':
      return untilBoundary(person, preset === 'on-boundary', stretches, viewer, chosen);
  }
}

function override(person: PersonView, available: boolean, until: number, viewer: WallClock, now: number): Setting {
  if (Number.isNaN(until)) return { fault: 'Enter a date and a time, such as 2026-11-23 16:00.' };
  if (until <= now) return { fault: 'That is in the past: enter a later date or time.' };
  if (isFarOff(until, now)) return { fault: FAR_OFF };
  const when = `until ${momentForBoth(until, viewer, clockOf(person.zone), now)}`;
  return {
    order: {
      path: '/shifts/override',
      body: { ...addressOf(person), available, until: new Date(until).toISOString() },
    },
    consequence: sentences(person, available, `from now ${when}`),
    told: toldOf(person, available, when),
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
  const known = change === undefined ? '' : `, ${momentForBoth(change, viewer, clockOf(person.zone), now)}`;
  const when = `until the next shift change${known}`;
  return {
    order: { path: '/shifts/override', body: { ...addressOf(person), available } },
    consequence: sentences(person, available, `from now ${when}`),
    told: toldOf(person, available, when),
  };
}

function sentences(person: PersonView, available: boolean, when: string): string[] {
  return available
    ? [`${person.person} is on duty ${when}, whatever the roster says.`, 'Frontline gives them new conversations.']
    : [`${person.person} is off duty ${when}, whatever the roster says.`, 'Frontline gives them no new conversations.'];
}

function toldOf({ person }: PersonView, available: boolean, when: string): Told {
  const duty = available ? 'on duty' : 'off duty';
  return {
    about: person,
    done: `${person} is ${duty} ${when}.`,
    already: `${person} was already ${duty}; now ${when}.`,
  };
}

function leave(person: PersonView, first: Day, last: Day, viewer: WallClock, now: number): Setting {
  if (Number.isNaN(first) || Number.isNaN(last)) {
    return { fault: 'Enter the first and the last day, such as 2026-11-23.' };
  }
  if (last < first) return { fault: 'The last day is before the first.' };
  const clock = clockOf(person.zone);
  const [from, to] = [clock.midnight(first), clock.midnight(last + 1)];
  if (to <= now) return { fault: 'Those days are in the past: enter later ones.' };
  if (isFarOff(to, now)) return { fault: FAR_OFF };
  const days = leaveDays(from, to, viewer, clock, now);
  return {
    order: {
      path: '/shifts/override',
      body: { ...addressOf(person), leave: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } },
    },
    consequence: [
      `${person.person} is on leave ${days}, the last day included.`,
      person.override?.available
        ? 'Off duty as soon as the override that holds now has ended: it counts more than leave.'
        : 'Off duty throughout: Frontline gives them no new conversations.',
    ],
    told: {
      about: person.person,
      done: `${person.person} is on leave ${days}.`,
      already: `${person.person} is on leave ${days}.`,
    },
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

function dayFrom(text: string): Day {
  return Math.floor(Date.parse(`${text}T00:00Z`) / (DAY_MINUTES * MINUTE));
}

function instantFrom(text: string, clock: WallClock): number {
  const wall = Date.parse(`${text}Z`) / MINUTE;
  return Number.isNaN(wall) ? Number.NaN : clock.instant(Math.floor(wall));
}
