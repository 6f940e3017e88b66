/** The columns of a timeline and what stands above them: hours of a day, or days. */
import { currentLocale } from '../i18n/translate';
import { DAYS, type Frame } from './frame';
import { dateName, isWeekend, shortDateName, timeOfDay, weekdayName } from './times';
import { DAY_MINUTES, type Day } from './wall-clock';

export interface Column {
  /** Days from the left edge. */
  readonly left: number;
  /** What stands out: the name of the weekday; "" above an hour. */
  readonly strong: string;
  /** The date, or the hour. */
  readonly text: string;
  readonly isWeekend: boolean;
  /** Where not every column has room for its date, these have: Mondays, and the first. */
  readonly isMain: boolean;
}

/** Of one day, the hours two at a time; else the days. */
export function columnsOf({ first, days }: Frame): readonly Column[] {
  if (days === 1) {
    return Array.from({ length: 12 }, (_, index) => {
      const text = timeOfDay((index * DAY_MINUTES) / 12);
      return { left: index / 12, strong: '', text, isWeekend: isWeekend(first), isMain: true };
    });
  }
  return Array.from({ length: days }, (_, index) => {
    const day = first + index;
    const isMain = index === 0 || new Date(day * DAY_MS).getUTCDay() === 1;
    const isLong = days > DAYS;
    return {
      left: index,
      strong: isLong ? initialOf(day) : weekdayName(day),
      text: index === 0 && !isLong ? dateName(day) : shortDateName(day),
      isWeekend: isWeekend(day),
      isMain,
    };
  });
}

const DAY_MS = DAY_MINUTES * 60_000;

/** "M" */
function initialOf(day: Day): string {
  return inLocale(day, { weekday: 'narrow' });
}

/** "November 2026" */
export function monthName(day: Day): string {
  return inLocale(day, { month: 'long', year: 'numeric' });
}

function inLocale(day: Day, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(currentLocale().tag, { ...parts, timeZone: 'UTC' }).format(day * DAY_MS);
}
