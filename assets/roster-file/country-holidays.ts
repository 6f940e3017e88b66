/** The holidays of countries, as the reader of rosters asks for them: whoever calls it brings the data, which is large. */
import type { Years } from '../domain/roster/roster';
import type { EpochMs, WallMinute } from '../domain/time';

/** A holiday of a country or region, `[from, to)` on its own clock: from midnight to midnight, unless it is a part of a day. */
export interface CountryHoliday {
  /** In the country's own language. */
  readonly name: string;
  readonly from: WallMinute;
  readonly to: WallMinute;
  /** Who is off: see docs/roster.md. Only `public` holidays count as days off by themselves. */
  readonly type: HolidayType;
}

export const HOLIDAY_TYPES = ['public', 'bank', 'school', 'optional', 'observance'] as const;
export type HolidayType = (typeof HOLIDAY_TYPES)[number];

/** A country or region: its code as a roster writes it, and what people call it. */
export interface Place {
  readonly code: string;
  readonly names: readonly string[];
}

/** The holidays, by time; or which of the two names is unknown, and what there is in its place. */
export type FoundHolidays =
  | { readonly holidays: readonly CountryHoliday[] }
  | { readonly unknown: 'country' | 'region'; readonly places: readonly Place[] };

/**
 * Looks holidays up. Never throws.
 * @param country ISO 3166-1, in capitals. @param region ISO 3166-2 without the country, `BY`, or a part of one, `BY-A`.
 * @param types absent: public holidays alone.
 */
export type HolidaysOf = (
  country: string,
  region: string | undefined,
  years: Years,
  types?: readonly HolidayType[],
) => FoundHolidays;

/** What a roster is read with, so that countries in it become dates. */
export interface HolidayData {
  readonly holidaysOf: HolidaysOf;
  readonly years: Years;
}

/** Years after the present one: a deployment that nobody touches keeps its holidays for at least so long. */
const YEARS_AHEAD = 3;

/** The years whose holidays a roster gets that is compiled at `now`: the last one, for reports, up to three ahead. In UTC. */
export function yearsAround(now: EpochMs): Years {
  const year = new Date(now).getUTCFullYear();
  return { first: year - 1, last: year + YEARS_AHEAD };
}
