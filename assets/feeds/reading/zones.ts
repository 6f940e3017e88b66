/** TZID → a clock. Most contain the name of an IANA zone; for the others, the feed's VTIMEZONE has the rules. */
import { offsetAt, toInstant, zoneNamed } from '../../domain/schedule/zones';
import { MINUTE } from '../../domain/time';
import type { Clock, ReadWindow } from './clock';
import { type Component, property, textOf } from './jcal';
import { fromDisplayName, fromWindows } from './time-zone-names.private';
import { clockOfRules } from './vtimezone';

/** Longer than any valid name. */
const MAX_NAME_LENGTH = 200;

/** Undefined if the platform knows no zone of that name. */
export function ianaClock(name: string): Clock | undefined {
  try {
    const zone = zoneNamed(name);
    return {
      toInstant: (wall) => toInstant(zone, Math.floor(wall / MINUTE)) + (wall - Math.floor(wall / MINUTE) * MINUTE),
      toWall: (instant) => instant + offsetAt(zone, instant),
    };
  } catch {
    return undefined;
  }
}

/**
 * The clocks of one feed, by TZID. In turn: an IANA name, as it is or at the end of a path
 * (`/freeassociation.sourceforge.net/Europe/Berlin`); a Windows name, or what Windows displays; the VTIMEZONE's X-LIC-LOCATION; the VTIMEZONE's own
 * rules, which are valid for the window. Undefined if none of these applies.
 */
export function createClockLookup(
  zones: readonly Component[],
  window: ReadWindow,
  warn: (what: string) => void,
): (tzid: string) => Clock | undefined {
  const definitions = new Map(zones.map((zone) => [textOf(zone, 'tzid'), zone]));
  const cache = new Map<string, Clock | undefined>();
  function lookUp(tzid: string): Clock | undefined {
    const named = byName(tzid);
    if (named !== undefined) return named;
    const definition = definitions.get(tzid);
    if (definition === undefined) return undefined;
    const location = property(definition, 'x-lic-location') && textOf(definition, 'x-lic-location');
    return (location && byName(location)) || clockOfRules(definition, window, warn);
  }
  return (tzid) => {
    if (!cache.has(tzid)) cache.set(tzid, lookUp(tzid));
    return cache.get(tzid);
  };
}

function byName(tzid: string): Clock | undefined {
  const name = tzid.trim().replaceAll(/^"|"$/g, '');
  if (name === '' || name.length > MAX_NAME_LENGTH) return undefined;
  // "+01:00", which newer platforms accept as a zone, would hide the VTIMEZONE's summer time.
  const direct = /^[+-]/.test(name) ? undefined : ianaClock(name);
  if (direct !== undefined) return direct;
  const windows = fromWindows(name);
  if (windows !== undefined) return ianaClock(windows);
  const path = name.split('/').filter((part) => part !== '');
  for (let length = Math.min(3, path.length - 1); length >= 2; length--) {
    const clock = ianaClock(path.slice(-length).join('/'));
    if (clock !== undefined) return clock;
  }
  return fromDisplayName(name, ianaClock);
}
