/** Dates, times and clocks by the reader's locale: order, names, twelve hours or twenty-four. */
import { listOf } from '../../../assets/page/i18n/formats';
import { localeOf } from '../../../assets/page/i18n/language';
import {
  dateName,
  dayName,
  duration,
  moment,
  momentForBoth,
  shortMoment,
  shortSpan,
  span,
  stretchForBoth,
  timeOfDay,
} from '../../../assets/page/model/times';
import { clockOf, dayOf } from '../../../assets/page/model/wall-clock';
import { speakEverywhere } from '../texts';
import { NOON } from './people';

const at = (text: string): number => Date.parse(text);
const utc = clockOf('UTC');
const madrid = clockOf('Europe/Madrid');
/** Intl has narrow and unbreakable spaces, which differ by its version. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

afterEach(() => speakEverywhere({ language: 'en', tag: 'en-GB' }));

interface Expected {
  readonly day: string;
  readonly date: string;
  readonly time: string;
  readonly midnight: string;
  readonly moments: readonly string[];
  readonly short: string;
  readonly label: readonly string[];
  readonly spans: readonly string[];
  readonly until: string;
}

const LOCALES: Readonly<Record<string, Expected>> = {
  'en-US': {
    day: 'Mon, Nov 30',
    date: 'Nov 30',
    time: '5:05 PM',
    midnight: '12:00 AM',
    moments: ['3:05 PM', 'until tomorrow 7:00 AM', 'since Mon, Nov 30 5:00 PM'],
    short: 'Tue 7:00 AM',
    label: ['7 AM–3 PM', '7:30 AM–12 AM'],
    spans: ['Mon, Nov 23 4:00 PM–12:00 AM', 'Mon, Nov 23, all day'],
    until: 'until Mon, Nov 23 8:00 AM',
  },
  'es-ES': {
    day: 'lun, 30 nov',
    date: '30 nov',
    time: '17:05',
    midnight: '00:00',
    moments: ['15:05', 'hasta mañana a las 07:00', 'desde el lun, 30 nov a las 17:00'],
    short: 'mar 07:00',
    label: ['07–15', '07:30–24'],
    spans: ['lun, 23 nov, 16:00–24:00', 'lun, 23 nov, todo el día'],
    until: 'hasta el lun, 23 nov, 08:00',
  },
  'es-MX': {
    day: 'lun 30 de nov',
    date: '30 nov',
    time: '5:05 p.m.',
    midnight: '12:00 a.m.',
    moments: ['3:05 p.m.', 'hasta mañana a las 7:00 a.m.', 'desde el lun 30 de nov a las 5:00 p.m.'],
    short: 'mar 7:00 a.m.',
    label: ['7 a.m.–3 p.m.', '7:30 a.m.–12 a.m.'],
    spans: ['lun 23 de nov, 4:00 p.m.–12:00 a.m.', 'lun 23 de nov, todo el día'],
    until: 'hasta el lun 23 de nov, 8:00 a.m.',
  },
  'de-DE': {
    day: 'Mo., 30. Nov.',
    date: '30.11.',
    time: '17:05',
    midnight: '00:00',
    moments: ['15:05', 'bis morgen, 07:00', 'seit Mo., 30. Nov., 17:00'],
    short: 'Di 07:00',
    label: ['07–15', '07:30–24'],
    spans: ['Mo., 23. Nov., 16:00–24:00', 'Mo., 23. Nov., ganztägig'],
    until: 'bis Mo., 23. Nov., 08:00',
  },
};

for (const [tag, expected] of Object.entries(LOCALES)) {
  test(`dates and times are those of ${tag}`, async () => {
    await speakEverywhere(localeOf([tag]));
    const today = dayOf(utc.wall(NOON));
    const monday = at('2026-11-23T00:00Z');
    const found: Expected = {
      date: dateName(today + 8),
      day: dayName(today + 8, today),
      time: timeOfDay(utc.wall(at('2026-11-30T17:05Z'))),
      midnight: timeOfDay(utc.wall(monday)),
      moments: [
        moment(at('2026-11-22T15:05Z'), utc, NOON),
        moment(at('2026-11-23T07:00Z'), utc, NOON, 'until'),
        moment(at('2026-11-30T17:00Z'), utc, NOON, 'since'),
      ],
      short: shortMoment(at('2026-11-24T07:00Z'), utc, NOON),
      label: [
        shortSpan(at('2026-11-23T07:00Z'), at('2026-11-23T15:00Z'), utc),
        shortSpan(at('2026-11-23T07:30Z'), at('2026-11-24T00:00Z'), utc),
      ],
      spans: [
        span(at('2026-11-23T16:00Z'), at('2026-11-24T00:00Z'), utc, NOON),
        span(monday, at('2026-11-24T00:00Z'), utc, NOON),
      ],
      until: stretchForBoth({ from: NOON, to: at('2026-11-23T08:00Z'), begun: true, open: false }, utc, utc, NOON),
    };
    expect(JSON.parse(plain(JSON.stringify(found)))).toEqual(expected);
  });
}

test('the preposition and both clocks are in the reader’s language', async () => {
  await speakEverywhere(localeOf(['es-ES']));
  expect(momentForBoth(at('2026-11-22T20:00Z'), utc, madrid, NOON, 'at')).toBe(
    'a las 20:00, hora local (21:00 en Madrid)',
  );
  await speakEverywhere(localeOf(['de-AT']));
  expect(momentForBoth(at('2026-11-23T20:00Z'), utc, madrid, NOON, 'at')).toBe(
    'morgen um 20:00 hiesiger Zeit (morgen, 21:00 in Madrid)',
  );
});

test('lists and durations are in the reader’s language', async () => {
  expect([listOf(['Okta', 'BambooHR']), duration(172_800_000)]).toEqual(['Okta and BambooHR', '2 days']);
  await speakEverywhere(localeOf(['de-DE']));
  expect([listOf(['Okta', 'BambooHR']), duration(172_800_000)]).toEqual(['Okta und BambooHR', '2 Tagen']);
  await speakEverywhere(localeOf(['es-ES']));
  expect([listOf(['Okta', 'BambooHR']), duration(12_000)]).toEqual(['Okta y BambooHR', '12 s']);
});
