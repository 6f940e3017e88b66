import type { Feed, Roster } from '../../assets/domain/roster/roster';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { combineFeeds } from '../../assets/feeds/combine';
import type { FeedContent } from '../../assets/feeds/feed';
import { rosterWith } from './feeds';
import { calendar, NOW, PEOPLE, read, shifts, warnings } from './reading';

const ONCALL = { kind: 'shift', shift: 0, url: 'https://calendar.example.com/oncall.ics' } as const satisfies Feed;
const TIMES = ['DTSTART:20261201T080000Z', 'DTEND:20261201T160000Z'];
const AT = '2026-12-01T08:00Z/2026-12-01T16:00Z';
const ANA = 'ATTENDEE:mailto:ana@example.com';
const BEN = 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@example.com';
const event = (...lines: string[]) => calendar(['UID:1', ...TIMES, ...lines]);

describe('the people of a shift', () => {
  test.each([
    ['its attendees', [ANA, BEN, 'SUMMARY:On call'], ['ana', 'ben']],
    ['an attendee whose address has no scheme', ['ATTENDEE:ana@example.com'], ['ana']],
    ['of several attendees those whom the title names', [ANA, BEN, 'SUMMARY:Ana on call'], ['ana']],
    ['nobody who declined', [ANA, BEN.replace('ACCEPTED', 'DECLINED')], ['ana']],
    ['whom the title names', ['SUMMARY:On Call - ana - Primary'], ['ana']],
    [
      'whom the title names, though somebody else planned it',
      ['SUMMARY:Ana on call', 'ORGANIZER:mailto:ben@example.com'],
      ['ana'],
    ],
    ['the organiser, if nobody else is named', ['SUMMARY:On call', 'ORGANIZER:mailto:ben@example.com'], ['ben']],
  ])('are %s', (_, lines, people) => {
    expect(shifts(event(...lines), ONCALL)).toEqual(people.map((person) => `${person} ${AT}`));
    expect(warnings(event(...lines), ONCALL)).toEqual([]);
  });

  test('are those of `who`, whatever the events say', () => {
    expect(shifts(event('SUMMARY:On call', BEN), { ...ONCALL, who: [0] })).toEqual([`ana ${AT}`]);
  });

  test('are nobody if the event names nobody, and a warning counts it', () => {
    expect(shifts(event('SUMMARY:OpenShift'), ONCALL)).toEqual([]);
    expect(warnings(event('SUMMARY:OpenShift'), ONCALL)).toEqual(['an event that names nobody of the roster']);
  });
});

