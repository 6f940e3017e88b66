import fc from 'fast-check';
import { tick } from '../../assets/application/tick/tick';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { readRoster } from '../../assets/roster-file/read';
import { deliver } from '../support/deliveries';
import { askRoster } from '../support/live-roster';
import { operate, showRoster } from '../support/operators';
import { withWorld } from '../support/with-world';

// One request tells which pages of the roster have changed. A change that it did not tell would leave somebody on the page as on duty, or as let in, who is not.

const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ana: { identity: ana@example.com }
  ben: { identity: ben@example.com, zone: America/New_York }
  cy: { identity: cy@example.com }
  dee: { identity: dee@example.com }
  eva: { identity: eva@example.com }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ana, dee] }
  - { id: late, days: [mon, tue, wed, thu, fri], from: "15:00", to: "23:30", who: [cy] }
  - { id: ny, days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00", who: [ben] }
leave: [ { who: eva, from: 2026-11-04, to: 2026-11-05 } ]
`;
const KEYS = ['ana', 'ben', 'cy', 'dee', 'eva'];
const START = '2026-11-02T09:00:00Z'; // a Monday, 10:00 in Madrid
const MINUTE = 60_000;
const SIZE = '2';
/** The same days in all requests, as the page asks for them from one midnight to the next. */
const DAYS = { size: SIZE, from: '2026-11-01T00:00:00Z', days: '16' };

const world = withWorld(ROSTER, { start: START });

const say = (type: string, id: string, data: Record<string, unknown>) =>
  deliver(world, { type: `staff.${type}`, id, data });
const pageOf = (page: number, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  showRoster(world, { ...DAYS, page: String(page), ...more }, headers);
/** All pages as they are answered, each with its ETag, and what one request tells of them. */
const look = async () => {
  const first = await pageOf(1, { etags: 'true' });
  const pages = await Promise.all([1, 2, 3].map((page) => pageOf(page)));
  return {
    etag: first.headers.ETag,
    etags: first.body.etags,
    // The time of the answer is no content.
    pages: pages.map(({ headers, body: { at: _, ...body } }) => ({ etag: headers.ETag, body })),
  };
};

test('the first page has the ETag of every other page, as that page is answered with it', async () => {
  await tick(world.execution());
  const { etags, pages } = await look();
  expect(etags).toHaveLength(2);
  expect(etags).toEqual(pages.slice(1).map(({ etag }) => etag));
});

test('an answer without `etags=true` has none, and neither has any page but the first', async () => {
  const { headers } = await pageOf(1);
  for (const answer of [
    await pageOf(1),
    await pageOf(1, { etags: 'false' }),
    await pageOf(2, { etags: 'true' }),
    await pageOf(1, { etags: 'true', places: '0,1' }),
  ])
    expect(answer.body).not.toHaveProperty('etags');
  expect((await pageOf(1, { etags: 'false' })).headers.ETag).toBe(headers.ETag);
  expect((await pageOf(1, { etags: 'yes' })).body.errors?.map(({ path }) => path)).toEqual(['etags']);
});

test('a roster of one page has no other ETags', async () => {
  expect((await pageOf(1, { etags: 'true', size: '5' })).body.etags).toEqual([]);
});

test('one request for all pages is answered 304 while nothing but the time changes, with the calls to Sync of one page and none to Frontline', async () => {
  await tick(world.execution());
  const callsOf = async (ask: () => Promise<unknown>) => {
    const before = [(await world.calls('sync')).length, (await world.calls('frontline')).length] as const;
    await ask();
    return [(await world.calls('sync')).length - before[0], (await world.calls('frontline')).length - before[1]];
  };
  const { etag = '' } = await look();
  world.clock.now += 20_000;
  expect(await pageOf(1, { etags: 'true' }, { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
  const [sync, frontline] = await callsOf(() => pageOf(1, { etags: 'true' }, { 'if-none-match': etag }));
  expect([sync, frontline]).toEqual(await callsOf(() => pageOf(1)));
  expect(frontline).toBe(0);
});

test('a change on the last page is told by the first one, and by no other', async () => {
  await tick(world.execution());
  const before = await look();
  await say('availability', 'o', { identity: 'eva@example.com', available: true });
  const after = await look();
  expect(await pageOf(1, { etags: 'true' }, { 'if-none-match': before.etag ?? '' })).toMatchObject({ status: 200 });
  expect(after.etags?.map((etag, index) => etag === before.etags?.[index])).toEqual([true, false]);
});

test('what cannot be read is a change too: nobody is shown as before whose record or table is lost', async () => {
  await tick(world.execution());
  const before = await look();
  await world.fault({ host: 'sync.twilio.com', path: '/v1/Services/default/Documents/rosterline-duty-0', status: 404 });
  const after = await look();
  expect(after.etag).not.toBe(before.etag);
  expect(after.etags?.map((etag, index) => etag === before.etags?.[index])).toEqual([false, false]);
});

test('every boundary of everybody’s shifts and leave in four days changes the ETag of their page, though nothing is stored', async () => {
  const read = readRoster(ROSTER, 'roster.yaml');
  if ('errors' in read) throw new Error('the roster has faults');
  const from = Date.parse(START);
  const windows = createResolver(read.roster).window(from, from + 4 * 1440 * MINUTE);
  const edges = windows.flatMap(({ on, off }, index) =>
    [...on, ...off].flatMap(({ from: begin, to: end }) =>
      [begin, end].map((at) => ({ at, page: Math.floor(index / 2) })),
    ),
  );
  const inside = edges.filter(({ at }) => at > from && at < from + 4 * 1440 * MINUTE);
  expect(inside.length).toBeGreaterThan(20);
  for (const instant of new Set(inside.map(({ at }) => at))) {
    world.clock.now = instant - 1;
    const before = await look();
    world.clock.now = instant;
    const after = await look();
    for (const { page } of inside.filter(({ at }) => at === instant)) {
      expect(after.pages[page]?.etag).not.toBe(before.pages[page]?.etag);
      if (page > 0) expect(after.etags?.[page - 1]).not.toBe(before.etags?.[page - 1]);
      expect(after.etag).not.toBe(before.etag);
    }
  }
});

const key = fc.constantFrom(...KEYS);
const minutes = fc.integer({ min: 1, max: 3000 });
/** What may change what the page shows. */
const happening = fc.oneof(
  fc.record({ what: fc.constant('time' as const), minutes }),
  fc.record({ what: fc.constant('tick' as const) }),
  fc.record({
    what: fc.constantFrom('offboarded', 'reinstated', 'offboarding_cancelled'),
    key,
    minutes: fc.option(minutes),
  }),
  fc.record({ what: fc.constantFrom('leave', 'shift'), key, minutes }),
  fc.record({ what: fc.constant('availability' as const), key, available: fc.boolean(), minutes: fc.option(minutes) }),
  fc.record({ what: fc.constantFrom('undo', 'release', 'replay'), key }),
  fc.record({ what: fc.constant('publish' as const), key }),
  fc.record({ what: fc.constant('refused' as const) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Drawn> ? Drawn : never;

test('whatever happens, and however much time passes: the ETags of one request tell exactly which pages have changed', async () => {
  let id = 0;
  const bringAbout = async (event: Happening): Promise<unknown> => {
    const about = 'key' in event ? `${event.key}@example.com` : '';
    const inMinutes = (count: number) => new Date(world.clock.now + count * MINUTE).toISOString();
    const due = 'minutes' in event && event.minutes !== null ? event.minutes : undefined;
    const name = `event-${++id}`;
    switch (event.what) {
      case 'time':
        return world.passMinutes(due);
      case 'tick':
        return tick(world.execution());
      case 'refused':
        return world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 500, times: 3 });
      case 'undo':
      case 'release':
      case 'replay':
        return operate(world, event.what, { identity: about });
      case 'publish': {
        const { body } = await askRoster(world, 'rosterSource');
        const yaml = (body.yaml ?? '').replace(/who: eva, from: \S+/, `who: eva, from: 2026-11-0${1 + (id % 4)}`);
        return askRoster(world, 'publish', { yaml, basedOn: body.version });
      }
      case 'leave':
      case 'shift':
        return say(event.what, name, { identity: about, id: name, from: inMinutes(0), to: inMinutes(due ?? 1) });
      case 'availability':
        return say(event.what, name, {
          identity: about,
          available: 'available' in event && event.available,
          ...(due !== undefined && { until: inMinutes(due) }),
        });
      default:
        return say(event.what, name, {
          identity: about,
          ...(due !== undefined && event.what !== 'offboarding_cancelled' && { effectiveAt: inMinutes(due) }),
        });
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 6 }), async (events) => {
      await world.reset(START);
      world.deploy(ROSTER);
      await world.seed();
      await tick(world.execution());
      let before = await look();
      for (const event of events) {
        await bringAbout(event);
        const after = await look();
        const isSame = (page: number) =>
          JSON.stringify(after.pages[page]?.body) === JSON.stringify(before.pages[page]?.body);
        expect(after.etags).toEqual(after.pages.slice(1).map(({ etag }) => etag));
        expect([1, 2].map((page) => after.etags?.[page - 1] === before.etags?.[page - 1])).toEqual([1, 2].map(isSame));
        expect(after.etag === before.etag).toBe([0, 1, 2].every(isSame));
        before = after;
      }
    }),
    { numRuns: 12 },
  );
});
