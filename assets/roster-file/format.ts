/**
 * The format of `roster.yaml`, entry by entry. Each `error` states only the expectation; the found value is added when the
 * error is reported. Checks across entries (names, order, duplicates) are in the compiler.
 */
import { ROLES } from '../domain/roster/operators';
import * as z from '../lib/zod';
import { dayOfDate } from './calendar';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const END_TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/;
export const EVERY = /^([1-9]\d{0,3}) (hour|day|week|month)s?$/;
const HOLIDAY =
  /^\d{4}-\d{2}-\d{2}$|^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d\/\d{4}-\d{2}-\d{2}T(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const PHONE = /^\+[1-9]\d{6,14}$/;
const NUMBER = /^(whatsapp:)?\+[1-9]\d{6,14}$/;
const AFTER = /^(0|[1-9]\d{0,3}) (minute|hour|day)s?$/;
const FEED = /^https:\/\/\S+$|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/\S*$/;

const written = (pattern: RegExp, error: string, description: string) =>
  z.string({ error }).regex(pattern, { error, abort: true }).meta({ description });
const text = (error: string, description: string) => z.string({ error }).min(1, { error }).meta({ description });
const listOf = <T extends z.ZodType>(item: T, error: string) => z.array(item, { error });
/** A mapping with these keys and no others; its error lists them. */
const mapping = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape, { error: Object.keys(shape).join(', ') });

const reason = (value: string): string => {
  const found = dayOfDate(value.slice(0, 10));
  return typeof found === 'string' ? found : '';
};
/** Of a period's end, if the value is a period. */
const endReason = (value: string): string => (value.includes('/') ? reason(value.slice(value.indexOf('/') + 1)) : '');
const realDate = { error: ({ input }: { input?: unknown }) => reason(String(input)) };

/** What `from` and `to` of something weekly are. */
export const EXPECTED_TIMES = {
  from: 'a time of day from "00:00" to "23:59"',
  to: 'a time of day from "00:00" to "24:00"',
} as const;

const time = written(TIME, EXPECTED_TIMES.from, 'Local time of day, 00:00–23:59.');
const endTime = written(
  END_TIME,
  EXPECTED_TIMES.to,
  'Local time of day, 00:00–24:00. At or before `from`: on the next day.',
);
const date = written(DATE, 'a date like 2026-01-05', 'A date, YYYY-MM-DD.').refine(
  (value) => reason(value) === '',
  realDate,
);
const moment = written(
  MOMENT,
  'a date like 2026-01-05 or a local time like 2026-01-05T09:00 (no zone, no offset)',
  'A date, or a local time YYYY-MM-DDTHH:MM.',
).refine((value) => reason(value) === '', realDate);
const personKey = text('a key of `people`', 'A key of `people`.');
const zone = text('an IANA time zone like Europe/Madrid', 'IANA time zone, for example Europe/Madrid.');
const days = listOf(z.enum(DAYS, { error: `one of ${DAYS.join(', ')}` }), `a list of days out of ${DAYS.join(', ')}`)
  .min(1, { error: 'at least one day' })
  .meta({ description: 'Days on which it starts.' });
const people = listOf(
  text('a key of `people` or the name of a team', 'A key of `people`, or a name out of `teams`.'),
  'a list of keys of `people`, like [ana, ben]',
);
const feed = mapping({ ics: written(FEED, 'an https:// address', 'Address of an iCalendar feed.') });
const id = text('a name', 'A name of its own.');

export const personFormat = mapping({
  identity: text('a Frontline identity or SID', 'The Frontline identity or SID, exactly as Frontline has it.'),
  names: listOf(
    text('a name', 'What calendars call the person, for example Ana Pérez.'),
    'a list of names, like [Ana Pérez]',
  ).optional(),
  zone: zone.optional(),
  holidays: listOf(
    text('a name out of `holidays`', 'A name out of `holidays`.'),
    'a list of names out of `holidays`',
  ).optional(),
  ids: z
    .record(z.string(), text('an id as text', 'What this provider calls the person.'), {
      error: 'a mapping from providers to ids',
    })
    .optional()
    .meta({ description: 'Provider (as in its address) → the id it uses for this person.' }),
  manager: personKey.optional(),
  phone: written(PHONE, 'a phone number like +34600000000', 'E.164 phone number.').optional(),
});

