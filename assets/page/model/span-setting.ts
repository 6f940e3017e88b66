/** On or off duty from a time to another: at once by an override, later on by the roster. */
import type { PersonView } from '../../api/views/views';
import { DAY, HOUR, MINUTE } from '../../domain/time';
import { t } from '../i18n/translate';
import { addressOf } from './acts';
import type { Draft } from './draft';
import { addressOfForm } from './form-address';
import type { Setting } from './setting';
import { spanForBoth } from './times';
import { clockOf, type WallClock } from './wall-clock';

/** Steps of a selection on the timeline. */
export const STEP_MINUTES = 15;

/** A browser's field takes years of six digits, which can only be a slip, ms. */
const FARTHEST = 3 * 366 * DAY;

export function isFarOff(instant: number, now: number): boolean {
  return instant > now + FARTHEST;
}

export interface Span {
  /** ms since the epoch. */
  readonly from: number;
  readonly to: number;
}

/**
 * The stretch between two places of a timeline, in steps of a quarter of an hour by the clock that it is drawn by; at least one step, and none
 * of it is over. Undefined where all of it is.
 * @param places days from the left edge, in any order @param now ms
 */
export function spanBetween(
  places: readonly [number, number],
  first: number,
  clock: WallClock,
  now: number,
): Span | undefined {
  const steps = places.map((days) => Math.round(((first + days) * 24 * 60) / STEP_MINUTES));
  const [begin, end] = [Math.min(...steps), Math.max(...steps)];
  const instant = (step: number) => clock.instant(step * STEP_MINUTES);
  const from = Math.max(instant(begin), Math.floor(now / MINUTE) * MINUTE);
  const to = instant(Math.max(end, begin + 1));
  return to > now && to > from ? { from, to } : undefined;
}

/** What a click on a free place suggests. */
export function hourFrom({ from }: Span): Span {
  return { from, to: from + HOUR };
}

/** The draft of a stretch, in the fields of the dialog. */
export function draftOfSpan(draft: Draft, { from, to }: Span, available: boolean, viewer: WallClock): Draft {
  const preset = available ? 'on-span' : 'off-span';
  return { ...draft, preset, from: fieldOf(from, viewer), until: fieldOf(to, viewer) };
}

/** The value of a `datetime-local` input. */
export function fieldOf(instant: number, clock: WallClock): string {
  return new Date(clock.wall(instant) * MINUTE).toISOString().slice(0, 16);
}

/**
 * @param from ms; NaN where nothing right is entered. What begins by the end of this minute begins now.
 * @param override makes the setting of what begins now
 */
export function spanSetting(
  person: PersonView,
  available: boolean,
  { from, to }: Span,
  viewer: WallClock,
  now: number,
  override: () => Setting,
): Setting {
  if (Number.isNaN(from)) return { fault: t('acting.span-incomplete') };
  if (!Number.isNaN(to) && to <= from) return { fault: t('acting.span-backwards') };
  if (Number.isNaN(to) || from < now + MINUTE) return override();
  if (isFarOff(to, now)) return { fault: t('presets.far-off') };
  if (!('person' in addressOf(person))) return { fault: t('acting.span-stranger') };
  const values = { person: person.person, when: spanForBoth(from, to, viewer, clockOf(person.zone), now) };
  return {
    address: addressOfForm({ form: 'override', person: person.person, from, to, available }),
    consequence: [t(available ? 'acting.span-on' : 'acting.span-off', values), t('acting.span-later')],
  };
}
