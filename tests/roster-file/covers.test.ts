/** Covers in the file: what they compile to, and their errors. */
import { errorsIn, parseValidRoster, smallRoster, validRoster } from '../support/roster';

const wall = (text: string): number => Date.parse(`${text}Z`) / 60_000;
const covers = (...entries: string[]): string =>
  smallRoster(`  - { id: late, days: [tue], from: "15:00", to: "23:00", who: [ben] }
covers:
${entries.map((entry) => `  - { ${entry} }`).join('\n')}
`).replace('shifts:', '  cy: { identity: cy@example.com }\nshifts:');

test('dates of a cover are whole days, the last one included, and times are local', () => {
  const text = covers(
    'for: ana, by: ben, from: 2026-12-01, to: 2026-12-02',
    'for: ben, by: cy, from: 2026-12-01T22:00, to: 2026-12-03, shift: late',
  );
  expect(validRoster(text).covers).toEqual([
    { person: 0, by: 1, from: wall('2026-12-01T00:00'), to: wall('2026-12-03T00:00') },
    { person: 1, by: 2, from: wall('2026-12-01T22:00'), to: wall('2026-12-04T00:00'), shift: 'late' },
  ]);
});

test('a roster without covers compiles to what it was', () => {
  expect(validRoster(smallRoster())).not.toHaveProperty('covers');
});

test('a person whose only shifts are covered ones counts as being on a shift', () => {
  const warnings = (text: string) => parseValidRoster(text).warnings.map(({ message }) => message);
  expect(warnings(covers('for: ana, by: ben, from: 2026-12-01, to: 2026-12-02'))).toHaveLength(1);
  expect(warnings(covers('for: ana, by: cy, from: 2026-12-01, to: 2026-12-02'))).toEqual([]);
});

const week = 'from: 2026-12-01, to: 2026-12-07';

test.each([
  ['for a stranger', [`for: anna, by: ben, ${week}`], 'covers[0].for: found the unknown person "anna"'],
  ['by a stranger', [`for: ana, by: bne, ${week}`], 'did you mean "ben"?'],
  ['by oneself', [`for: ana, by: ana, ${week}`], 'covers[0].by: found "ana" on both sides, expected somebody else'],
  ['of an unknown shift', [`for: ana, by: ben, ${week}, shift: erly`], 'did you mean "early"?'],
  ['that ends first', ['for: ana, by: ben, from: 2026-12-02, to: 2026-12-01'], 'after its beginning'],
  ['without an end', ['for: ana, by: ben, from: 2026-12-02'], '"to" is missing'],
  ['with a key of swaps', [`give: ana, for: ana, by: ben, ${week}`], 'expected one of for, by, from, to, shift'],
  [
    'of a time that is covered',
    [`for: ana, by: ben, ${week}`, 'for: ana, by: cy, from: 2026-12-07T23:00, to: 2026-12-09'],
    'found a second cover for "ana" at the same time, expected one at a time: "ben" covers 2026-12-01T00:00 – 2026-12-08T00:00 already',
  ],
  [
    'of a shift that is covered with all others',
    [`for: ana, by: ben, ${week}, shift: early`, `for: ana, by: cy, ${week}`],
    'found a second cover for "ana"',
  ],
  [
    'that comes back at once',
    [`for: ana, by: ben, ${week}`, 'for: ben, by: ana, from: 2026-12-07, to: 2026-12-09'],
    'covers[1]: found a circle of covers, expected that somebody works in the end: at the same time, "ana" for "ben", "ben" for "ana"',
  ],
  [
    'that comes back over others',
    [`for: ana, by: ben, ${week}`, `for: cy, by: ana, ${week}, shift: early`, `for: ben, by: cy, ${week}`],
    'covers[2]: found a circle of covers',
  ],
])('a cover %s is an error', (_, entries, words) => {
  const faults = errorsIn(covers(...entries));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(words);
});

test.each([
  ['one after the other', [`for: ana, by: ben, ${week}`, 'for: ana, by: cy, from: 2026-12-08, to: 2026-12-09']],
  ['of different shifts', [`for: ana, by: ben, ${week}, shift: early`, `for: ana, by: cy, ${week}, shift: late`]],
  ['in a chain', [`for: ana, by: ben, ${week}`, `for: ben, by: cy, ${week}`]],
  [
    'both ways at different times',
    [`for: ana, by: ben, ${week}`, 'for: ben, by: ana, from: 2026-12-09, to: 2026-12-09'],
  ],
  [
    'both ways of different shifts',
    [`for: ana, by: ben, ${week}, shift: early`, `for: ben, by: ana, ${week}, shift: late`],
  ],
])('covers %s are no error', (_, entries) => {
  expect(errorsIn(covers(...entries))).toEqual([]);
});

test('two covers that meet only on the clocks of different zones are a circle by their instants', () => {
  // 00:00 in Madrid is 18:00 in New York on the day before.
  const until = (hour: string): string[] => [
    'for: ana, by: ben, from: 2026-12-02, to: 2026-12-02',
    `for: ben, by: ana, from: 2026-12-01, to: 2026-12-01T${hour}`,
  ];
  expect(errorsIn(covers(...until('18:00')))).toEqual([]);
  expect(errorsIn(covers(...until('18:01')))[0]).toContain('found a circle');
});

test('a swap of what somebody has by a cover says from whom to swap it', () => {
  const swap = (give: string): string =>
    `${covers(`for: ana, by: cy, ${week}`)}swaps: [{ shift: early, date: 2026-12-07, give: ${give}, take: ben }]`;
  expect(errorsIn(swap('cy'))).toEqual([
    expect.stringContaining('expected somebody who works "early"; if it comes from a cover, swap it away from "ana"'),
  ]);
  expect(errorsIn(swap('ana'))).toEqual([]);
});

test('an unknown zone is one fault, whatever the covers', () => {
  const text = covers(`for: ana, by: ben, ${week}`, `for: ben, by: ana, ${week}`).replace('Europe/Madrid', 'Mars');
  expect(errorsIn(text)).toHaveLength(1);
});
