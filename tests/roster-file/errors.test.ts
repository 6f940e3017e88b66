/** Errors and their messages: position, found value, expectation, suggestion. */
import { errorsIn, smallRoster } from '../support/roster';

const person = (rest: string): string => smallRoster().replace('ben@example.com', `ben@example.com, ${rest}`);
const shift = (rest: string): string =>
  smallRoster(`  - { id: late, days: [tue], from: "15:00", to: "23:00", ${rest} }`);
const late = (found: string, instead: string): string => shift('who: [ben]').replace(found, instead);
const rotation = (rest: string): string =>
  shift(`rotate: { members: [ana, ben], every: 1 week, start: 2026-01-05, ${rest} }`);
const turns = (found: string, instead: string): string => rotation('count: calendar').replace(found, instead);

test('a valid roster has no errors', () => {
  expect(errorsIn(smallRoster())).toEqual([]);
  expect(errorsIn(rotation('count: worked'))).toEqual([]);
});

test.each([
  ['an unknown zone', person('zone: Europe/Madird'), 'did you mean "Europe/Madrid"?'],
  ['a zone in another case', person('zone: europe/madrid'), 'did you mean "Europe/Madrid"?'],
  ['a city for a zone', person('zone: new york'), 'did you mean "America/New_York"?'],
  ['an offset for a zone', person('zone: "+01:00"'), 'found the unknown time zone "+01:00"'],
  ['an unknown holiday calendar', person('holidays: [es]'), 'found the unknown holiday calendar "es"'],
  ['an unknown manager', person('manager: anna'), 'did you mean "ana"?'],
  ['a manager of oneself', person('manager: ben'), 'as their own manager'],
  ['a bad phone number', person('phone: 600'), 'expected a phone number like +34600000000'],
  ['an unknown key', person('zoen: UTC'), 'did you mean "zone"?'],
  ['two equal keys', person('zone: UTC, zone: UTC'), 'found the key "zone" twice'],
  ['an identity twice', smallRoster().replace('ben@example.com', 'ana@example.com'), 'a second time'],
  [
    'a provider id twice',
    smallRoster().replaceAll('.com', '.com, ids: { okta: 1 }'),
    'found "1" a second time at okta',
  ],
  ['an empty identity', smallRoster().replace('ben@example.com', '""'), 'expected a Frontline identity or SID'],
  ['an identity that is a path', smallRoster().replace('ben@example.com', '..'), 'found ".."'],
  ['a missing identity', smallRoster().replace('identity: ben@example.com', ''), '"identity" is missing'],
  ['a person called nobody', smallRoster().replaceAll('ben', 'nobody'), '"nobody" stands for an empty turn'],
  ['an unknown day', late('tue', 'tuesday'), 'did you mean "tue"?'],
  ['no days', late('tue', ''), 'found an empty list, expected at least one day'],
  ['an impossible time', late('from: "15:00"', 'from: "25:00"'), 'found "25:00", expected a time of day'],
  ['a short time', late('from: "15:00"', 'from: "7:00"'), 'did you mean "07:00"?'],
  ['24:00 as a beginning', late('from: "15:00"', 'from: "24:00"'), 'expected a time of day from "00:00" to "23:59"'],
  ['an id twice', late('late', 'early'), 'found "early" a second time'],
  [
    'an impossible date',
    shift('who: [ben], since: 2026-02-30'),
    'expected a day from 01 to 28, for that is how many 2026-02 has',
  ],
  ['a date of another century', shift('who: [ben], since: 1826-02-03'), 'expected a year from 2000 to 2199'],
  ['an end before its beginning', shift('who: [ben], since: 2026-02-02, until: 2026-02-01'), 'no earlier than since'],
  ['nobody at all', shift('since: 2026-02-02'), 'found a shift without people'],
  [
    'an unknown person',
    late('[ben]', '[bne]'),
    'found the unknown person "bne", expected a key of people; did you mean "ben"?',
  ],
  ['a person twice', late('[ben]', '[ben, ben]'), 'found "ben" twice'],
  ['a rotation without members', turns('members: [ana, ben]', 'members: []'), 'expected at least one member'],
  ['a rotation of nobody', turns('members: [ana, ben]', 'members: [nobody]'), 'found only nobody'],
  ['a strange length', turns('1 week', 'fortnightly'), 'found "fortnightly", expected a length like'],
  ['a length of nothing', turns('1 week', '0 weeks'), 'found "0 weeks", expected a length like'],
  ['a start with a zone', turns('2026-01-05', '2026-01-05T09:00Z'), 'no zone, no offset'],
  ['worked hours', rotation('count: worked').replace('1 week', '8 hours'), 'expected days or weeks'],
  ['a shift that does something else on holidays', shift('who: [ben], holidays: wrok'), 'did you mean "work"?'],
  ['a shift with a list of holidays', shift('who: [ben], holidays: [es]'), 'expected work, or no such key'],
  ['who and rotate', turns('rotate', 'who: [ana], rotate'), 'found both who and rotate'],
  [
    'a leave that ends first',
    smallRoster('leave: [{ who: ana, from: 2026-01-02, to: 2026-01-01 }]'),
    'after its beginning',
  ],
  [
    'a list where one is wanted',
    smallRoster('leave: [{ who: [ana], from: 2026-01-02, to: 2026-01-03 }]'),
    'found a list, expected a key of `people`',
  ],
  [
    'a feed that is not https',
    smallRoster('leave: { ics: webcal://example.com/a }'),
    'did you mean "https://example.com/a"?',
  ],
  [
    'a feed that ignores a mark',
    smallRoster('leave: { ics: https://example.com/a, ignore: ["-"] }'),
    'found "-", expected a word or a phrase',
  ],
  [
    'a feed that ignores a text instead of a list',
    smallRoster('leave: { ics: https://example.com/a, ignore: home office }'),
    'expected a list of words or phrases',
  ],
  [
    'a shift of a calendar with days',
    smallRoster('  - { id: a, ics: https://example.com/a, days: [mon] }'),
    'found the unknown key "days", expected one of id, ics, who, zone, holidays, ignore',
  ],
  ['a shift of a calendar without an id', smallRoster('  - { ics: https://example.com/a }'), '"id" is missing'],
  [
    'a shift of a calendar with the id of another shift',
    smallRoster('  - { id: early, ics: https://example.com/a }'),
    'found "early" a second time',
  ],
  [
    'a shift of a calendar that is not https',
    smallRoster('  - { id: a, ics: webcal://example.com/a }'),
    'did you mean "https://example.com/a"?',
  ],
  [
    'a shift of a calendar of a stranger',
    smallRoster('  - { id: a, ics: https://example.com/a, who: [anna] }'),
    'did you mean "ana"?',
  ],
  [
    'an override of no time',
    smallRoster('overrides: [{ who: ana, from: 2026-01-02T09:00, to: 2026-01-02T09:00, available: true }]'),
    'after its beginning',
  ],
  [
    'an override without a word',
    smallRoster('overrides: [{ who: ana, from: 2026-01-02, to: 2026-01-02, available: yes }]'),
    'did you mean true?',
  ],
  [
    'a swap of an unknown shift',
    smallRoster('swaps: [{ shift: erly, date: 2026-01-05, give: ana, take: ben }]'),
    'did you mean "early"?',
  ],
  [
    'a swap on another day',
    smallRoster('swaps: [{ shift: early, date: 2026-01-06, give: ana, take: ben }]'),
    'expected a date on which "early" starts',
  ],
  [
    'a swap with oneself',
    smallRoster('swaps: [{ shift: early, date: 2026-01-05, give: ana, take: ana }]'),
    'on both sides',
  ],
  [
    'a swap by an outsider',
    late('[ben]', '[ben] }\nswaps:\n  - { shift: late, date: 2026-01-06, give: ana, take: ben'),
    'expected somebody who works "late"',
  ],
  [
    'coverage by nobody',
    smallRoster('coverage: [{ id: a, days: [mon], from: "07:00", to: "08:00", min: 0, of: [ana] }]'),
    'a whole number from 1 on',
  ],
  [
    'coverage of strangers',
    smallRoster('coverage: [{ id: a, days: [mon], from: "07:00", to: "08:00", min: 1, of: [bn] }]'),
    'did you mean "ben"?',
  ],
  ['protection of nothing', smallRoster('protect: [""]'), 'expected an identity'],
  [
    'authority of a sender that there is not',
    smallRoster('authority: [standard, okta, bambohr]'),
    'found the unknown sender "bambohr"',
  ],
  ['authority of no list', smallRoster('authority: okta'), 'expected a list of senders'],
  ['a section of another form', smallRoster('protect: root'), 'found "root", expected a list of identities'],
  ['another version', smallRoster().replace('version: 1', 'version: 2'), 'found 2, expected 1'],
  ['a misspelt section', smallRoster('swapps: []'), 'did you mean "swaps"?'],
])('%s is an error', (_, text, words) => {
  const faults = errorsIn(text);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(words);
});

