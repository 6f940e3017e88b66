/** On or off duty from a time to another: at once by an override, later on by the roster. */
import type { PersonView } from '../../api/views/views';
import { DAY, MINUTE } from '../../domain/time';
import { t } from '../i18n/translate';
import { addressOf } from './acts';
import { addressOfForm } from './form-address';
import { nameOf } from './names';
import type { Setting } from './setting';
import type { Span } from './span';
import { spanForBoth } from './times';
import { clockOf, type WallClock } from './wall-clock';

/** A browser's field takes years of six digits, which can only be a slip, ms. */
const FARTHEST = 3 * 366 * DAY;

export function isFarOff(instant: number, now: number): boolean {
  return instant > now + FARTHEST;
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
  const values = { person: nameOf(person), when: spanForBoth(from, to, viewer, clockOf(person.zone), now) };
  return {
    address: addressOfForm({ form: 'override', person: person.person, from, to, available }),
    consequence: [t(available ? 'acting.span-on' : 'acting.span-off', values), t('acting.span-later')],
  };
}
