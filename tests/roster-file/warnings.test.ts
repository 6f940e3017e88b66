/** Warnings that depend on the time and on feeds: each has a line, and says what to do. */
import type { Roster } from '../../assets/domain/roster/roster';
import type { FeedAnswer } from '../../assets/feeds/feed';
import type { AskedFeeds } from '../../assets/roster-file/asked-feeds';
import { checkRoster } from '../../cli/commands/check';
import { askFeeds } from '../../cli/roster/ask-feeds';
import { rosterOf } from '../support/roster';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;

const lines = async (text: string, ask?: (roster: Roster) => Promise<AskedFeeds>): Promise<readonly string[]> =>
  (await checkRoster(text, 'roster.yaml', NOW, ask && { ask })).lines;

/** Ana and Ben on nights, Cy on the early shift of Mondays, Dee on the phones at the time of the early shift. */
function team(more: string): string {
  return rosterOf(['ana', 'ben', 'cy', 'dee'], {
    onDuty: ['cy', 'ana'],
    more: `  - { id: nights, days: [mon, tue, wed, thu, fri, sat, sun], from: "22:00", to: "06:00", who: [ana, ben] }
  - { id: phones, days: [mon], from: "07:00", to: "17:00", who: [dee] }
${more}`,
  });
}

test('a team without slips has no warnings', async () => {
  expect(await lines(team(''))).toEqual(['roster.yaml: valid, 4 people, 3 shifts']);
});

describe('swaps', () => {
  const swap = (more = ''): string => `swaps: [{ shift: day, date: 2026-11-30, give: cy, take: ben }]\n${more}`;

  test('a taker who is free is no warning', async () => {
    expect(await lines(team(swap()))).toHaveLength(1);
  });

  test.each([
    [
      'on leave for a part of the shift',
      swap('leave: [{ who: ben, from: 2026-11-30T12:00, to: 2026-11-30T14:00 }]'),
      '"ben" is on leave Mon 30 Nov 12:00 – Mon 30 Nov 14:00, so nobody works this part of "day": choose somebody else, or change the leave',
    ],
    [
      'set off duty',
      swap('overrides: [{ who: ben, from: 2026-11-30, to: 2026-11-30, available: false }]'),
      '"ben" is off duty (override) Mon 30 Nov 08:00 – Mon 30 Nov 16:00, so nobody works this part of "day": choose somebody else, or change the override',
    ],
    [
      'on the shift already',
      swap().replace('ben', 'ana'),
      '"ana" is on duty then anyway (shift day): the swap takes "cy" off and brings nobody in; choose somebody else, or delete the swap',
    ],
    [
      'on another shift all the time',
      swap().replace('ben', 'dee'),
      '"dee" is on duty then anyway (shift phones): the swap takes "cy" off',
    ],
  ])('a taker who is %s is a warning', async (_, more, words) => {
    const [first, ...rest] = await lines(team(more));
    expect(first).toMatch(/^roster\.yaml:\d+:\d+ swaps\[0\]\.take: warning: /);
    expect(first).toContain(words);
    expect(rest).toHaveLength(1);
  });

  test('a taker on a public holiday is a warning', async () => {
    const text = team(`${swap()}holidays: { es: [2026-11-30] }`).replace(
      'ben@example.com',
      'ben@example.com, holidays: [es]',
    );
    expect((await lines(text))[0]).toContain('"ben" is off duty (holiday es) Mon 30 Nov 08:00');
  });

  test('a trade of two shifts at one time is no warning, and neither is a swap that is over', async () => {
    const trade = `swaps:
  - { shift: day, date: 2026-11-30, give: cy, take: dee }
  - { shift: phones, date: 2026-11-30, give: dee, take: cy }
`;
    expect(await lines(team(trade))).toHaveLength(1);
    expect(await lines(team(swap().replace('ben', 'ana').replace('11-30', '11-16')))).toHaveLength(1);
  });
});

describe('dates', () => {
  const shift = (rest: string): string =>
    rosterOf(['ana', 'ben'], {
      onDuty: ['ana'],
      more: `  - { id: late, days: [mon], from: "16:00", to: "22:00", ${rest} }\n`,
    });
  const rotate = (start: string): string => shift(`rotate: { members: [ana, ben], every: 1 week, start: ${start} }`);

  test.each([
    [
      'a rotation that starts in a year',
      rotate('2027-11-22'),
      'shifts[1].rotate.start: warning: the rotation starts on 2027-11-22T00:00, a year or more from now',
    ],
    [
      'a shift that starts in a year',
      shift('who: [ben], since: 2027-11-22'),
      'shifts[1].since: warning: starts on 2027-11-22, a year or more from now: check the year',
    ],
    [
      'an end long past',
      shift('who: [ben], until: 2026-10-22'),
      'shifts[1].until: warning: ended on 2026-10-22, 31 days ago: delete the entry, or correct until',
    ],
    [
      'an end long past of a coverage rule',
      shift('who: [ben] }\ncoverage:\n  - { id: c, days: [mon], from: "16:00", to: "22:00", min: 1, until: 2025-12-31'),
      'coverage[0].until: warning: ended on 2025-12-31',
    ],
    [
      'a shift from nine to nine',
      shift('who: [ben]').replace('"16:00", to: "22:00"', '"09:00", to: "09:00"'),
      'shifts[1].to: warning: found "09:00" twice: it lasts 24 hours; if it is not meant, correct to',
    ],
    [
      'a shift from midnight to midnight',
      shift('who: [ben]').replace('"16:00", to: "22:00"', '"00:00", to: "00:00"'),
      '"24:00" says the same',
    ],
  ])('%s is a warning', async (_, text, words) => {
    const found = await lines(text);
    expect(found).toHaveLength(2);
    expect(found[0]).toContain(words);
  });

  test.each([
    ['a rotation that starts within a year', rotate('2027-11-21')],
    ['an end a while ago', shift('who: [ben], until: 2026-10-23')],
  ])('%s is no warning', async (_, text) => {
    expect(await lines(text)).toHaveLength(1);
  });
});