test('an error has the position of the value, or of its parent if it is missing', () => {
  expect(errorsIn(person('zone: Mars'))[0]).toMatch(/^5:43 people\.ben\.zone: /);
  expect(errorsIn(late('tue', 'tues'))[0]).toMatch(/^8:24 shifts\[1\]\.days\[0\]: /);
  expect(errorsIn(smallRoster().replace('identity: ben@example.com', ''))[0]).toMatch(/^5:3 people\.ben\.identity: /);
  expect(errorsIn(smallRoster().replace('zone: America/New_York\n', ''))[0]).toMatch(/^1:1 : "zone" is missing/);
});

test('all errors are reported at once in file order, and each mistake once', () => {
  const faults = errorsIn(`version: 3
zone: Nowhere
people:
  ana: { identity: a, zone: Mars }
shifts:
  - { id: x, days: [mon], from: "9", to: "10:00", who: [anna] }
swaps: [{ shift: x, date: 2026-13-01, give: ana, take: bob }]
`);
  expect(faults.map((fault) => fault.split(': ')[0])).toEqual([
    '1:10 version',
    '2:7 zone',
    '4:29 people.ana.zone',
    '6:33 shifts[0].from',
    '6:57 shifts[0].who[0]',
    '7:27 swaps[0].date',
    '7:56 swaps[0].take',
  ]);
});

