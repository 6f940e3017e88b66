import type { Feed } from '../../assets/domain/roster/roster';
import { fixture, person, read, shifts } from './reading';

/**
 * Each calendar is written by hand in the shape of what the program exports. That shape is documented, or is seen in the program's
 * own source, for PagerDuty (ATTENDEE without mailto:, as in https://github.com/grafana-cold-storage/oncall/pull/198), Grafana OnCall
 * (engine/apps/schedules/ical_utils.py in github.com/grafana/oncall), GoAlert (calsub/renderical.go in github.com/target/goalert), Google and Outlook. Of the others the vendor documents only
 * that there is such a calendar, and whose shifts are in it (docs/calendars.md has the addresses): for them the titles are a guess.
 */
const PEOPLE = [
  { ...person('ana', 'ana@example.com', 'Europe/Madrid'), names: ['Ana Pérez'] },
  { ...person('ben', 'ben@example.com', 'America/New_York'), names: ['Ben Smith'] },
  person('boss', 'boss@example.com', 'Europe/Madrid'),
];
const ONCALL = { kind: 'shift', shift: 0, url: 'https://calendar.example.com/oncall.ics' } as const satisfies Feed;
const NOBODY = 'an event that names nobody of the roster';
const [MONDAY, NEXT, LAST] = ['2026-11-30T08:00Z', '2026-12-07T08:00Z', '2026-12-14T08:00Z'];

test.each<[string, readonly number[] | undefined, readonly string[], readonly string[]]>([
  ['pagerduty', undefined, [`ana ${MONDAY}/${NEXT}`, `ben ${NEXT}/${LAST}`], [NOBODY]],
  ['opsgenie', undefined, [`ana ${MONDAY}/${NEXT}`, `ben ${NEXT}/${LAST}`], [NOBODY]],
  [
    'grafana-oncall',
    undefined,
    [
      'ana 2026-12-01T05:00Z/2026-12-01T17:00Z',
      'ben 2026-12-01T17:00Z/2026-12-02T05:00Z',
      'ana 2026-12-02T05:00Z/2026-12-02T17:00Z',
      'ben 2026-12-02T17:00Z/2026-12-03T05:00Z',
      'ana 2026-12-03T17:00Z/2026-12-03T20:00Z',
    ],
    [],
  ],
  ['goalert', undefined, [`ana ${MONDAY}/${NEXT}`, `ben ${NEXT}/${LAST}`], []],
  ['incident-io', undefined, [`ana ${MONDAY}/${NEXT}`, `ben ${NEXT}/${LAST}`], []],
  [
    'google',
    undefined,
    [
      'ana 2026-12-01T08:00Z/2026-12-01T16:00Z',
      'ben 2026-12-05T00:00/2026-12-07T00:00',
      'ben 2026-12-16T11:00Z/2026-12-16T19:00Z',
      'ana 2026-12-22T08:00Z/2026-12-22T16:00Z',
    ],
    [],
  ],
  [
    'outlook',
    undefined,
    [
      'ana 2026-12-03T08:00Z/2026-12-03T16:00Z',
      'ben 2026-12-03T16:00Z/2026-12-04T00:00Z',
      'ana 2026-12-10T08:00Z/2026-12-10T16:00Z',
    ],
    ['an event shown as out of office, which is no shift'],
  ],
  ['deputy', [0], ['ana 2026-12-01T08:00Z/2026-12-01T17:00Z', 'ana 2026-12-02T08:00Z/2026-12-02T12:00Z'], []],
  [
    'when-i-work',
    undefined,
    ['ana 2026-12-01T08:00Z/2026-12-01T16:00Z', 'ben 2026-12-01T16:00Z/2026-12-01T22:00Z'],
    [NOBODY],
  ],
  ['7shifts', [1], ['ben 2026-12-01T17:00Z/2026-12-01T23:00Z', 'ben 2026-12-04T17:00Z/2026-12-04T23:00Z'], []],
])('the calendar of %s gives its shifts', (name, who, expected, warnings) => {
  const feed = who === undefined ? ONCALL : { ...ONCALL, who };
  const text = fixture(`shifts/${name}.ics`);
  expect(shifts(text, feed, PEOPLE)).toEqual(expected);
  expect(read(text, feed, PEOPLE)).toMatchObject({ warnings });
});
