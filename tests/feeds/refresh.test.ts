import { Conflict } from '../../assets/application/ports';
import type { Feed, Roster } from '../../assets/domain/roster/roster';
import { createResolver } from '../../assets/domain/schedule/resolver';
import type { FeedAnswer, FeedRequest } from '../../assets/feeds/feed';
import { type FeedPorts, type FeedsState, loadFeeds, refreshFeeds } from '../../assets/feeds/refresh';
import type { FeedStore, StoredFeed } from '../../assets/feeds/store';
import { createVirtualClock } from '../support/virtual-clock';
import { rosterWith } from './feeds';
import { calendar, EVERYONE, HOLIDAYS, NOW, PEOPLE, person } from './reading';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const BEN: Feed = { kind: 'leave', person: 1, url: 'https://calendar.example.com/ben.ics?token=s3cret' };
const CHRISTMAS = calendar(['UID:1', 'DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas']);
const dayOff = (...days: number[]) =>
  calendar(
    ...days.map((day) => [`UID:${day}`, `DTSTART;VALUE=DATE:202612${String(day).padStart(2, '0')}`, 'SUMMARY:ana']),
  );

/** A store in memory, feeds that answer as a test says, and a clock that it moves. */
function world(feeds: readonly Feed[], people = PEOPLE) {
  const documents = new Map<string, StoredFeed>();
  const asked: FeedRequest[] = [];
  const logged: string[] = [];
  let storeCalls = 0;
  const state = {
    now: NOW,
    roster: rosterWith(feeds, people) as Roster,
    answers: new Map<string, FeedAnswer | Promise<FeedAnswer>>(),
    failing: undefined as Error | undefined,
    asked,
    logged,
    documents,
    calls: () => storeCalls,
  };
  const store: FeedStore = {
    async read({ url }) {
      storeCalls++;
      return documents.get(url);
    },
    async write({ url }, stored) {
      storeCalls++;
      if (state.failing) throw state.failing;
      documents.set(url, stored);
    },
  };
  const ports: FeedPorts = {
    startTimer: createVirtualClock(0).startTimer,
    store,
    now: () => state.now,
    log: (level, message, fields) => logged.push(JSON.stringify({ level, message, ...fields })),
    fetch: async (request) => {
      asked.push(request);
      return state.answers.get(request.url) ?? { kind: 'failed', reason: 'it answered with status 404' };
    },
  };
  return {
    ...state,
    set: (change: Partial<typeof state>) => Object.assign(state, change),
    says: (feed: Feed, answer: string | FeedAnswer | Promise<FeedAnswer>) =>
      state.answers.set(
        feed.url,
        typeof answer === 'string' ? { kind: 'text', text: answer, etag: `"${answer.length}"` } : answer,
      ),
    wait: (ms: number) => {
      state.now += ms;
    },
    refresh: (): Promise<FeedsState> => refreshFeeds(state.roster, ports),
    stored: (): Promise<FeedsState> => loadFeeds(state.roster, ports),
  };
}

const days = ({ fromFeeds }: FeedsState): string[] =>
  (fromFeeds.leave ?? []).map(
    ({ person: index, from, to }) =>
      `${PEOPLE[index]?.key} ${new Date(from).toISOString()}/${new Date(to).toISOString()}`,
  );

test('a roster without feeds makes no call', async () => {
  const { refresh, stored, calls } = world([]);
  expect(await refresh()).toEqual({ fromFeeds: {}, key: '', status: [] });
  expect(await stored()).toEqual({ fromFeeds: {}, key: '', status: [] });
  expect(calls()).toBe(0);
});

test('leave and holidays of feeds reach the resolver, whole days on each person’s own clock', async () => {
  const { refresh, says } = world([EVERYONE, BEN, HOLIDAYS]);
  says(EVERYONE, dayOff(24));
  says(BEN, dayOff(24));
  says(HOLIDAYS, CHRISTMAS);
  const now = await refresh();
  expect(days(now)).toEqual([
    'ana 2026-12-23T23:00:00.000Z/2026-12-24T23:00:00.000Z',
    'ben 2026-12-24T05:00:00.000Z/2026-12-25T05:00:00.000Z',
  ]);
  const people = [{ ...person('ana', 'ana@example.com', 'Europe/Madrid'), holidays: ['es'] }, ...PEOPLE.slice(1)];
  const resolver = createResolver(rosterWith([EVERYONE, BEN, HOLIDAYS], people), now.fromFeeds);
  const reasons = resolver.window(Date.parse('2026-12-24T12:00Z'), Date.parse('2026-12-25T12:00Z'))[0]?.off;
  expect(reasons?.map(({ reason }) => reason)).toEqual(['leave', 'holiday es']);
});

