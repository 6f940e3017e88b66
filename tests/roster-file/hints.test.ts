/** Hints for values that are nearly right. */
import { errorsIn, smallRoster } from '../support/roster';

const person = (rest: string): string => smallRoster().replace('ben@example.com', `ben@example.com, ${rest}`);
const late = (found: string, instead: string): string =>
  smallRoster('  - { id: late, days: [tue], from: "15:00", to: "23:00", who: [ben] }').replace(found, instead);

test.each([
  [
    'a version as text',
    smallRoster().replace('version: 1', 'version: "1"'),
    'found "1", expected 1; write it without quotes: 1',
  ],
  [
    'a number as text',
    smallRoster('coverage: [{ id: a, days: [mon], from: "07:00", to: "08:00", min: "2" }]'),
    'write it without quotes: 2',
  ],
  [
    'a truth value as text',
    smallRoster('overrides: [{ who: ana, from: 2026-01-02, to: 2026-01-02, available: "true" }]'),
    'write it without quotes: true',
  ],
  [
    'a range of days',
    late('tue', 'mon-fri'),
    'found "mon-fri", expected one of mon, tue, wed, thu, fri, sat, sun; did you mean mon, tue, wed, thu, fri?',
  ],
  ['a range of long days over the weekend', late('tue', 'Friday – Monday'), 'did you mean fri, sat, sun, mon?'],
  ['a range of days that is no list', late('[tue]', 'mon-fri'), 'did you mean [mon, tue, wed, thu, fri]?'],
  ['working days', late('[tue]', 'weekdays'), 'did you mean [mon, tue, wed, thu, fri]?'],
  ['one day that is no list', late('[tue]', 'tue'), 'did you mean [tue]?'],
  ['one person who is no list', late('[ben]', 'ben'), 'did you mean [ben]?'],
  [
    'an hour of the morning',
    late('from: "15:00"', 'from: 7am'),
    'found "7am", expected a time of day from "00:00" to "23:59"; did you mean "07:00"?',
  ],
  ['an hour of the evening', late('"23:00"', '11:30 p.m.'), 'did you mean "23:30"?'],
  ['midnight as an end', late('"23:00"', '12am'), 'did you mean "24:00"?'],
  ['noon', late('"15:00"', '12pm'), 'did you mean "12:00"?'],
  ['a time without a colon', late('"15:00"', '"1530"'), 'did you mean "15:30"?'],
  ['a time with a dot', late('"15:00"', '15.30'), 'did you mean "15:30"?'],
  [
    'a local time with an hour of the evening',
    smallRoster('leave: [{ who: ana, from: 2026-01-02 7pm, to: 2026-01-03 }]'),
    'did you mean "2026-01-02T19:00"?',
  ],
  [
    'a zone of Windows',
    person('zone: Eastern Standard Time'),
    'found the unknown time zone "Eastern Standard Time", expected an IANA time zone like Europe/Madrid; did you mean "America/New_York"?',
  ],
  [
    'a zone as Outlook displays it',
    person('zone: "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"'),
    'did you mean "Europe/Amsterdam"?',
  ],
  [
    'shifts as a mapping',
    smallRoster('swaps: { shift: early }'),
    'expected a list of swaps; write each entry with a dash: - { … }',
  ],
])('%s gets the hint that helps', (_, text, words) => {
  const faults = errorsIn(text);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(words);
});
