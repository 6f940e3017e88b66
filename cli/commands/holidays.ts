/** `rosterline holidays`: lists the holidays that a calendar of a country in the roster has. */
import type { Command } from 'commander';
import type { Years } from '../../assets/domain/roster/roster';
import { DAY_MINUTES } from '../../assets/domain/schedule/dates';
import { FIRST_YEAR, LAST_YEAR, printDay, printWall } from '../../assets/roster-file/calendar';
import {
  type CountryHoliday,
  HOLIDAY_TYPES,
  type HolidaysOf,
  type HolidayType,
  type Place,
} from '../../assets/roster-file/country-holidays';
import { describeUnknownPlace } from '../../assets/roster-file/place-hints';
import { exitTwoOnUsageError, fail } from '../roster/exit';

interface HolidaysOptions {
  readonly all?: true;
  readonly json?: true;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The words after the command: country, region and year, of which the region may be missing. */
export interface Asked {
  readonly country: string;
  readonly region?: string | undefined;
  readonly years: Years;
}

export function addHolidays(program: Command): void {
  const command = program
    .command('holidays')
    .description('list the holidays that `country` and `region` give a roster')
    .argument('<country>', 'two-letter code, such as ES')
    .argument('[region]', 'code of a region, such as MD')
    .argument('[year]', 'the year (default: this one)')
    .option(
      '--all',
      'also list what is not a day off in a roster: bank and school holidays, optional days, observances',
    )
    .option('--json', 'print JSON')
    .action(async (country: string, second?: string, third?: string, options: HolidaysOptions = {}) => {
      const asked = askedBy(country, second, third, Date.now());
      if ('problem' in asked) return fail(asked.problem);
      // It brings the data of all countries, which no other command needs.
      const { holidaysOf, regionsOf } = await import('../../assets/roster-file/date-holidays.private');
      const listed = listHolidays(asked, holidaysOf, options.all ? HOLIDAY_TYPES : ['public']);
      if ('problem' in listed) return fail(listed.problem);
      if (options.json) console.log(JSON.stringify(listed.holidays.map(asJson), null, 2));
      else console.log(asLines(listed.holidays, asked.region === undefined ? regionsOf(country) : []).join('\n'));
      process.exitCode = listed.holidays.length === 0 ? 1 : 0;
    });
  exitTwoOnUsageError(command);
}

/** Sorts the words: four digits are a year. @param now ms UTC, for the year where none is given */
export function askedBy(
  country: string,
  second: string | undefined,
  third: string | undefined,
  now: number,
): Asked | { readonly problem: string } {
  const isYear = (word: string | undefined) => word !== undefined && /^\d{4}$/.test(word);
  if (third !== undefined && isYear(second))
    return { problem: `found ${second} ${third}, expected the year last: holidays ${country} ${third} ${second}` };
  const [region, written] = isYear(second) ? [undefined, second] : [second, third];
  const year = written === undefined ? new Date(now).getUTCFullYear() : Number(written);
  if (!(isYear(written ?? String(year)) && year >= FIRST_YEAR && year <= LAST_YEAR))
    return { problem: `found the year ${written}, expected one from ${FIRST_YEAR} to ${LAST_YEAR}` };
  return { country, region, years: { first: year, last: year } };
}

/** The holidays, by time. */
export function listHolidays(
  { country, region, years }: Asked,
  holidaysOf: HolidaysOf,
  types: readonly HolidayType[],
): { readonly holidays: readonly CountryHoliday[] } | { readonly problem: string } {
  const found = holidaysOf(country, region, years, types);
  return 'unknown' in found ? { problem: describeUnknownPlace(found, country, region) } : found;
}

/** A line for each holiday. @param regions of the country, if none was asked for */
export function asLines(holidays: readonly CountryHoliday[], regions: readonly Place[]): string[] {
  const lines = holidays.map(({ name, type, from, to }) => {
    const isOneDay = from % DAY_MINUTES === 0 && to - from === DAY_MINUTES;
    const day = DAYS[new Date(from * 60_000).getUTCDay()];
    const when = isOneDay ? printDay(from / DAY_MINUTES) : `${printWall(from)}/${endOf(to)}`;
    return `${day} ${when}  ${name}${type === 'public' ? '' : ` (${type})`}`;
  });
  const codes = regions.map(({ code, names }) => `${code} ${names.at(-1)}`);
  return [
    ...(lines.length > 0 ? lines : ['No holidays are known.']),
    ...(codes.length > 0 ? ['', `Regions may have more holidays, or fewer: ${codes.join(', ')}.`] : []),
  ];
}

/** In the form of `also` in the roster: midnight at the end of a day is 24:00. */
function endOf(to: number): string {
  return to % DAY_MINUTES === 0 ? `${printDay(to / DAY_MINUTES - 1)}T24:00` : printWall(to);
}

function asJson({ name, type, from, to }: CountryHoliday) {
  return { from: printWall(from), to: printWall(to), name, type };
}
