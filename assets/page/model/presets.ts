/** The presets of the Set dialog: the choices, their consequences, and the request sent. */

import type { PersonView } from '../../api/views/views';
import { HOUR, MINUTE } from '../../domain/time';
import { type Key, t } from '../i18n/translate';
import { addressOf } from './acts';
import type { Stretch } from './bars';
import type { Draft, PresetId } from './draft';
import { nameOf } from './names';
import type { Told } from './questions';
import type { Setting } from './setting';
import { isFarOff, spanSetting } from './span-setting';
import { momentForBoth, spanForBoth } from './times';
import { clockOf, DAY_MINUTES, type Day, dayOf, type WallClock } from './wall-clock';

const HOURS_2 = 2 * HOUR;

export const PRESETS: readonly { readonly title: Key; readonly of: readonly (readonly [PresetId, Key])[] }[] = [
  {
    title: 'status.off',
    of: [
      ['off-boundary', 'presets.boundary'],
      ['off-2h', 'presets.2h'],
      ['off-tomorrow', 'presets.until-tomorrow'],
      ['off-until', 'presets.until'],
      ['off-span', 'acting.span'],
    ],
  },
  {
    title: 'status.on',
    of: [
      ['on-boundary', 'presets.boundary'],
      ['on-2h', 'presets.2h'],
      ['on-until', 'presets.until'],
      ['on-span', 'acting.span'],
    ],
  },
  {
    title: 'presets.leave',
    of: [
      ['leave-today', 'presets.today'],
      ['leave-tomorrow', 'presets.tomorrow'],
      ['leave-dates', 'presets.dates'],
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
  if (Number.isNaN(until)) return { fault: t('presets.no-date') };
  if (until <= now) return { fault: t('presets.past') };
  if (isFarOff(until, now)) return { fault: t('presets.far-off') };
  const when = momentForBoth(until, viewer, clockOf(person.zone), now, 'until');
  return {
    order: {
      path: '/shifts/override',
      body: { ...addressOf(person), available, until: new Date(until).toISOString() },
    },
    consequence: sentences(person, available, when),
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
  const when =
    change === undefined
      ? t('presets.until-change')
      : t('presets.until-change-at', { moment: momentForBoth(change, viewer, clockOf(person.zone), now) });
  return {
    order: { path: '/shifts/override', body: { ...addressOf(person), available } },
    consequence: sentences(person, available, when),
    told: toldOf(person, available, when),
  };
}

function sentences(of: PersonView, available: boolean, until: string): string[] {
  const person = nameOf(of);
  return available
    ? [t('presets.on-duty', { person, until }), t('presets.conversations')]
    : [t('presets.off-duty', { person, until }), t('presets.no-conversations')];
}

function toldOf(of: PersonView, available: boolean, until: string): Told {
  const person = nameOf(of);
  const duty = available ? 'on' : 'off';
  return {
    about: person,
    done: t(`presets.done-${duty}`, { person, until }),
    already: t(`presets.already-${duty}`, { person, until }),
  };
}

function leave(person: PersonView, first: Day, last: Day, viewer: WallClock, now: number): Setting {
  if (Number.isNaN(first) || Number.isNaN(last)) {
    return { fault: t('presets.no-days') };
  }
  if (last < first) return { fault: t('presets.days-reversed') };
  const clock = clockOf(person.zone);
  const [from, to] = [clock.midnight(first), clock.midnight(last + 1)];
  if (to <= now) return { fault: t('presets.days-past') };
  if (isFarOff(to, now)) return { fault: t('presets.far-off') };
  const days = leaveDays(from, to, viewer, clock, now);
  return {
    order: {
      path: '/shifts/override',
      body: { ...addressOf(person), leave: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } },
    },
    consequence: [
      t('presets.on-leave', { person: nameOf(person), days, several: last > first ? 'yes' : 'no' }),
      t(person.override?.available ? 'presets.leave-later' : 'presets.leave-throughout'),
    ],
    told: {
      about: nameOf(person),
      done: t('presets.done-leave', { person: nameOf(person), days }),
      already: t('presets.done-leave', { person: nameOf(person), days }),
    },
  };
}

function leaveDays(from: number, to: number, viewer: WallClock, clock: WallClock, now: number): string {
  const theirs = spanForBoth(from, to, clock, clock, now);
  if (viewer.offset(from) === clock.offset(from) && viewer.offset(to) === clock.offset(to)) return theirs;
  return t('presets.days-both', { theirs, city: clock.city, mine: spanForBoth(from, to, viewer, viewer, now) });
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