/** One of a rotation's turns. */
const turn = z.union(
  [
    text('a key of `people`, the name of a team, or nobody', 'A key of `people`, a name out of `teams`, or nobody.'),
    z
      .array(people.element)
      .min(1, { error: 'at least one person' })
      .meta({ description: 'Several people who have a turn together.' }),
  ],
  { error: 'a key of `people`, nobody, or a list of keys who have the turn together' },
);
const members = listOf(
  turn,
  'a list of keys of `people`, like [ana, ben, nobody]; [[ana, ben], cy] where several have a turn together',
).min(1, { error: 'at least one member' });
const every = written(
  EVERY,
  'a length like "1 week", "12 hours", "2 days" or "1 month"',
  'How long a turn is: N hours|days|weeks|months.',
);
const rotationChangeFormat = mapping({
  from: moment,
  members: members.optional(),
  every: every.optional(),
  next: turn.optional().meta({
    description: 'Whose turn is the first from then on: one of its people, all of them as a list, or nobody.',
  }),
});
export const rotationFormat = mapping({
  members,
  every,
  start: moment,
  count: z.enum(['calendar', 'worked'], { error: 'calendar or worked' }).optional(),
  changes: listOf(rotationChangeFormat, 'a list of changes, like [{ from: 2026-01-05, members: [ana, ben] }]')
    .optional()
    .meta({ description: 'What changes from a date on; turns before it stay.' }),
});

const weekly = {
  days,
  from: time.optional(),
  to: endTime.optional(),
  hours: listOf(mapping({ from: time, to: endTime }), 'a list of hours, like [{ from: "08:00", to: "12:00" }]')
    .min(1, { error: 'at least one { from, to }' })
    .optional()
    .meta({ description: 'Several times of a day, instead of `from` and `to`.' }),
  zone: zone.optional(),
  since: date.optional(),
  until: date.optional(),
};

/** For editors; what it says is checked where the hours are read. */
const fromToOrHours = {
  oneOf: [
    { required: ['from', 'to'] },
    { required: ['hours'], not: { anyOf: [{ required: ['from'] }, { required: ['to'] }] } },
  ],
};

const onHolidays = z
  .literal('work', { error: 'work, or no such key: the shift does not take place on public holidays then' })
  .meta({ description: 'The shift also takes place on the public holidays of whoever works it.' });

export const shiftFormat = mapping({
  id,
  ...weekly,
  who: people.min(1, { error: 'at least one person' }).optional(),
  rotate: rotationFormat.optional(),
  holidays: onHolidays.optional(),
}).meta({ allOf: [{ oneOf: [{ required: ['who'] }, { required: ['rotate'] }] }, fromToOrHours] });

const ignored = (what: string) =>
  listOf(
    z
      .string({ error: 'a word or a phrase' })
      .regex(/[\p{L}\p{N}]/u, { error: 'a word or a phrase' })
      .meta({ description: `A word or a phrase; an event with it in its title is no ${what}.` }),
    'a list of words or phrases, like [home office]',
  ).optional();

export const shiftFeedFormat = mapping({
  id,
  ics: feed.shape.ics,
  who: people.min(1, { error: 'at least one person' }).optional(),
  zone: zone.optional(),
  holidays: onHolidays.optional(),
  ignore: ignored('shift'),
});

export const leaveFormat = mapping({ who: personKey, from: moment, to: moment });
export const leaveFeedFormat = mapping({
  who: personKey.optional(),
  ics: feed.shape.ics,
  ignore: ignored('leave'),
});
export const overrideFormat = mapping({
  who: personKey,
  from: moment,
  to: moment,
  available: z.boolean({ error: 'true or false' }),
});
export const swapFormat = mapping({
  shift: text('the id of a shift', 'The id of a shift.'),
  date,
  give: personKey,
  take: personKey,
});
export const coverFormat = mapping({
  for: text('a key of `people`', 'Whose shifts are covered: a key of `people`.'),
  by: text('a key of `people`', 'Who works them: a key of `people`.'),
  from: moment,
  to: moment,
  shift: text('the id of a shift', 'The id of the only shift that is covered; every shift without it.').optional(),
});
export const coverageFormat = mapping({
  id,
  ...weekly,
  min: z.int({ error: 'a whole number from 1 on' }).min(1, { error: 'a whole number from 1 on' }),
  of: people.min(1, { error: 'at least one person' }).optional(),
}).meta(fromToOrHours);
export const teamFormat = listOf(personKey, 'a list of keys of `people`, like [ana, ben]').min(1, {
  error: 'at least one person',
});
export const holidayFormat = written(
  HOLIDAY,
  'a date like 2026-12-25, or a part of a day like 2026-12-24T14:00/2026-12-24T24:00',
  'A date, or a part of a day: YYYY-MM-DDTHH:MM/YYYY-MM-DDTHH:MM, on the clock of each person.',
)
  .refine((value) => reason(value) === '', { ...realDate, abort: true })
  .refine((value) => endReason(value) === '', { error: ({ input }) => endReason(String(input)) });
