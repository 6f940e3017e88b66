/** Lengths of time as the file has them: "30 minutes", "2 days". */
import { DAY, HOUR, MINUTE } from '../domain/time';

const UNITS = { minute: MINUTE, hour: HOUR, day: DAY };

/** ms; of a text that the format accepts, and 0 of any other. */
export function lengthOf(text: string): number {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  return Number(count ?? 0) * UNITS[unit === 'minute' || unit === 'day' ? unit : 'hour'];
}
