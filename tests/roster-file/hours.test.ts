/** Shifts and coverage with several windows a day. */
import { createResolver } from '../../assets/domain/schedule/resolver';
import { checkRoster } from '../../cli/commands/check';
import { errorsIn, parseValidRoster, smallRoster, validRoster } from '../support/roster';

const at = (text: string): number => Date.parse(`${text}Z`);
const HOURS = 'hours: [{ from: "16:00", to: "20:00" }, { from: "08:00", to: "12:00" }]';

const turns = (rotate: string, hours = HOURS, days = 'sat, sun'): string => `version: 1
zone: UTC
people:
  ana: { identity: ana@example.com }
  ben: { identity: ben@example.com }
shifts:
  - id: weekend
    days: [${days}]
    ${hours}
    rotate: { members: [ana, ben], ${rotate} }
`;

/** "key from–to" of everyone on duty, by time. */
function told(text: string, from: string, to: string): string[] {
  const roster = validRoster(text);
  const time = (instant: number): string => new Date(instant).toISOString().slice(8, 16);
  return createResolver(roster)
    .window(at(from), at(to))
    .flatMap(({ on }, person) =>
      on.map((one) => `${time(one.from)}–${time(one.to)} ${roster.people[person]?.key} ${one.reason}`),
    )
    .sort();
}

test('a shift with hours takes place at each of them, in each person’s zone', () => {
  const text = smallRoster(`  - { id: split, days: [tue], ${HOURS}, who: [ana, ben] }`);
  expect(told(text, '2026-11-24T00:00', '2026-11-25T12:00')).toEqual([
    '24T07:00–24T11:00 ana shift split',
    '24T13:00–24T17:00 ben shift split',
    '24T15:00–24T19:00 ana shift split',
    '24T21:00–25T01:00 ben shift split',
  ]);
});

test('hours may end at midnight or on the next day', () => {
  const hours = 'hours: [{ from: "12:00", to: "14:00" }, { from: "22:00", to: "02:00" }]';
  expect(told(turns('every: 1 week, start: 2026-11-02', hours, 'sat'), '2026-11-28T00:00', '2026-11-30T00:00')).toEqual(
    ['28T12:00–28T14:00 ben rotation weekend', '28T22:00–29T02:00 ben rotation weekend'],
  );
});

test('turns that count worked days count the day once, whatever its windows', () => {
  const text = turns('every: 1 day, start: 2026-11-02, count: worked');
  expect(told(text, '2026-11-28T00:00', '2026-11-30T00:00')).toEqual([
    '28T08:00–28T12:00 ana rotation weekend',
    '28T16:00–28T20:00 ana rotation weekend',
    '29T08:00–29T12:00 ben rotation weekend',
    '29T16:00–29T20:00 ben rotation weekend',
  ]);
});

test('a hand-off between two windows parts the day, and counts it by its first window', () => {
  // The day from Saturday 13:00 to Sunday 13:00 is worked because of Sunday's first window.
  const text = turns('every: 1 day, start: 2026-11-02T13:00, count: worked');
  const saturdays = told(text, '2026-11-07T00:00', '2026-11-09T00:00');
  expect(saturdays).toEqual([
    '07T08:00–07T12:00 ana rotation weekend',
    '07T16:00–07T20:00 ben rotation weekend',
    '08T08:00–08T12:00 ben rotation weekend',
    '08T16:00–08T20:00 ben rotation weekend',
  ]);
});

test('a swap of a date moves all windows of that date', () => {
  const text = `${turns('every: 1 week, start: 2026-11-02')}swaps:
  - { shift: weekend, date: 2026-11-28, give: ben, take: ana }
  - { shift: weekend, date: 2026-11-28, give: ana, take: ben }
  - { shift: weekend, date: 2026-11-29, give: ben, take: ana }
`;
  expect(parseValidRoster(text).warnings).toEqual([]);
  expect(told(text, '2026-11-28T00:00', '2026-11-30T00:00')).toEqual([
    '28T08:00–28T12:00 ben swap weekend (for ana)',
    '28T16:00–28T20:00 ben swap weekend (for ana)',
    '29T08:00–29T12:00 ana swap weekend (for ben)',
    '29T16:00–29T20:00 ana swap weekend (for ben)',
  ]);
});

test('a swap of a shift in several zones moves the windows of the giver’s zone', () => {
  const text = smallRoster(`  - { id: split, days: [tue], ${HOURS}, who: [ana, ben] }
swaps: [{ shift: split, date: 2026-11-24, give: ben, take: ana }]`);
  expect(told(text, '2026-11-24T12:00', '2026-11-25T12:00')).toEqual([
    '24T13:00–24T17:00 ana swap split (for ben)',
    '24T17:00–24T19:00 ana shift split',
    '24T21:00–25T01:00 ana swap split (for ben)',
  ]);
});

