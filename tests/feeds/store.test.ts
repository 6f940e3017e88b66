import { Conflict } from '../../assets/application/ports';
import type { Feed } from '../../assets/domain/roster/roster';
import type { Absence, FeedContent } from '../../assets/feeds/feed';
import type { FeedStore, StoredFeed } from '../../assets/feeds/store';
import { withLocalTwilio } from '../emulator/local-twilio';
import { calls, rosterWith, storeOn } from './feeds';
import { PEOPLE } from './reading';

const FEED: Feed = { kind: 'leave', url: 'https://calendar.example.com/leave.ics?token=s3cret' };
const SMALL: FeedContent = { leave: [{ person: 0, clock: 'own', from: 29_000_000, to: 29_001_440 }], dates: [] };

/** So much that it takes several Documents, and so mixed that it cannot be packed into one. */
function large(salt: number): FeedContent {
  let state = salt;
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  const leave = Array.from({ length: 6000 }, (_, index): Absence => {
    const from = 29_000_000 + index * 90 + (random() % 60);
    return { person: index % 3, clock: index % 2 === 0 ? 'utc' : 'own', from, to: from + 1 + (random() % 29) };
  });
  return { leave, dates: [20_000, 20_001], parts: [{ clock: 'own', from: 28_800_000, to: 28_800_600 }] };
}

const twilio = withLocalTwilio();
let store: FeedStore;
beforeEach(() => {
  store = storeOn(twilio, rosterWith([FEED]));
});

const put = async (content: FeedContent, tried = 1000): Promise<void> => {
  const origin = (await store.read(FEED))?.origin;
  await store.write(FEED, { content, tried, read: tried, good: tried, warnings: [], ...(origin && { origin }) });
};
const documents = async (): Promise<string[]> => {
  const { body } = await twilio.call<{ documents: { unique_name: string }[] }>(
    '/v1/Services/default/Documents?PageSize=100',
    {
      host: 'sync.twilio.com',
    },
  );
  return body.documents.map(({ unique_name }) => unique_name);
};

test('a feed that was never stored reads as undefined', async () => {
  expect(await store.read(FEED)).toBeUndefined();
});

test('every field that is written is read back', async () => {
  const stored: StoredFeed = {
    content: SMALL,
    good: 1,
    read: 2,
    tried: 3,
    failure: 'it answered with status 500',
    emptySince: 4,
    etag: '"1"',
    modified: 'yesterday',
    people: 'digest',
    warnings: ['an event without a length'],
  };
  await store.write(FEED, stored);
  const { origin, ...found } = (await store.read(FEED)) ?? {};
  expect(found).toEqual(stored);
  expect(origin?.revision).toBeDefined();
});

test('a usual feed takes one call to read and one to write', async () => {
  await put(SMALL);
  await store.read(FEED);
  expect((await calls(twilio)).map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
});

test('a large feed is split into Documents below 10 KiB and read whole', async () => {
  await put(large(1));
  expect((await store.read(FEED))?.content).toEqual(large(1));
  const sizes = (await calls(twilio))
    .filter(({ method }) => method === 'POST')
    .map(({ form }) => form.Data?.length ?? 0);
  expect(sizes.length).toBeGreaterThan(3);
  expect(Math.max(...sizes)).toBeLessThan(10 * 1024);
});

test('a warm process does not fetch known parts again', async () => {
  await put(large(2));
  const before = (await calls(twilio)).length;
  await store.read(FEED);
  expect(await calls(twilio)).toHaveLength(before + 1);
});

test('a new answer replaces the old one and removes its parts', async () => {
  await put(large(3), 1000);
  const before = await documents();
  await put(large(4), 2000);
  const after = await documents();
  expect((await store.read(FEED))?.content).toEqual(large(4));
  expect(after.filter((name) => before.includes(name))).toHaveLength(1);
  await put(SMALL, 3000);
  expect(await documents()).toHaveLength(1);
});

test('the same answer again writes the head only', async () => {
  await put(large(5), 1000);
  const before = (await calls(twilio)).length;
  await put(large(5), 2000);
  expect((await calls(twilio)).slice(before).map(({ method }) => method)).toEqual(['GET', 'POST']);
});

test('a writer that dies before the head is written leaves the old answer whole', async () => {
  await put(large(6), 1000);
  const origin = (await store.read(FEED))?.origin;
  // Every write of the head, which exists and so is updated with If-Match, fails from now on.
  const [head] = (await documents()).toSorted((a, b) => a.length - b.length);
  await twilio.call('/_local/faults', {
    json: [{ method: 'POST', path: `/v1/Services/default/Documents/${head}`, status: 500 }],
  });
  await expect(
    store.write(FEED, { content: large(7), tried: 2000, read: 2000, warnings: [], ...(origin && { origin }) }),
  ).rejects.toThrow();
  await twilio.call('/_local/faults', { method: 'DELETE' });
  expect((await store.read(FEED))?.content).toEqual(large(6));
});

test('the second of two writers gets a Conflict and changes nothing', async () => {
  await put(large(8), 1000);
  const seen = await store.read(FEED);
  await put(large(9), 2000);
  const late = { ...seen, content: large(10), tried: 3000, read: 3000, warnings: [] };
  await expect(store.write(FEED, late)).rejects.toBeInstanceOf(Conflict);
  expect((await store.read(FEED))?.content).toEqual(large(9));
});

test('an answer with missing parts reads as unknown and is written anew', async () => {
  const content = large(11);
  await put(content, 1000);
  for (const name of await documents()) {
    if (name.split('-').length > 3) {
      await twilio.call(`/v1/Services/default/Documents/${name}`, { host: 'sync.twilio.com', method: 'DELETE' });
    }
  }
  const cold = storeOn(twilio, rosterWith([FEED])); // in a process that has not read it yet
  const found = await cold.read(FEED);
  expect(found).toMatchObject({ tried: 0 });
  expect(found?.content).toBeUndefined();
  await cold.write(FEED, {
    content,
    tried: 2000,
    read: 2000,
    warnings: [],
    ...(found?.origin && { origin: found.origin }),
  });
  expect((await cold.read(FEED))?.content).toEqual(content);
});

test('stored people survive a reordered roster; people no longer in it are dropped', async () => {
  await put({ leave: [0, 1, 2].map((person) => ({ person, clock: 'utc', from: person, to: 9 })), dates: [] });
  const [ana, ben, cy] = PEOPLE;
  if (!ana || !ben || !cy) throw new Error('three people');
  const moved = storeOn(twilio, rosterWith([FEED], [cy, ana]));
  expect((await moved.read(FEED))?.content?.leave).toEqual([
    { person: 1, clock: 'utc', from: 0, to: 9 },
    { person: 0, clock: 'utc', from: 2, to: 9 },
  ]);
});

test('names and contents of Documents reveal no address and no identity', async () => {
  await put(large(12));
  const told = JSON.stringify((await calls(twilio)).map(({ path, form }) => [decodeURIComponent(path), form]));
  expect(told).not.toMatch(/s3cret|calendar\.example|ana@|ben@|US0123/);
});

test('a Document of another version is overwritten', async () => {
  await put(SMALL);
  const [name] = await documents();
  await twilio.call(`/v1/Services/default/Documents/${name}`, { host: 'sync.twilio.com', form: { Data: '{"v":99}' } });
  expect(await store.read(FEED)).toMatchObject({ tried: 0 });
  await put(SMALL);
  expect((await store.read(FEED))?.content).toEqual(SMALL);
});
