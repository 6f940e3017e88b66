/** A roster whose shifts come from a calendar, and the same roster written out. */
import fc from 'fast-check';
import type { Feed, Roster, Shift } from '../../assets/domain/roster/roster';
import { occurrenceOn, occurrences, startsOn } from '../../assets/domain/schedule/occurrences';
import { createResolver } from '../../assets/domain/schedule/resolver';
import type { Verdict } from '../../assets/domain/schedule/schedule';
import { wallAt, zoneNamed } from '../../assets/domain/schedule/zones';
import { combineFeeds } from '../../assets/feeds/combine';
import type { FeedContent } from '../../assets/feeds/feed';
import { windowAt } from '../../assets/feeds/next-stored';
import { createPacker } from '../../assets/feeds/packing';
import { parseFeed } from '../../assets/feeds/reading.private';
import { someFacts, someRoster } from '../domain/schedule/arbitrary';
import { seed } from '../domain/schedule/random';
import { nameOf } from './feeds';
import { calendar } from './reading';

const HALF_HOUR = 1_800_000;
const DAY = 48 * HALF_HOUR;
/** As someone writes a calendar: a series in its zone, or one event after the other in UTC. */
type Manner = 'series' | 'single events';

const situation = someRoster.chain(({ roster, middle }) =>
  fc.record({
    roster: fc.constant(withoutRotations(roster)),
    middle: fc.constant(middle),
    facts: someFacts(middle),
    halves: fc.integer({ min: -48, max: 3 * 48 }),
    manners: fc.array(fc.constantFrom<Manner>('series', 'single events'), { minLength: 4, maxLength: 4 }),
  }),
);

/** Nobody's turn is in a calendar, only who works when. Swaps by the date that the shift's clock really shows at its start. */
function withoutRotations(roster: Roster): Roster {
  const shifts = roster.shifts.map(({ rotation, ...shift }) => ({
    ...shift,
    who: shift.who ?? [...new Set((rotation?.members ?? []).flatMap((member) => member ?? []))],
  }));
  const swaps = roster.swaps.filter((swap) => {
    const shift = shifts[swap.shift];
    if (shift === undefined) return false;
    return [-1, 0, 1].every((days) => {
      const { date, from } = occurrenceOn(shift, swap.date + days);
      return Math.floor(wallAt(zoneNamed(shift.zone), from) / 1440) === date;
    });
  });
  return { ...roster, shifts, swaps, coverage: coverageOf(roster) };
}

function coverageOf({ zone }: Roster): Roster['coverage'] {
  return [{ id: 'two', zone, days: 127, from: 0, to: 0, min: 2, of: [0, 1, 2] }];
}

function withCalendars(roster: Roster): Roster {
  const feeds = roster.shifts.map((shift, index): Feed => {
    return { kind: 'shift', shift: index, url: `https://calendar.example.com/${index}`, zone: shift.zone };
  });
  const shifts = roster.shifts.map(({ id, zone, worksHolidays }): Shift => {
    const own = { id, zone, days: 0, from: 0, to: 0, fromFeed: true } as const;
    return worksHolidays ? { ...own, worksHolidays } : own;
  });
  return { ...roster, shifts, feeds };
}

function written(shift: Shift, roster: Roster, middle: number, manner: Manner): string {
  const { from, to } = windowAt(middle);
  const people = (shift.who ?? []).map((person, index) => {
    const { key = '', identity = '' } = roster.people[person] ?? {};
    return index % 2 === 0 ? [`ATTENDEE:mailto:${identity}`] : [`SUMMARY:On call - ${key}`];
  });
  const events = manner === 'series' ? series(shift, from, to) : singleEvents(shift, from, to);
  return calendar(
    ...events.flatMap((event, number) =>
      people.map((lines, index) => [`UID:${number}-${index}`, 'DTSTAMP:20260101T000000Z', ...event, ...lines]),
    ),
  );
}

