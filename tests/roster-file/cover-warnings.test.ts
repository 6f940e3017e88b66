/** What check says of covers that do not do what is meant. */

import type { AskedFeeds } from '../../assets/roster-file/asked-feeds';
import { checkRoster } from '../../cli/commands/check';
import { rosterOf } from '../support/roster';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const lines = async (text: string, feeds?: AskedFeeds): Promise<readonly string[]> =>
  (await checkRoster(text, 'roster.yaml', NOW, feeds && { ask: async () => feeds })).lines;

/** Ana works Mondays 8 to 16, Ben nights, Cy Mondays 8 to 17; Dee works nothing of her own. */
function team(covers: readonly string[], more = ''): string {
  return rosterOf(['ana', 'ben', 'cy', 'dee'], {
    onDuty: ['ana'],
    more: `  - { id: nights, days: [mon, tue, wed, thu, fri, sat, sun], from: "22:00", to: "06:00", who: [ben] }
  - { id: phones, days: [mon], from: "08:00", to: "17:00", who: [cy] }
overrides: [{ who: dee, from: 2027-01-01, to: 2027-01-01, available: true }]
covers:
${covers.map((cover) => `  - { ${cover} }`).join('\n')}
${more}`,
  });
}

const WEEK = 'from: 2026-11-30, to: 2026-12-06';

test.each([
  ['of a free colleague', [`for: ana, by: dee, ${WEEK}`], ''],
  ['of somebody on leave', [`for: ana, by: dee, ${WEEK}`], 'leave: [{ who: ana, from: 2026-11-30, to: 2026-12-06 }]'],
  ['that began in the past', ['for: ana, by: dee, from: 2026-11-16, to: 2026-11-23'], ''],
  [
    'by somebody on duty who passes it on, but not their own shift',
    [`for: ana, by: cy, ${WEEK}`, `for: cy, by: dee, ${WEEK}, shift: day`],
    '',
  ],
  ['by somebody who passes it on', [`for: ana, by: cy, ${WEEK}`, `for: cy, by: dee, ${WEEK}`], ''],
])('a cover %s is no warning', async (_, covers, more) => {
  expect(await lines(team(covers, more))).toEqual(['roster.yaml: valid, 4 people, 3 shifts']);
});

test.each([
  [
    'whose taker is on leave',
    [`for: ana, by: dee, ${WEEK}`],
    'leave: [{ who: dee, from: 2026-11-30, to: 2026-11-30 }]',
    'covers[0].by: warning: "dee" is on leave Mon 30 Nov 08:00 – Mon 30 Nov 16:00, so nobody works this part of "day": choose somebody else, or change the leave',
  ],
  [
    'whose taker is on leave again and again',
    ['for: ben, by: dee, from: 2026-11-30T12:00, to: 2026-12-20T12:00'],
    'leave: [{ who: dee, from: 2026-11-01, to: 2026-12-31 }]',
    '"dee" is on leave Mon 30 Nov 22:00 – Tue 1 Dec 06:00, Tue 1 Dec 22:00 – Wed 2 Dec 06:00 and 18 more times, so nobody works these parts of "nights"',
  ],
  [
    'whose taker is on duty anyway',
    [`for: ana, by: cy, ${WEEK}`],
    '',
    'covers[0].by: warning: "cy" is on duty then anyway (shift phones): the cover takes "ana" off and brings nobody in; choose somebody else, or delete the cover',
  ],
  [
    'of a person who has nothing then',
    ['for: ana, by: dee, from: 2026-12-01, to: 2026-12-06'],
    '',
    'covers[0].for: warning: "ana" has nothing to cover in that time: the cover changes nothing; correct it, or delete it',
  ],
  [
    'of a shift that the person does not work',
    [`for: ana, by: dee, ${WEEK}, shift: nights`],
    '',
    '"ana" has nothing of "nights" to cover in that time',
  ],
  [
    'of somebody on holiday then',
    ['for: ana, by: dee, from: 2026-11-30, to: 2026-11-30'],
    'holidays: { es: [2026-11-30] }',
    '"ana" has nothing to cover in that time',
  ],
  [
    'long past',
    ['for: ana, by: dee, from: 2026-10-01, to: 2026-10-22'],
    '',
    'covers[0].to: warning: ended on 2026-10-22, 31 days ago: delete the entry, or correct to',
  ],
  [
    'that begins in the middle of a night',
    ['for: ben, by: dee, from: 2026-12-01, to: 2026-12-02T12:00'],
    '',
    'covers[0].from: warning: the cover for "ben" begins at 2026-12-01T00:00, in the middle of "nights": begin it at 2026-12-01T06:00 if "ben" works that shift to its end, or at 2026-11-30T22:00 if "dee" works all of it',
  ],
  [
    'that ends in the middle of a night',
    ['for: ben, by: dee, from: 2026-12-01T12:00, to: 2026-12-02'],
    '',
    'covers[0].to: warning: the cover for "ben" ends at 2026-12-03T00:00, in the middle of "nights", and "ben" is on duty from then on: end it at 2026-12-03T06:00 if "dee" works that shift to its end, or at 2026-12-02T22:00 if not',
  ],
])('a cover %s is a warning', async (_, covers, more, words) => {
  const text = team(covers, more).replace('ana@example.com', 'ana@example.com, holidays: [es]');
  const known = more.startsWith('holidays') ? text : text.replace(', holidays: [es]', '');
  const [first, ...rest] = await lines(known);
  expect(first).toContain(words);
  expect(rest).toHaveLength(1);
});

test('a swap of a taker who passes the shift on to somebody free is no warning', async () => {
  const chain = `swaps:
  - { shift: day, date: 2026-12-14, give: ana, take: cy }
  - { shift: day, date: 2026-12-14, give: cy, take: dee }`;
  expect(await lines(team([`for: ana, by: dee, ${WEEK}`], chain))).toHaveLength(1);
});

test('a cover that is over, but not for long, is not looked at', async () => {
  expect(await lines(team(['for: ana, by: cy, from: 2026-11-09, to: 2026-11-21']))).toHaveLength(1);
});

test('a cover of the same taker for two people at a time brings nobody in for the second', async () => {
  const covers = [`for: ana, by: dee, ${WEEK}`, `for: cy, by: dee, ${WEEK}`];
  const found = await lines(team(covers));
  expect(found[0]).toContain('covers[0].by: warning: "dee" is on duty then anyway (cover for cy (shift phones))');
  expect(found).toHaveLength(2);
});

test('a cover of somebody whose shifts are in a calendar is looked at once the calendar was asked', async () => {
  const text = team(['for: dee, by: ana, from: 2026-12-01, to: 2026-12-02'], '').replace(
    'overrides:',
    '  - { id: oncall, ics: https://example.com/oncall.ics }\noverrides:',
  );
  const nothing = { facts: {}, leave: [], problems: [] };
  expect((await lines(text)).filter((line) => line.includes('nothing'))).toEqual([]);
  expect((await lines(text, nothing))[0]).toContain('"dee" has nothing to cover in that time');
  const from = Date.parse('2026-12-01T10:00Z');
  const shifts = [{ shift: 3, person: 3, date: 0, from, to: from + 3_600_000 }];
  expect(await lines(text, { ...nothing, facts: { shifts } })).toHaveLength(1);
});
