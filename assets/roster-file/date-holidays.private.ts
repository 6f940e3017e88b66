/**
 * The holidays of countries from the package date-holidays: 1.5 MB, and 70 ms to load. So it is deployed as an asset of its own
 * and loaded by `import()` only, where a roster that names a country is compiled: never by a webhook or a tick.
 */
import Holidays from 'date-holidays';
import type { Years } from '../domain/roster/roster';
import { DAY, MINUTE } from '../domain/time';
import type { CountryHoliday, FoundHolidays, HolidayType, Place } from './country-holidays';

/** Days of calendars that begin at sunset: the library gives the civil day, with the offset of the evening before. */
const FROM_SUNSET = / [+-]\d{4}$/;

/** See `HolidaysOf`. */
export function holidaysOf(
  country: string,
  region: string | undefined,
  years: Years,
  types: readonly HolidayType[] = ['public'],
): FoundHolidays {
  const countries = placesOf((language) => library().getCountries(language));
  if (!countries.some(({ code }) => code === country)) return { unknown: 'country', places: countries };
  const regions = regionsOf(country);
  if (region !== undefined && !regions.some(({ code }) => code === region))
    return { unknown: 'region', places: regions };
  const [state = '', part = ''] = region?.split('-') ?? [];
  // In UTC, the library's instants are wall times: it shifts nothing to the country's offset.
  const found = new Holidays(country, state, part, { types: [...types], timezone: 'UTC' });
  const all: CountryHoliday[] = [];
  for (let year = years.first; year <= years.last; year++) all.push(...found.getHolidays(year).map(toHoliday));
  return { holidays: all.sort((a, b) => a.from - b.from || a.to - b.to) };
}

/** The regions of a known country, and their parts. */
export function regionsOf(country: string): Place[] {
  const states = placesOf((language) => library().getStates(country, language));
  return states.flatMap((state) => {
    const parts = placesOf((language) => library().getRegions(country, state.code, language));
    return [state, ...parts.map(({ code, names }) => ({ code: `${state.code}-${code}`, names }))];
  });
}

let instance: Holidays | undefined;

/** For its lists of countries and regions. */
function library(): Holidays {
  instance ??= new Holidays();
  return instance;
}

/** Code → name, in the language of the country and in English. */
function placesOf(list: (language?: string) => Record<string, string> | undefined): Place[] {
  const english = list('en') ?? {};
  return Object.entries(list() ?? {}).map(([code, name]) => {
    return { code, names: [...new Set([name, english[code] ?? name])] };
  });
}

interface LibraryHoliday {
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly name: string;
  readonly type: HolidayType;
}

function toHoliday({ date, start, end, name, type }: LibraryHoliday): CountryHoliday {
  const minutes = (end.getTime() - start.getTime()) / MINUTE;
  const from = Date.parse(`${date.slice(0, 19).replace(' ', 'T')}Z`) / MINUTE;
  // Such a feast ends at a sunset; what counts here are its civil days, one at least.
  const length = FROM_SUNSET.test(date) ? Math.max(1, Math.floor((minutes * MINUTE) / DAY)) * (DAY / MINUTE) : minutes;
  return { name, type, from, to: from + length };
}