function singleEvents(shift: Shift, from: number, to: number): string[][] {
  const utc = (at: number) => `${new Date(at).toISOString().replaceAll(/[-:]|\.000/g, '')}`;
  return occurrences(shift, from, to).map((one) => [`DTSTART:${utc(one.from)}`, `DTEND:${utc(one.to)}`]);
}

function series(shift: Shift, from: number, to: number): string[][] {
  const dates = Array.from({ length: Math.ceil((to - from) / DAY) + 20 }, (_, index) => from / DAY - 10 + index);
  const [first] = dates.filter((date) => startsOn(shift, date));
  const last = dates.findLast((date) => startsOn(shift, date));
  if (first === undefined || last === undefined) return [];
  const local = (minute: number) => new Date(minute * 60_000).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  const start = first * 1440 + shift.from;
  const end = first * 1440 + shift.to + (shift.to <= shift.from ? 1440 : 0);
  const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].filter((_, index) => (shift.days >> index) & 1);
  return [
    [
      `DTSTART;TZID=${shift.zone}:${local(start)}00`,
      `DTEND;TZID=${shift.zone}:${local(end)}00`,
      `RRULE:FREQ=WEEKLY;BYDAY=${days.join()};UNTIL=${local(last * 1440 + 1439)}00`,
    ],
  ];
}

/** Read, packed, unpacked: as it comes from the store. */
function stored(text: string, feed: Feed, roster: Roster, middle: number): FeedContent {
  const reading = parseFeed(text, { feed, people: roster.people, ...windowAt(middle), outOfTime: () => false });
  if ('fault' in reading) throw new Error(reading.fault);
  const { pack, unpack } = createPacker(roster.people, nameOf, new WeakMap());
  return unpack(pack(reading.content)) ?? { leave: [], dates: [] };
}

/** Calendars reach 400 days ahead, rosters for ever: a change beyond 300 days is the same as none. */
function near(verdict: Verdict, at: number): Verdict {
  return verdict.until === null || verdict.until > at + 300 * DAY ? { ...verdict, until: null } : verdict;
}

test('a roster whose shifts come from calendars gives the verdicts of the same roster written out', () => {
  let onDuty = 0;
  fc.assert(
    fc.property(situation, ({ roster, middle, facts, halves, manners }) => {
      const asCalendars = withCalendars(roster);
      const contents = asCalendars.feeds.map((feed, index) => {
        const shift = roster.shifts[index];
        const text = shift && written(shift, roster, middle, manners[index] ?? 'series');
        return stored(text ?? '', feed, asCalendars, middle);
      });
      const fromCalendars = createResolver(asCalendars, combineFeeds(asCalendars, contents).fromFeeds);
      const fromRoster = createResolver(roster);
      const at = middle + halves * HALF_HOUR;
      const known = new Map([['p0', facts]]);
      const verdicts = (resolver: typeof fromRoster) => resolver.at(at, known).map((verdict) => near(verdict, at));
      expect(verdicts(fromCalendars)).toEqual(verdicts(fromRoster));
      onDuty += verdicts(fromRoster).filter(({ kind }) => kind === 'shift' || kind === 'swap').length;
      expect(fromCalendars.available(at, known)).toEqual(fromRoster.available(at, known));
      expect(fromCalendars.window(at, at + 2 * DAY, known)).toEqual(fromRoster.window(at, at + 2 * DAY, known));
      expect(fromCalendars.coverage(at, at + 2 * DAY, known)).toEqual(fromRoster.coverage(at, at + 2 * DAY, known));
      for (const person of roster.people.keys()) {
        const [expected, found] = [fromRoster, fromCalendars].map((one) => one.nextBoundary(person, at) ?? Infinity);
        expect(Math.min(found ?? 0, at + 300 * DAY)).toBe(Math.min(expected ?? 0, at + 300 * DAY));
      }
    }),
    { seed: seed(), numRuns: 300 },
  );
  expect(onDuty).toBeGreaterThan(50);
});
