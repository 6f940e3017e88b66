import { ACCOUNT_SID, withLocalTwilio } from '../local-twilio';

interface Page {
  readonly items: { readonly key: string }[];
  readonly meta: { readonly next_page_url: string | null };
}

const twilio = withLocalTwilio();
beforeEach(() => twilio.call(MAPS, { form: { UniqueName: 'people' } }));

const MAPS = '/v1/Services/default/Maps';
const ITEMS = `${MAPS}/people/Items`;
const create = (Key: string, form = {}) => twilio.call(ITEMS, { form: { Key, Data: '{}', ...form } });

async function pages(query: string): Promise<string[][]> {
  const seen: string[][] = [];
  for (let path: string | null = `${ITEMS}?${query}`; path !== null; ) {
    const { status, body }: { status: number; body: Page } = await twilio.call<Page>(path);
    expect(status).toBe(200);
    seen.push(body.items.map(({ key }) => key));
    path = body.meta.next_page_url?.replace(twilio.url, '') ?? null;
  }
  return seen;
}

test('a Map is created once, fetched by SID and by name, listed and deleted with its Items', async () => {
  const { body } = await twilio.call(`${MAPS}/people`);
  expect(body).toMatchObject({
    sid: expect.stringMatching(/^MP[0-9a-f]{32}$/),
    unique_name: 'people',
    account_sid: ACCOUNT_SID,
    links: { items: `${body.url}/Items` },
    revision: '0',
    date_expires: null,
  });
  expect((await twilio.call(MAPS, { form: { UniqueName: 'people' } })).body).toMatchObject({ code: 54301 });
  expect((await twilio.call(MAPS)).body).toMatchObject({ maps: [body], meta: { key: 'maps' } });
  await create('a');
  expect((await twilio.call(`${MAPS}/${body.sid}`, { method: 'DELETE' })).status).toBe(204);
  for (const path of [`${MAPS}/people`, ITEMS, `${ITEMS}/a`]) {
    expect(await twilio.call(path)).toMatchObject({ status: 404, body: { code: 54200 } });
  }
});

test('an Item is claimed by the first who creates it, then updated under If-Match, and deleted', async () => {
  const created = await create('k/1', { Data: '{"n":0}' });
  const { service_sid, map_sid } = created.body;
  expect(created).toMatchObject({ status: 201, headers: { etag: '0' } });
  expect(created.body).toEqual({
    key: 'k/1',
    account_sid: ACCOUNT_SID,
    service_sid,
    map_sid: expect.stringMatching(/^MP/),
    url: `https://sync.twilio.com/v1/Services/${service_sid}/Maps/${map_sid}/Items/k%2F1`,
    data: { n: 0 },
    revision: '0',
    date_created: '2026-11-02T12:00:00Z',
    date_updated: '2026-11-02T12:00:00Z',
    date_expires: null,
    created_by: 'system',
  });
  expect(await create('k/1', { Data: '{"n":9}' })).toMatchObject({ status: 409, body: { code: 54208 } });
  const path = `${ITEMS}/k%2F1`;
  expect((await twilio.call(path)).body).toEqual(created.body);
  const update = (ifMatch: string) =>
    twilio.call(path, { form: { Data: '{"n":1}' }, headers: { 'If-Match': ifMatch } });
  expect((await update('0')).body).toMatchObject({ revision: '1', data: { n: 1 } });
  expect(await update('0')).toMatchObject({ status: 412, body: { code: 54205 } });
  const remove = (ifMatch: string) => twilio.call(path, { method: 'DELETE', headers: { 'If-Match': ifMatch } });
  expect(await remove('0')).toMatchObject({ status: 412, body: { code: 54205 } });
  expect((await remove('1')).status).toBe(204);
  for (const method of ['GET', 'POST', 'DELETE']) {
    expect(await twilio.call(path, { method })).toMatchObject({ status: 404, body: { code: 54201 } });
  }
});

test('Key and Data are required', async () => {
  for (const form of [{ Key: 'a' }, { Data: '{}' }, { Key: '', Data: '{}' }]) {
    expect((await twilio.call(ITEMS, { form })).status).toBe(400);
  }
  expect(await pages('')).toEqual([[]]);
});

test('Items are listed by key, up and down, from a key, inclusive or not, page by page', async () => {
  for (const key of ['c', 'a', 'e', 'b', 'd']) await create(key);
  expect(await pages('')).toEqual([['a', 'b', 'c', 'd', 'e']]);
  expect(await pages('PageSize=2')).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(await pages('PageSize=2&Order=desc')).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
  expect(await pages('From=c&PageSize=2')).toEqual([['c', 'd'], ['e']]);
  expect(await pages('From=c&Bounds=exclusive')).toEqual([['d', 'e']]);
  expect(await pages('From=c&Order=desc&Bounds=exclusive')).toEqual([['b', 'a']]);
  expect(await pages('From=bb')).toEqual([['c', 'd', 'e']]);
  for (const query of ['PageSize=0', 'PageSize=x', 'Order=up', 'Bounds=none', 'PageToken=7']) {
    expect((await twilio.call(`${ITEMS}?${query}`)).status).toBe(400);
  }
});

test('a page has 50 Items by default and at most 100', async () => {
  for (let n = 0; n < 120; n += 1) await create(String(n).padStart(3, '0'));
  expect((await pages('')).map(({ length }) => length)).toEqual([50, 50, 20]);
  expect((await pages('PageSize=1000')).map(({ length }) => length)).toEqual([100, 20]);
});

test("an Item expires with its own time to live, and all of them with the Map's", async () => {
  await create('brief', { ItemTtl: '10' });
  await create('long', { ItemTtl: '100', CollectionTtl: '50' });
  expect((await twilio.call(`${MAPS}/people`)).body.date_expires).toBe('2026-11-02T12:00:50Z');
  twilio.clock.now += 10_000;
  expect(await twilio.call(`${ITEMS}/brief`)).toMatchObject({ status: 404, body: { code: 54201 } });
  expect(await pages('')).toEqual([['long']]);
  expect((await create('brief')).status).toBe(201);
  twilio.clock.now += 40_000;
  expect(await twilio.call(`${ITEMS}/long`)).toMatchObject({ status: 404, body: { code: 54200 } });
  expect((await twilio.call(MAPS)).body.maps).toEqual([]);
});