describe('an event', () => {
  test.each([
    ['free', ['X-MICROSOFT-CDO-BUSYSTATUS:FREE']],
    ['transparent', ['TRANSP:TRANSPARENT']],
    ['working elsewhere', ['X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE']],
  ])('shown as %s is a shift, for nobody wants a week on call to fill the calendar', (_, lines) => {
    expect(shifts(event('SUMMARY:ana', ...lines), ONCALL)).toEqual([`ana ${AT}`]);
  });

  test('shown as out of office is no shift, and a warning counts it', () => {
    const away = event('SUMMARY:ana', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF');
    expect(shifts(away, ONCALL)).toEqual([]);
    expect(warnings(away, ONCALL)).toEqual(['an event shown as out of office, which is no shift']);
  });

  test('that is cancelled is no shift', () => {
    expect(shifts(event('SUMMARY:ana', 'STATUS:CANCELLED'), ONCALL)).toEqual([]);
  });

  test('with a word of `ignore` in its title is no shift', () => {
    const text = event('SUMMARY:ana: Time off');
    expect(shifts(text, { ...ONCALL, ignore: ['time-off'] })).toEqual([]);
    expect(warnings(text, { ...ONCALL, ignore: ['time-off'] })).toEqual([]);
  });

  test('that touches the next stays one of its own, and one that is written twice counts once', () => {
    const next = ['UID:2', 'DTSTART:20261201T160000Z', 'DTEND:20261201T200000Z', 'SUMMARY:ana'];
    const text = calendar(['UID:1', ...TIMES, 'SUMMARY:ana'], next, ['UID:3', ...next.slice(1)]);
    expect(shifts(text, ONCALL)).toEqual([`ana ${AT}`, 'ana 2026-12-01T16:00Z/2026-12-01T20:00Z']);
  });
});

/** Ana is in Madrid, Ben in New York, the roster in Madrid. */
function rosterOf(feed: Feed, more: Partial<Roster> = {}): Roster {
  const shift = { id: 'oncall', zone: 'Europe/Madrid', days: 0, from: 0, to: 0, fromFeed: true } as const;
  return { ...rosterWith([feed]), shifts: [shift], ...more };
}

function contentOf(text: string, feed: Feed): FeedContent {
  const reading = read(text, feed);
  if ('fault' in reading) throw new Error(reading.fault);
  return reading.content;
}

/** Each time on duty, and why: "ana 2026-12-01T08:00/16:00 shift oncall". */
function onDuty(roster: Roster, text: string): string[] {
  const [feed = ONCALL] = roster.feeds;
  const resolver = createResolver(roster, combineFeeds(roster, [contentOf(text, feed)]).fromFeeds);
  return resolver.window(NOW, NOW + 30 * 86_400_000).flatMap(({ on }, index) =>
    on.map(({ from, to, reason }) => {
      const show = (at: number) => new Date(at).toISOString().slice(0, 16);
      return `${PEOPLE[index]?.key} ${show(from)}/${show(to)} ${reason}`;
    }),
  );
}

describe('whole days and times without a zone', () => {
  const day = calendar(['UID:1', 'DTSTART;VALUE=DATE:20261201', 'SUMMARY:ben']);

  test("are in the roster's zone", () => {
    expect(onDuty(rosterOf(ONCALL), day)).toEqual(['ben 2026-11-30T23:00/2026-12-01T23:00 shift oncall']);
  });

  test("are in the person's zone for a calendar with `who`", () => {
    expect(onDuty(rosterOf({ ...ONCALL, who: [1] }), day)).toEqual([
      'ben 2026-12-01T05:00/2026-12-02T05:00 shift oncall',
    ]);
  });

  test("are in the shift's own zone before all", () => {
    expect(onDuty(rosterOf({ ...ONCALL, who: [1], zone: 'Asia/Tokyo' }), day)).toEqual([
      'ben 2026-11-30T15:00/2026-12-01T15:00 shift oncall',
    ]);
  });
});

describe('a shift of a calendar', () => {
  const late = calendar(['UID:1', 'DTSTART:20261201T230000Z', 'DTEND:20261202T070000Z', 'SUMMARY:ana']);

  test('is swapped by the date on which it starts in its zone', () => {
    const swap = { shift: 0, give: 0, take: 1 };
    const date = Date.parse('2026-12-02') / 86_400_000;
    expect(onDuty(rosterOf(ONCALL, { swaps: [{ ...swap, date }] }), late)).toEqual([
      'ben 2026-12-01T23:00/2026-12-02T07:00 swap oncall (for ana)',
    ]);
    expect(onDuty(rosterOf(ONCALL, { swaps: [{ ...swap, date: date - 1 }] }), late)).toEqual([
      'ana 2026-12-01T23:00/2026-12-02T07:00 shift oncall',
    ]);
  });

  test('yields to leave, and counts for coverage and the next boundary', () => {
    const minute = (text: string) => Date.parse(`${text}Z`) / 60_000;
    const roster = rosterOf(ONCALL, {
      leave: [{ person: 0, from: minute('2026-12-02T05:00'), to: minute('2026-12-03T00:00') }],
      coverage: [{ id: 'nights', zone: 'UTC', days: 2, from: 23 * 60, to: 7 * 60, min: 1, of: [0] }],
    });
    expect(onDuty(roster, late)).toEqual(['ana 2026-12-01T23:00/2026-12-02T04:00 shift oncall']);
    const resolver = createResolver(roster, combineFeeds(roster, [contentOf(late, ONCALL)]).fromFeeds);
    const [from, to] = [Date.parse('2026-12-01T00:00Z'), Date.parse('2026-12-03T00:00Z')];
    expect(resolver.coverage(from, to)).toEqual([
      { id: 'nights', from: Date.parse('2026-12-02T04:00Z'), to: Date.parse('2026-12-02T07:00Z'), have: 0, need: 1 },
    ]);
    expect(resolver.nextBoundary(0, from)).toBe(Date.parse('2026-12-01T23:00Z'));
    expect(resolver.verdict(0, Date.parse('2026-12-01T23:30Z'))).toMatchObject({ kind: 'shift', available: true });
  });
});
