/** Reads a roster with the holidays of the countries that it names. */
import type { EpochMs } from '../domain/time';
import { type HolidaysOf, yearsAround } from './country-holidays';
import { type RosterParseResult, readRoster } from './read';

/**
 * Like `readRoster`, for wherever a roster is compiled, shown or checked. The data of countries is loaded only for a file that names one.
 * @param now decides which years' holidays the roster gets. @throws Error if the data cannot be loaded
 */
export async function readRosterWithHolidays(
  text: string,
  file: string,
  now: EpochMs,
  load: () => Promise<{ readonly holidaysOf: HolidaysOf }> = () => import('./date-holidays.private'),
): Promise<RosterParseResult> {
  const years = yearsAround(now);
  let isAsked = false;
  const notLoaded: HolidaysOf = () => {
    isAsked = true;
    return { holidays: [] };
  };
  const first = readRoster(text, file, { years, holidaysOf: notLoaded });
  if (!isAsked) return first;
  const { holidaysOf } = await load();
  return readRoster(text, file, { years, holidaysOf });
}