test('a half-day holiday of a feed reaches the resolver, on each person’s own clock', async () => {
  const { refresh, says } = world([HOLIDAYS]);
  says(HOLIDAYS, calendar(['UID:1', 'DTSTART:20261224T140000', 'DTEND:20261225T000000', 'SUMMARY:Christmas Eve']));
  const { fromFeeds, status } = await refresh();
  expect(status[0]).toMatchObject({ entries: 1, warnings: [] });
  const people = PEOPLE.map((one) => ({ ...one, holidays: ['es'] }));
  const resolver = createResolver(rosterWith([HOLIDAYS], people), fromFeeds);
  const off = resolver
    .window(Date.parse('2026-12-24T00:00Z'), Date.parse('2026-12-26T00:00Z'))
    .map((own) =>
      own.off.map(({ from, to, reason }) => [new Date(from).toISOString(), new Date(to).toISOString(), reason]),
    );
  expect(off).toEqual([
    [['2026-12-24T13:00:00.000Z', '2026-12-24T23:00:00.000Z', 'holiday es']],
    [['2026-12-24T19:00:00.000Z', '2026-12-25T05:00:00.000Z', 'holiday es']],
    [['2026-12-24T05:00:00.000Z', '2026-12-24T15:00:00.000Z', 'holiday es']],
  ]);
});

test('feeds are named by their places', async () => {
  const second: Feed = { ...HOLIDAYS, url: 'https://calendar.example.com/regional.ics' };
  const { refresh } = world([EVERYONE, HOLIDAYS, BEN, second]);
  const { status } = await refresh();
  expect(status.map(({ place }) => place)).toEqual(['leave feed 1', 'holidays es', 'leave feed 2', 'holidays es 2']);
});

test('a feed is fetched every 15 minutes with the validators of its last answer', async () => {
  const { refresh, says, wait, asked } = world([EVERYONE]);
  says(EVERYONE, dayOff(24));
  await refresh();
  wait(15 * MINUTE - 1);
  await refresh();
  expect(asked).toHaveLength(1);
  wait(1);
  says(EVERYONE, { kind: 'unchanged' });
  const { status } = await refresh();
  expect(asked[1]?.etag).toBeDefined();
  expect(status[0]).toMatchObject({ good: NOW + 15 * MINUTE, tried: NOW + 15 * MINUTE, entries: 1 });
});

test('a feed that fails is retried after 15 minutes and keeps its last good answer', async () => {
  const { refresh, says, wait, asked, logged } = world([BEN]);
  says(BEN, dayOff(24));
  const before = await refresh();
  wait(15 * MINUTE);
  says(BEN, { kind: 'failed', reason: 'it took longer than 2 s' });
  const after = await refresh();
  expect(after.fromFeeds).toEqual(before.fromFeeds);
  expect(after.status[0]).toMatchObject({ good: NOW, tried: NOW + 15 * MINUTE, failure: 'it took longer than 2 s' });
  wait(MINUTE);
  await refresh();
  expect(asked).toHaveLength(2);
  expect(logged.join()).toContain('leave feed 1');
  expect(logged.join()).not.toMatch(/s3cret|example\.com/);
});

test.each([
  ['a page to sign in', '<html>', 'it is no calendar: BEGIN:VCALENDAR is missing'],
  ['half a calendar', dayOff(24, 25).slice(0, -40), 'it breaks off: END:VCALENDAR is missing'],
  ['a damaged one', dayOff(25).replace('END:VEVENT\r\n', ''), 'it is damaged: 0 of 1 events can be read'],
])('%s is no answer', async (_, text, failure) => {
  const { refresh, says, wait } = world([EVERYONE]);
  says(EVERYONE, dayOff(24));
  const before = await refresh();
  wait(HOUR);
  says(EVERYONE, text);
  const after = await refresh();
  expect(after.status[0]?.failure).toBe(failure);
  expect(after.key).toBe(before.key);
});

test('a feed that is suddenly empty is believed after a day', async () => {
  const { refresh, says, wait } = world([EVERYONE]);
  says(EVERYONE, dayOff(21, 23, 25));
  await refresh();
  wait(HOUR);
  says(EVERYONE, calendar());
  expect((await refresh()).status[0]).toMatchObject({ entries: 3, failure: 'it is empty all of a sudden' });
  wait(23 * HOUR);
  expect((await refresh()).status[0]).toMatchObject({ entries: 3 });
  wait(HOUR);
  const { status } = await refresh();
  expect(status[0]).toMatchObject({ entries: 0 });
  expect(status[0]).not.toHaveProperty('failure');
});

