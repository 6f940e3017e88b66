/**
 * The names of time zones that Windows displays, "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna": Outlook writes
 * them as TZID, without a VTIMEZONE and in the user's language. Most list cities, which the platform's own zones know.
 */
import { HOUR, MINUTE } from '../../domain/time';
import type { Clock } from './clock';
import { wordsOf } from './folding';
import { fromWindows } from './windows-zones';

/**
 * Descriptions without a city that IANA names a zone after → Windows' names (`tzutil /l`,
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/default-time-zones).
 */
const DESCRIPTIONS = `
International Date Line West=Dateline Standard Time
Coordinated Universal Time=UTC
Coordinated Universal Time-11=UTC-11
Coordinated Universal Time-09=UTC-09
Coordinated Universal Time-08=UTC-08
Coordinated Universal Time-02=UTC-02
Coordinated Universal Time+12=UTC+12
Coordinated Universal Time+13=UTC+13
Aleutian Islands=Aleutian Standard Time
Hawaii=Hawaiian Standard Time
Marquesas Islands=Marquesas Standard Time
Alaska=Alaskan Standard Time
Baja California=Pacific Standard Time (Mexico)
Pacific Time (US & Canada)=Pacific Standard Time
Arizona=US Mountain Standard Time
Mountain Time (US & Canada)=Mountain Standard Time
Yukon=Yukon Standard Time
Central America=Central America Standard Time
Central Time (US & Canada)=Central Standard Time
Easter Island=Easter Island Standard Time
Saskatchewan=Canada Central Standard Time
Eastern Time (US & Canada)=Eastern Standard Time
Chetumal=Eastern Standard Time (Mexico)
Haiti=Haiti Standard Time
Indiana (East)=US Eastern Standard Time
Turks and Caicos=Turks And Caicos Standard Time
Atlantic Time (Canada)=Atlantic Standard Time
Newfoundland=Newfoundland Standard Time
Brasilia=E. South America Standard Time
City of Buenos Aires=Argentina Standard Time
Greenland=Greenland Standard Time
Saint Pierre and Miquelon=Saint Pierre Standard Time
Salvador=Bahia Standard Time
Cabo Verde Is.=Cape Verde Standard Time
West Central Africa=W. Central Africa Standard Time
Port Louis=Mauritius Standard Time
Ekaterinburg=Ekaterinburg Standard Time
Astana=Central Asia Standard Time
Sri Jayawardenepura=Sri Lanka Standard Time
Lord Howe Island=Lord Howe Standard Time
Bougainville Island=Bougainville Standard Time
Chokurdakh=Russia Time Zone 10
Norfolk Island=Norfolk Standard Time
Solomon Is., New Caledonia=Central Pacific Standard Time
Chatham Islands=Chatham Islands Standard Time
Nuku'alofa=Tonga Standard Time
Samoa=Samoa Standard Time
Kiritimati Island=Line Islands Standard Time
`;

const AREAS: readonly string[] = [
  'Europe',
  'America',
  'Asia',
  'Africa',
  'Australia',
  'Pacific',
  'Atlantic',
  'Indian',
  'America/Argentina',
];

/** Signs tell "Coordinated Universal Time-11" from "+12". */
const keyOf = (description: string): string =>
  wordsOf(description.replaceAll('&', ' and ').replace(/[+-](?=\d)/, (sign) => (sign === '+' ? ' plus ' : ' minus ')));

const windowsNames = new Map(
  DESCRIPTIONS.trim()
    .split('\n')
    .map((line) => line.split('=') as [string, string])
    .map(([description, windows]) => [keyOf(description), windows]),
);

/**
 * The clock for a displayed name, or for its description alone; undefined if it is none, or if no zone that it names has the
 * offset that it states. @param clockNamed by IANA name.
 */
export function fromDisplayName(name: string, clockNamed: (iana: string) => Clock | undefined): Clock | undefined {
  const [, sign, hours, minutes, rest] = /^\((?:UTC|GMT)(?:([+-])(\d\d?):(\d\d))?\)\s*(.+)$/i.exec(name) ?? [];
  const description = rest ?? name;
  const parts = description.split(/[,;:]/).map((part) => part.trim());
  const found = parts.map((part) => [byDescription(part, clockNamed), ...byCity(part, clockNamed)].filter(isClock));
  const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE;
  // Without an offset that confirms it, a city alone may be anything: then two of the list have to agree.
  const offset = rest === undefined ? agreedOffset(found) : sign === '-' ? -size : size;
  return found.flat().find((clock) => standardOffset(clock) === offset) ?? byDescription(description, clockNamed);
}

function agreedOffset(found: readonly (readonly Clock[])[]): number | undefined {
  const [first, second] = found.flatMap(([clock]) => (clock === undefined ? [] : [standardOffset(clock)]));
  return first === second ? first : undefined;
}

function isClock(clock: Clock | undefined): clock is Clock {
  return clock !== undefined;
}

function byDescription(description: string, clockNamed: (iana: string) => Clock | undefined): Clock | undefined {
  const iana = fromWindows(windowsNames.get(keyOf(description)) ?? '');
  return iana === undefined ? undefined : clockNamed(iana);
}

/** "Yangon (Rangoon)" → Asia/Yangon. */
function byCity(part: string, clockNamed: (iana: string) => Clock | undefined): (Clock | undefined)[] {
  const city = part.replace(/\s*\(.*/, '').replaceAll(' ', '_');
  return /^[\p{L}_-]+$/u.test(city) ? AREAS.map((area) => clockNamed(`${area}/${city}`)) : [];
}

/** In winter, whichever half of the year that is; ms east of UTC. */
function standardOffset(clock: Clock): number {
  const [january, july] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)];
  return Math.min(clock.toWall(january) - january, clock.toWall(july) - july);
}
