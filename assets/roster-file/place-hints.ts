/** What is expected in the place of an unknown country or region, with what was probably meant. */
import type { FoundHolidays, Place } from './country-holidays';
import { describeValue } from './entry';
import { didYouMean, suggest } from './suggest';

/** What was found and what was expected, for a message. @param region absent: none was given */
export function describeUnknownPlace(
  { unknown, places }: Extract<FoundHolidays, { unknown: unknown }>,
  country: string,
  region: string | undefined,
): string {
  const name = (unknown === 'country' ? country : region) ?? '';
  const expected = unknown === 'country' ? expectedCountry(name, places) : expectedRegion(name, country, places);
  return `found the unknown ${unknown} ${describeValue(name)}, expected ${expected}`;
}

function expectedCountry(found: string, countries: readonly Place[]): string {
  return `a two-letter code of a country (ISO 3166-1) like ES${countryHint(found, countries)}`;
}

/** @param regions those of the country. */
function expectedRegion(found: string, country: string, regions: readonly Place[]): string {
  if (regions.length === 0) return `no region: the data has none for ${country}`;
  const codes = regions.map(({ code }) => code);
  const bare = found.toUpperCase().startsWith(`${country}-`) ? found.slice(country.length + 1) : found;
  const meant = codeOf(bare, regions);
  const hint =
    meant === undefined ? didYouMean(found, codes.filter(isLong)) : `; did you mean ${JSON.stringify(meant)}?`;
  return `one of ${codes.join(', ')}${hint}`;
}

function countryHint(found: string, countries: readonly Place[]): string {
  const meant = codeOf(found, countries);
  if (meant !== undefined) return `; did you mean ${JSON.stringify(meant)}?`;
  const [, first = '', region = ''] = /^([A-Za-z]{2})[-_ ./](\S+)$/.exec(found) ?? [];
  const country = codeOf(first, countries);
  return country === undefined ? '' : `; did you mean country: ${country}, region: ${region.toUpperCase()}?`;
}

/** The code that was meant: in other letters, or as the name or the initials of the place. Of few letters, none is near another. */
function codeOf(found: string, places: readonly Place[]): string | undefined {
  if (found === '' || found.length > 60) return undefined;
  const wanted = plain(found);
  const byCode = places.find(({ code }) => plain(code) === wanted);
  if (byCode !== undefined) return byCode.code;
  const byName = new Map(places.flatMap(({ code, names }) => names.map((name) => [plain(name), code] as const)));
  const exact = byName.get(wanted);
  if (exact !== undefined) return exact;
  const isInitials = (name: string) => initials(name) === wanted;
  const short = [...byName].find(([name]) => wanted.length > 1 && isInitials(name));
  if (short !== undefined) return short[1];
  const within = [...byName].filter(([name]) => wanted.length > 3 && name.split(' ').includes(wanted));
  if (within.length === 1) return within[0]?.[1];
  return wanted.length > 3 ? byName.get(suggest(wanted, byName.keys()) ?? '') : undefined;
}

/** In lower case, without accents and signs. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** "united kingdom" → "uk". */
function initials(name: string): string {
  const words = name.split(' ').filter((word) => word !== 'of' && word !== 'the' && word !== 'and');
  return words.map((word) => word.charAt(0)).join('');
}

function isLong(code: string): boolean {
  return code.length > 3;
}