describe('leave and night shifts', () => {
  const leave = (from: string, to: string): string => team(`leave: [{ who: ana, from: ${from}, to: ${to} }]`);

  test('leave of whole days cuts the night before it, and the night of its last day', async () => {
    expect((await lines(leave('2026-12-24', '2026-12-26'))).slice(0, -1)).toEqual([
      'roster.yaml:12:27 leave[0].from: warning: the leave of "ana" begins at 2026-12-24T00:00, in the middle of "nights": begin it at 2026-12-24T06:00 if that shift is worked to its end, or at 2026-12-23T22:00 if it is not worked',
      'roster.yaml:12:43 leave[0].to: warning: the leave of "ana" ends at 2026-12-27T00:00, in the middle of "nights", and they are on duty from then on: end it at 2026-12-27T06:00 if that shift belongs to it, or at 2026-12-26T22:00 if not',
    ]);
  });

  test.each([
    ['begins and ends between shifts', leave('2026-12-24T06:00', '2026-12-26T22:00')],
    ['is of some hours within a shift', leave('2026-12-24T23:00', '2026-12-25T01:00')],
    ['is over', leave('2026-11-02', '2026-11-06')],
    [
      'goes on with the next leave',
      team(
        'leave: [{ who: ana, from: 2026-12-24T06:00, to: 2026-12-26 }, { who: ana, from: 2026-12-27, to: 2026-12-28T22:00 }]',
      ),
    ],
    [
      'is somebody’s without night shifts',
      leave('2026-12-24', '2026-12-26').replace('who: ana, from', 'who: cy, from'),
    ],
  ])('leave that %s is no warning', async (_, text) => {
    expect(await lines(text)).toHaveLength(1);
  });

  test('a shift of whole days that begins at midnight is not cut', async () => {
    const text = rosterOf(['ana'], {
      more: '  - { id: call, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ana] }\nleave: [{ who: ana, from: 2026-12-24, to: 2026-12-26 }]\n',
    });
    expect(await lines(text)).toHaveLength(1);
  });
});

describe('feeds', () => {
  const WITH_FEEDS = team(`leave:
  - { who: ana, from: 2026-11-24T12:00, to: 2026-11-24T13:00 }
  - { who: ben, ics: https://example.com/ben.ics }
swaps: [{ shift: day, date: 2026-11-30, give: cy, take: ben }]
holidays: { es: [2026-12-25, { ics: https://example.com/es.ics }] }
`).replace('cy@example.com', 'cy@example.com, holidays: [es]');
  const event = (from: string, to: string): string =>
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${to}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  const asking = (answers: Readonly<Record<string, FeedAnswer>>) => (roster: Roster) =>
    askFeeds(
      roster,
      { from: NOW - DAY, to: NOW + 60 * DAY },
      async ({ url }) => answers[url] ?? { kind: 'failed', reason: 'it answered with status 404' },
      () => NOW,
    );

  test('feeds that are not asked are mentioned with their lines', async () => {
    expect((await lines(WITH_FEEDS)).at(-2)).toBe(
      '2 feeds were not fetched, so their events are missing here (roster.yaml:14, roster.yaml:16): use --feeds',
    );
  });

  test('the leave of a feed takes part in the warnings', async () => {
    const found = await lines(
      WITH_FEEDS,
      asking({
        'https://example.com/ben.ics': { kind: 'text', text: event('20261130', '20261201') },
        'https://example.com/es.ics': { kind: 'text', text: event('20261225', '20261226') },
      }),
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^roster\.yaml:14:5 leave\[1\]: warning: the leave of "ben" begins at 2026-11-30T00:00, in the middle of "nights"/,
      ),
      expect.stringMatching(/^roster\.yaml:14:5 leave\[1\]: warning: the leave of "ben" ends at 2026-12-01T00:00/),
      expect.stringMatching(/^roster\.yaml:15:\d+ swaps\[0\]\.take: warning: "ben" is on leave Mon 30 Nov 08:00/),
      'roster.yaml: valid, 4 people, 3 shifts, 3 warnings',
    ]);
  });

  test('a feed that cannot be read is a warning at its line, and check exits with 1', async () => {
    const ask = asking({ 'https://example.com/es.ics': { kind: 'text', text: event('20261225', '20261226') } });
    const { lines: found, code } = await checkRoster(WITH_FEEDS, 'roster.yaml', NOW, { ask });
    expect(found[0]).toBe(
      'roster.yaml:14:5 leave[1]: warning: this feed could not be read, and what it says is missing here: it answered with status 404',
    );
    expect(code).toBe(1);
  });
});