test('a swap is one warning for all its windows, at the place of its entry', async () => {
  const text = `${turns('every: 1 week, start: 2026-11-02')}swaps:
  - { shift: weekend, date: 2026-11-28, give: ben, take: ana }
  - { shift: weekend, date: 2026-11-29, give: ben, take: ana }
leave: [{ who: ana, from: 2026-11-29, to: 2026-11-29 }]
`;
  const { lines } = await checkRoster(text, 'roster.yaml', at('2026-11-22T00:00'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(
    'swaps[1].take: warning: "ana" is on leave Sun 29 Nov 08:00 – Sun 29 Nov 12:00, Sun 29 Nov 16:00 – Sun 29 Nov 20:00, so nobody works these parts',
  );
});

test('coverage with hours is one rule', async () => {
  const text = smallRoster(
    `coverage: [{ id: desk, days: [mon], hours: [{ from: "08:00", to: "09:00" }, { from: "20:00", to: "21:00" }], min: 1, zone: UTC }]`,
  );
  const { lines } = await checkRoster(text, 'roster.yaml', at('2026-11-23T00:00'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('coverage[0]: warning: "desk" falls short 5 times in the next 30 days: Mon 23 Nov 20:00');
  expect(validRoster(text).coverage.map(({ id, from }) => [id, from])).toEqual([
    ['desk', 480],
    ['desk', 1200],
  ]);
});

test('a window that a clock change skips is named by its hours', async () => {
  const text = smallRoster(
    '  - { id: patch, days: [sun], hours: [{ from: "02:30", to: "03:15" }, { from: "09:00", to: "10:00" }], who: [ben] }',
  );
  const { lines } = await checkRoster(text, 'roster.yaml', at('2026-11-22T00:00'));
  expect(lines[0]).toContain('shifts[1]: warning: "patch" (02:30–03:15) does not take place on 2027-03-14');
  expect(lines).toHaveLength(2);
});

test('windows of 24 hours are a warning each', () => {
  const text = smallRoster('  - { id: all, days: [sun], hours: [{ from: "09:00", to: "09:00" }], who: [ben] }');
  expect(parseValidRoster(text).warnings).toMatchObject([{ path: 'shifts[1].hours[0].to' }]);
});

const split = (hours: string, days = 'mon, tue'): string =>
  smallRoster(`  - { id: split, days: [${days}], ${hours}, who: [ben] }`);

test.each([
  [
    'with from and to as well',
    split(`from: "08:00", to: "12:00", ${HOURS}`),
    2,
    'found both hours and from, expected hours, or from and to',
  ],
  ['with from alone', split(`from: "08:00", ${HOURS}`), 1, 'found both hours and from'],
  ['without any', split('hours: []'), 1, 'expected at least one { from, to }'],
  ['as one mapping', split('hours: { from: "08:00", to: "12:00" }'), 1, 'expected a list of hours'],
  ['without an end', split('hours: [{ from: "08:00" }]'), 1, '"to" is missing'],
  ['with a short time', split('hours: [{ from: "8am", to: "12:00" }]'), 1, 'did you mean "08:00"?'],
  [
    'that overlap',
    split('hours: [{ from: "11:00", to: "13:00" }, { from: "08:00", to: "12:00" }]'),
    1,
    'shifts[1].hours[0]: found 11:00–13:00, expected hours that do not overlap with those before (08:00–12:00)',
  ],
  [
    'that overlap within a night',
    split('hours: [{ from: "20:00", to: "02:00" }, { from: "23:00", to: "23:30" }]'),
    1,
    'shifts[1].hours[1]: found 23:00–23:30',
  ],
  [
    'that reach into the next day’s',
    split('hours: [{ from: "08:00", to: "12:00" }, { from: "20:00", to: "09:00" }]'),
    1,
    'shifts[1].hours[0]: found 08:00–12:00, expected hours that do not overlap with those before (20:00–09:00 of the day before)',
  ],
  ['left out altogether', split('since: 2026-01-01'), 2, '"from" is missing: expected a time of day'],
])('hours %s are an error', (_, text, count, words) => {
  const faults = errorsIn(text);
  expect(faults).toHaveLength(count);
  expect(faults[0]).toContain(words);
});

test.each([
  ['hours that touch', split('hours: [{ from: "08:00", to: "12:00" }, { from: "12:00", to: "13:00" }]')],
  [
    'hours into a day on which nothing starts',
    split('hours: [{ from: "08:00", to: "12:00" }, { from: "20:00", to: "09:00" }]', 'mon, wed'),
  ],
])('%s are no error', (_, text) => {
  expect(errorsIn(text)).toEqual([]);
});

test('a change of a rotation that takes effect after a later window of the day is a warning', () => {
  const warned = (from: string): number =>
    parseValidRoster(turns(`every: 1 week, start: 2026-11-02, changes: [{ from: ${from}, members: [ben] }]`)).warnings
      .length;
  expect(warned('2026-12-06T13:00')).toBe(1);
  expect(warned('2026-12-06T21:00')).toBe(0);
});
