/**
 * The locale's formats of dates, times and lists, by Intl (ECMA-402): https://tc39.es/ecma402/. They are made once a locale, since making one takes
 * longer than a hundred uses, and remember what they gave: a table has the same days and times in every row.
 */
import { currentLocale } from './translate';

/** A date or a wall time in ms since 1970, as if it were UTC: formatted as it is, on whatever clock it was read. */
type Format = (wall: number) => string;

interface Formats {
  readonly tag: string;
  /** Whether the locale's clock has twelve hours. */
  readonly isTwelveHours: boolean;
  /** "Mon" */
  readonly weekday: Format;
  /** "M" */
  readonly weekdayInitial: Format;
  /** "November 2026" */
  readonly month: Format;
  /** "23 Nov", "23.11.": as short as a day of the timeline is wide. */
  readonly date: Format;
  /** "23 November" */
  readonly longDate: Format;
  /** "23" */
  readonly dayOfMonth: Format;
  /** "Mon 23 Nov" */
  readonly day: Format;
  /** "Mon, 23 Nov 2026" */
  readonly dayOfYear: Format;
  /** "14:05", "2:05 PM" */
  readonly time: Format;
  /** "14", "2 PM" */
  readonly hour: Format;
  /** "Okta and BambooHR" */
  readonly list: Intl.ListFormat;
}

let made: Formats | undefined;

/** The formats of the locale that the page speaks. */
export function formats(): Formats {
  const { tag } = currentLocale();
  if (made?.tag !== tag) made = formatsOf(tag);
  return made;
}

const LONGEST_DATE = Date.UTC(2026, 11, 30);
/** Letters. */
const DATE_ROOM = 6;

/** "Okta, BambooHR and an operator" */
export function listOf(names: readonly string[]): string {
  return formats().list.format(names);
}

/** With a capital letter, where a phrase begins a sentence. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase(formats().tag)}${text.slice(1)}`;
}

function formatsOf(tag: string): Formats {
  const { hour12 } = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions();
  const isTwelveHours = hour12 === true;
  const remembered = (options: Intl.DateTimeFormatOptions): Format => {
    const known = new Map<number, string>();
    const format = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options });
    return (wall) => {
      const text = known.get(wall) ?? format.format(wall);
      known.set(wall, text);
      return text;
    };
  };
  const date = { day: 'numeric', month: 'short' } as const;
  // Two digits, where nothing follows them, so that times are equally wide in a column.
  const hour = isTwelveHours ? ({ hour: 'numeric' } as const) : ({ hour: '2-digit', hourCycle: 'h23' } as const);
  // "30. Dez." would not fit over a day of the timeline; "30.12." does.
  const isShort = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...date }).format(LONGEST_DATE).length <= DATE_ROOM;
  return {
    tag,
    isTwelveHours,
    weekday: remembered({ weekday: 'short' }),
    weekdayInitial: remembered({ weekday: 'narrow' }),
    month: remembered({ month: 'long', year: 'numeric' }),
    date: remembered(isShort ? date : { ...date, month: 'numeric' }),
    longDate: remembered({ day: 'numeric', month: 'long' }),
    dayOfMonth: remembered({ day: 'numeric' }),
    day: remembered({ weekday: 'short', ...date }),
    dayOfYear: remembered({ weekday: 'short', ...date, year: 'numeric' }),
    time: remembered({ ...hour, minute: '2-digit' }),
    hour: remembered(hour),
    list: new Intl.ListFormat(tag, { type: 'conjunction' }),
  };
}
