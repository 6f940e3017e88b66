/**
 * The format of `roster.yaml`, entry by entry. Each `error` states only the expectation; the found value is added when the
 * error is reported. Checks across entries (names, order, duplicates) are in the compiler.
 */
import * as z from '../lib/zod';
import {
  authorityFormat,
  handoverFormat,
  notifyFormat,
  operatorFormat,
  personalNotifyFormat,
  protectFormat,
  routingFormat,
  zoneFormat,
} from './format-policies';
import {
  date,
  days,
  EVERY,
  endReason,
  endTime,
  feed,
  HOLIDAY,
  id,
  listOf,
  mapping,
  moment,
  PHONE,
  people,
  personKey,
  realDate,
  reason,
  SLACK_USER,
  text,
  time,
  written,
  zone,
} from './format-values';

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
  slack: written(
    SLACK_USER,
    'the id of a Slack user like U0123ABCD',
    'Their user id in Slack (profile → Copy member ID); without it, the id that `ids` has for slack.',
  ).optional(),
  notify: personalNotifyFormat.optional(),
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
  notify: notifyFormat.optional(),
  operators: listOf(
    operatorFormat,
    'a list of operators, like [{ name: Ana, role: editor, key: "sha256:…" }]',
  ).optional(),
});
