/** IANA zones for other names of time zones: those of Windows, and what Windows displays for them. */
import { offsetAt, toInstant, zoneNamed } from '../domain/schedule/zones';
import { MINUTE } from '../domain/time';
import type { Clock } from '../feeds/reading/clock';
import { fromDisplayName, fromWindows } from '../feeds/reading/time-zone-names.private';

/** "Eastern Standard Time", "(UTC-05:00) Eastern Time (US & Canada)" → "America/New_York". */
export function fromOtherName(name: string): string | undefined {
  const windows = fromWindows(name);
  if (windows !== undefined) return windows;
  const names = new Map<Clock, string>();
  const clock = fromDisplayName(name, (iana) => {
    const found = clockNamed(iana);
    if (found !== undefined) names.set(found, iana);
    return found;
  });
  return clock && names.get(clock);
}

function clockNamed(iana: string): Clock | undefined {
  try {
    const zone = zoneNamed(iana);
    return {
      toInstant: (wall) => toInstant(zone, Math.floor(wall / MINUTE)),
      toWall: (instant) => instant + offsetAt(zone, instant),
    };
  } catch {
    return undefined;
  }
}