export const holidayFeedFormat = feed;
export const countryHolidaysFormat = mapping({
  country: text(
    'a two-letter code of a country (ISO 3166-1) like ES',
    'Two-letter code of a country (ISO 3166-1): its public holidays are days off. `rosterline holidays ES` lists them.',
  ),
  region: text(
    'a code of a region like MD',
    'Code of a region (ISO 3166-2 without the country), whose own holidays count as well.',
  ).optional(),
  also: listOf(holidayFormat, 'a list of dates like [2026-12-24]')
    .optional()
    .meta({ description: 'Dates and parts of days that are days off besides.' }),
  without: listOf(date, 'a list of dates like [2026-01-06]')
    .optional()
    .meta({ description: 'Public holidays on which people work all the same.' }),
});
export const protectFormat = text('an identity', 'An identity that no event may deactivate.');
export const authorityFormat = text(
  'the name of a sender, as in its address',
  'A sender whose reinstatements lift the lock-outs of every source.',
);
export const zoneFormat = zone;

const takesOver = 'none, close, manager, a key of `people` or the name of a team';
const handoverTo = text(takesOver, `Whose they become: ${takesOver}.`);
export const handoverFormat = mapping({
  left: handoverTo.optional().meta({ description: 'The open conversations of somebody who has left.' }),
  leave: handoverTo.optional().meta({ description: 'Those of somebody on leave, until they are back.' }),
  after: written(
    AFTER,
    'a time like "0 hours", "30 minutes" or "2 days"',
    'How long after they left, or the leave began: N minutes|hours|days.',
  ).optional(),
});
export const routingFormat = mapping({
  number: written(
    NUMBER,
    'a phone number like +15017122661, or whatsapp:+15017122661',
    'The Twilio number that customers write to. It stands for WhatsApp too, unless whatsapp:+… has an entry of its own.',
  ),
  team: text('the name of a team', 'Whose people on duty get new conversations: a name out of `teams`.'),
  sticky: z
    .boolean({ error: 'true or false' })
    .optional()
    .meta({ description: "The customer's last worker goes first, if on duty." }),
  otherwise: text(
    'a key of `people`, the name of a team, or wait',
    'If nobody of the team is on duty: a key of `people`, a name out of `teams`, or wait.',
  ).optional(),
});

/** Whoever may use the operators' addresses. */
export const operatorFormat = mapping({
  name: written(
    /^[^\p{C}\s](?:[^\p{C}]{0,62}[^\p{C}\s])?$/u,
    'a name of at most 64 characters, without spaces at its ends',
    'What the audit and the history of the roster call them.',
  ),
  role: z
    .enum(ROLES, { error: `one of ${ROLES.join(', ')}` })
    .meta({ description: 'viewer looks; editor also plans: people, shifts, exceptions; admin does everything.' }),
  key: written(
    /^sha256:[0-9a-f]{64}$/,
    '"sha256:" and 64 hexadecimal digits, as `rosterline operator` prints them',
    'The digest of their key. `rosterline operator` makes the key, and shows it once.',
  ).optional(),
  subject: text(
    'the sub of their OpenID Connect tokens, or their verified e-mail address',
    'Who they are to the OpenID Connect issuer: the sub of their tokens, or their verified e-mail address.',
  ).optional(),
});

/** The whole file, as editors see it. */
export const rosterFormat = mapping({
  version: z.literal(1, { error: '1' }),
  zone: zoneFormat,
  people: z.record(z.string(), personFormat, { error: 'a mapping from keys to people' }),
  teams: z.record(z.string(), teamFormat).optional().meta({ description: 'Names for lists of people.' }),
  shifts: listOf(z.union([shiftFormat, shiftFeedFormat]), 'a list of shifts').optional(),
  holidays: z
    .record(
      z.string(),
      z.union([
        z.array(z.union([holidayFormat, holidayFeedFormat, countryHolidaysFormat])),
        holidayFeedFormat,
        countryHolidaysFormat,
      ]),
    )
    .optional()
    .meta({ description: 'Name of a calendar → its dates, the address of its feed, or a country.' }),
  leave: z.union([z.array(z.union([leaveFormat, leaveFeedFormat])), leaveFeedFormat]).optional(),
  overrides: listOf(overrideFormat, 'a list of overrides').optional(),
  swaps: listOf(swapFormat, 'a list of swaps').optional(),
  covers: listOf(coverFormat, 'a list of covers').optional(),
  coverage: listOf(coverageFormat, 'a list of coverage rules').optional(),
  protect: listOf(protectFormat, 'a list of identities').optional(),
  authority: listOf(authorityFormat, 'a list of senders').optional(),
  handover: handoverFormat.optional(),
  routing: listOf(routingFormat, 'a list of numbers, like [{ number: "+15017122661", team: sales }]').optional(),
  operators: listOf(
    operatorFormat,
    'a list of operators, like [{ name: Ana, role: editor, key: "sha256:…" }]',
  ).optional(),
});
