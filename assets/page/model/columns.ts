/** The columns of a timeline and what stands above them: hours of a day, or days. */
import { formats } from '../i18n/formats';
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
      const minute = (index * DAY_MINUTES) / 12;
      const { isTwelveHours, hour } = formats();
      // There is no room for minutes that are always nought beside AM or PM.
      const text = isTwelveHours ? hour((minute * DAY_MS) / DAY_MINUTES) : timeOfDay(minute);
      return { left: index / 12, strong: '', text, isWeekend: isWeekend(first), isMain: true };
    });
  }
  return Array.from({ length: days }, (_, index) => {
    const day = first + index;
    const isMain = index === 0 || new Date(day * DAY_MS).getUTCDay() === 1;
    const isLong = days > DAYS;
    return {
      left: index,
      strong: isLong ? formats().weekdayInitial(day * DAY_MS) : weekdayName(day),
      // A month is named above its days, and its columns have no room for it.
      text: isLong ? formats().dayOfMonth(day * DAY_MS) : index === 0 ? dateName(day) : shortDateName(day),
      isWeekend: isWeekend(day),
      isMain,
    };
  });
}

const DAY_MS = DAY_MINUTES * 60_000;

/** "November 2026" */
export function monthName(day: Day): string {
  return formats().month(day * DAY_MS);
}