test('a calendar of shifts that is suddenly empty is believed after a day: until then its people stay on duty', async () => {
  const oncall: Feed = { kind: 'shift', shift: 0, url: 'https://calendar.example.com/oncall.ics' };
  const { refresh, says, set, wait } = world([oncall]);
  const shift = { id: 'oncall', zone: 'Europe/Madrid', days: 0, from: 0, to: 0, fromFeed: true } as const;
  set({ roster: { ...rosterWith([oncall]), shifts: [shift] } });
  says(oncall, dayOff(21, 23, 25));
  expect((await refresh()).status[0]).toMatchObject({ place: 'shift oncall', entries: 3 });
  wait(HOUR);
  says(oncall, calendar());
  const { status, fromFeeds } = await refresh();
  expect(status[0]).toMatchObject({ entries: 3, failure: 'it is empty all of a sudden' });
  expect(fromFeeds.shifts).toHaveLength(3);
  wait(DAY);
  expect((await refresh()).fromFeeds.shifts).toBeUndefined();
});

test('a single cancelled day of leave is believed at once', async () => {
  const { refresh, says, wait } = world([EVERYONE]);
  says(EVERYONE, dayOff(24));
  await refresh();
  wait(HOUR);
  says(EVERYONE, calendar());
  expect((await refresh()).status[0]).toMatchObject({ entries: 0 });
});

test('the key changes if and only if the content changes', async () => {
  const { refresh, stored, says, wait } = world([EVERYONE]);
  says(EVERYONE, dayOff(24));
  const { key } = await refresh();
  expect((await stored()).key).toBe(key);
  wait(HOUR);
  says(EVERYONE, dayOff(24).replace('SUMMARY:ana', 'SUMMARY:ana: skiing'));
  expect((await refresh()).key).toBe(key);
  wait(HOUR);
  says(EVERYONE, dayOff(24, 28));
  expect((await refresh()).key).not.toBe(key);
});

test('recurring events are expanded anew once a day, even if the feed is unchanged', async () => {
  const { refresh, says, wait, asked } = world([EVERYONE]);
  says(EVERYONE, dayOff(24));
  await refresh();
  wait(DAY);
  await refresh();
  expect(asked[1]?.etag).toBeUndefined();
});

test('a company-wide feed is parsed anew for a roster with other people', async () => {
  const { refresh, says, wait, asked, set } = world([EVERYONE], PEOPLE.slice(1));
  says(EVERYONE, dayOff(24));
  expect((await refresh()).status[0]).toMatchObject({
    entries: 0,
    warnings: ['an event that names nobody of the roster'],
  });
  set({ roster: rosterWith([EVERYONE]) });
  wait(15 * MINUTE);
  expect((await refresh()).status[0]).toMatchObject({ entries: 1, warnings: [] });
  expect(asked[1]?.etag).toBeUndefined();
});

test('a feed is read anew when the roster ignores other titles', async () => {
  const { refresh, says, wait, asked, set } = world([BEN]);
  says(BEN, calendar(['UID:1', 'DTSTART;VALUE=DATE:20261224', 'SUMMARY:Home office']));
  expect((await refresh()).status[0]).toMatchObject({ entries: 1 });
  set({ roster: rosterWith([{ ...BEN, ignore: ['home office'] }]) });
  wait(15 * MINUTE);
  expect((await refresh()).status[0]).toMatchObject({ entries: 0 });
  expect(asked[1]?.etag).toBeUndefined();
});

test('a feed that does not answer in time does not delay the others', async () => {
  const { refresh, says } = world([EVERYONE, BEN]);
  let answer: (late: FeedAnswer) => void = () => undefined;
  says(
    EVERYONE,
    new Promise((late) => {
      answer = late;
    }),
  );
  says(BEN, dayOff(24));
  const { status } = await refresh();
  expect(status.map(({ entries }) => entries)).toEqual([0, 1]);
  answer({ kind: 'unchanged' });
});

test('a write that conflicts or fails does not affect the tick', async () => {
  for (const error of [new Conflict(), new Error('Sync is away')]) {
    const { refresh, says, set, logged } = world([EVERYONE]);
    says(EVERYONE, dayOff(24));
    set({ failing: error });
    expect((await refresh()).status[0]).toMatchObject({ entries: 1 });
    expect(logged).toHaveLength(error instanceof Conflict ? 0 : 1);
  }
});
