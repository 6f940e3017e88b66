/** The values of `roster.yaml`: times, dates, names. Each `error` states only the expectation; the found value is added when the error is reported. */
import * as z from '../lib/zod';
import { dayOfDate } from './calendar';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const END_TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/;
export const EVERY = /^([1-9]\d{0,3}) (hour|day|week|month)s?$/;
export const HOLIDAY =
  /^\d{4}-\d{2}-\d{2}$|^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d\/\d{4}-\d{2}-\d{2}T(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
export const PHONE = /^\+[1-9]\d{6,14}$/;
export const NUMBER = /^(whatsapp:)?\+[1-9]\d{6,14}$/;
export const AFTER = /^(0|[1-9]\d{0,3}) (minute|hour|day)s?$/;
export const SLACK_USER = /^[UW][A-Z0-9]{2,20}$/;
const FEED = /^https:\/\/\S+$|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/\S*$/;

export const written = (pattern: RegExp, error: string, description: string) =>
  z.string({ error }).regex(pattern, { error, abort: true }).meta({ description });
export const text = (error: string, description: string) => z.string({ error }).min(1, { error }).meta({ description });
export const listOf = <T extends z.ZodType>(item: T, error: string) => z.array(item, { error });
/** A mapping with these keys and no others; its error lists them. */
export const mapping = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: Object.keys(shape).join(', ') });

export const reason = (value: string): string => {
  const found = dayOfDate(value.slice(0, 10));
  return typeof found === 'string' ? found : '';
};
/** Of a period's end, if the value is a period. */
export const endReason = (value: string): string =>
  value.includes('/') ? reason(value.slice(value.indexOf('/') + 1)) : '';
export const realDate = { error: ({ input }: { input?: unknown }) => reason(String(input)) };

/** What `from` and `to` of something weekly are. */
export const EXPECTED_TIMES = {
  from: 'a time of day from "00:00" to "23:59"',
  to: 'a time of day from "00:00" to "24:00"',
} as const;

export const time = written(TIME, EXPECTED_TIMES.from, 'Local time of day, 00:00–23:59.');
export const endTime = written(
  END_TIME,
  EXPECTED_TIMES.to,
  'Local time of day, 00:00–24:00. At or before `from`: on the next day.',
);
export const date = written(DATE, 'a date like 2026-01-05', 'A date, YYYY-MM-DD.').refine(
  (value) => reason(value) === '',
  realDate,
);
export const moment = written(
  MOMENT,
  'a date like 2026-01-05 or a local time like 2026-01-05T09:00 (no zone, no offset)',
  'A date, or a local time YYYY-MM-DDTHH:MM.',
).refine((value) => reason(value) === '', realDate);
export const personKey = text('a key of `people`', 'A key of `people`.');
export const zone = text('an IANA time zone like Europe/Madrid', 'IANA time zone, for example Europe/Madrid.');
export const days = listOf(
  z.enum(DAYS, { error: `one of ${DAYS.join(', ')}` }),
  `a list of days out of ${DAYS.join(', ')}`,
)
  .min(1, { error: 'at least one day' })
  .meta({ description: 'Days on which it starts.' });
export const people = listOf(
  text('a key of `people` or the name of a team', 'A key of `people`, or a name out of `teams`.'),
  'a list of keys of `people`, like [ana, ben]',
);
export const feed = mapping({ ics: written(FEED, 'an https:// address', 'Address of an iCalendar feed.') });
export const id = text('a name', 'A name of its own.');
