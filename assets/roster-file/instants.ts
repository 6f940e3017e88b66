/** Instants on the command line and in its output. */
import { DAY_MINUTES } from '../domain/schedule/dates';
import { toInstant, zoneNamed } from '../domain/schedule/zones';
import { dayOfDate } from './calendar';

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** "2026-11-02T12:00:00Z" or "2026-11-02" (midnight in `zone`) → ms UTC, whole seconds; undefined if it is neither. */
export function readInstant(text: string, zone: string): number | undefined {
  const date = dayOfDate(text.slice(0, 10));
  if (typeof date === 'string') return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return toInstant(zoneNamed(zone), date * DAY_MINUTES);
  const instant = RFC3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : Math.floor(instant / 1000) * 1000;
}

/** "2026-11-02T12:00:00Z": RFC 3339, no milliseconds. */
export function printInstant(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** "Mon 2 Nov 22:00" on the clock of a zone. */
export function printLocal(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month').slice(0, 3)} ${part('hour')}:${part('minute')}`;
}