test.each([
  ['nothing', '', 'found nothing, expected a roster'],
  ['a list', '- a', 'found a list, expected a roster'],
  ['two documents', `${smallRoster()}---\na: 1`, 'found a second document'],
  ['tabs', 'people:\n\tana: 1', '2:1 : not YAML: Tabs are not allowed as indentation'],
  ['an open bracket', 'people: [', 'not YAML'],
  ['an unknown alias', 'people: *ana', 'found the alias *ana'],
  ['a foreign tag', 'people: !!js/function x', 'not YAML: Unresolved tag'],
  ['a key that is a list', '? [a]\n: b', 'found a key that is not text'],
  ['an alias of itself', 'people: &a [*a]', 'nested too deeply'],
  ['brackets without end', '['.repeat(100_000), 'nested too deeply'],
  ['dashes without end', '- '.repeat(100_000), 'nested too deeply'],
])('%s is not a roster', (_, text, words) => {
  expect(errorsIn(text).join('\n')).toContain(words);
});

test('exponential aliases are rejected', () => {
  const lines = Array.from({ length: 10 }, (_, i) => `k${i}: &k${i} [${i === 0 ? 'x' : Array(9).fill(`*k${i - 1}`)}]`);
  expect(errorsIn(lines.join('\n'))[0]).toContain('aliases that multiply too far');
});

test('names of JavaScript object members are ordinary keys', () => {
  const odd = smallRoster().replaceAll('ben', '__proto__').replaceAll('ana', 'constructor');
  expect(errorsIn(odd)).toEqual([]);
  expect(errorsIn(smallRoster('toString: 1'))[0]).toContain('found the unknown key "toString"');
});
