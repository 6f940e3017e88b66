import { sdk } from '../conversations/support';
import { ACCOUNT_SID, withLocalTwilio } from '../local-twilio';

interface Item {
  readonly index: number;
}
interface Page {
  readonly items: readonly Item[];
  readonly meta: { readonly next_page_url: string | null; readonly page_size: number };
}

const LISTS = '/v1/Services/default/Lists';
const ITEMS = `${LISTS}/turns/Items`;

const twilio = withLocalTwilio();
beforeEach(() => twilio.call(LISTS, { form: { UniqueName: 'turns' } }));

const append = (n: number, form = {}) => twilio.call<Item>(ITEMS, { form: { Data: JSON.stringify({ n }), ...form } });
const leaveGaps = (most: unknown) => twilio.call('/_local/list-gaps', { method: 'PUT', json: { most } });

async function appendAll(count: number): Promise<number[]> {
  const indexes: number[] = [];
  for (let n = 0; n < count; n++) indexes.push((await append(n)).body.index);
  return indexes;
}

async function pages(query: string): Promise<number[][]> {
  const seen: number[][] = [];
  for (let path: string | null = `${ITEMS}?${query}`; path !== null; ) {
    const { status, body }: { status: number; body: Page } = await twilio.call<Page>(path);
    expect(status).toBe(200);
    seen.push(body.items.map(({ index }) => index));
    path = body.meta.next_page_url?.replace(twilio.url, '') ?? null;
  }
  return seen;
}

test('a List is created once, fetched by SID and by name, listed and deleted with its Items', async () => {
  const { body } = await twilio.call(`${LISTS}/turns`);
  expect(body).toMatchObject({
    sid: expect.stringMatching(/^ES[0-9a-f]{32}$/),
    unique_name: 'turns',
    account_sid: ACCOUNT_SID,
    links: { items: `${body.url}/Items` },
    revision: '0',
    date_expires: null,
  });
  expect((await twilio.call(LISTS, { form: { UniqueName: 'turns' } })).body).toMatchObject({ code: 54301 });
  expect((await twilio.call(LISTS)).body).toMatchObject({ lists: [body], meta: { key: 'lists' } });
  await append(1);
  expect((await twilio.call(`${LISTS}/${body.sid}`, { method: 'DELETE' })).status).toBe(204);
  for (const path of [`${LISTS}/turns`, ITEMS, `${ITEMS}/0`])
    expect(await twilio.call(path)).toMatchObject({ status: 404, body: { code: 54150 } });
});

test('an Item is appended, fetched by index, updated under If-Match, and deleted', async () => {
  const created = await append(7);
  const { service_sid, list_sid } = created.body as Item & Record<'service_sid' | 'list_sid', string>;
  expect(created).toMatchObject({ status: 201, headers: { etag: '0' } });
  expect(created.body).toEqual({
    index: 0,
    account_sid: ACCOUNT_SID,
    service_sid,
    list_sid: expect.stringMatching(/^ES/),
    url: `https://sync.twilio.com/v1/Services/${service_sid}/Lists/${list_sid}/Items/0`,
    data: { n: 7 },
    revision: '0',
    date_created: '2026-11-02T12:00:00Z',
    date_updated: '2026-11-02T12:00:00Z',
    date_expires: null,
    created_by: 'system',
  });
  const path = `${ITEMS}/0`;
  expect((await twilio.call(path)).body).toEqual(created.body);
  const update = (ifMatch: string) =>
    twilio.call(path, { form: { Data: '{"n":8}' }, headers: { 'If-Match': ifMatch } });
  expect((await update('0')).body).toMatchObject({ revision: '1', data: { n: 8 } });
  expect(await update('0')).toMatchObject({ status: 412, body: { code: 54155 } });
  const remove = (ifMatch: string) => twilio.call(path, { method: 'DELETE', headers: { 'If-Match': ifMatch } });
  expect(await remove('0')).toMatchObject({ status: 412, body: { code: 54155 } });
  expect((await remove('1')).status).toBe(204);
  for (const method of ['GET', 'POST', 'DELETE'])
    expect(await twilio.call(path, { method })).toMatchObject({ status: 404, body: { code: 54151 } });
});

test('an index is never used again, also not that of an Item that was deleted', async () => {
  expect(await appendAll(3)).toEqual([0, 1, 2]);
  await twilio.call(`${ITEMS}/2`, { method: 'DELETE' });
  expect((await append(3)).body.index).toBe(3);
  expect(await pages('')).toEqual([[0, 1, 3]]);
});

test('indexes ascend and have gaps where the control API says so, the same ones after a reset', async () => {
  await leaveGaps(5);
  const indexes = await appendAll(20);
  expect(indexes).toEqual([...new Set(indexes)].sort((a, b) => a - b));
  const steps = indexes.slice(1).map((index, position) => index - (indexes[position] ?? 0));
  expect(Math.max(...steps)).toBeGreaterThan(1);
  expect(Math.max(...steps)).toBeLessThanOrEqual(6);
  expect((await pages('')).flat()).toEqual(indexes);
  await twilio.reset();
  await twilio.call(LISTS, { form: { UniqueName: 'turns' } });
  expect((await append(0)).body.index).toBe(0);
  await twilio.reset();
  await twilio.call(LISTS, { form: { UniqueName: 'turns' } });
  await leaveGaps(5);
  expect(await appendAll(20)).toEqual(indexes);
  expect(await leaveGaps(-1)).toMatchObject({ status: 400, body: { errors: [{ path: 'most' }] } });
});

test('Items are listed as numbers, up and down, from an index, inclusive or not, page by page', async () => {
  await appendAll(12);
  expect(await pages('PageSize=5')).toEqual([
    [0, 1, 2, 3, 4],
    [5, 6, 7, 8, 9],
    [10, 11],
  ]);
  expect(await pages('PageSize=5&Order=desc')).toEqual([
    [11, 10, 9, 8, 7],
    [6, 5, 4, 3, 2],
    [1, 0],
  ]);
  expect(await pages('From=9&PageSize=2')).toEqual([[9, 10], [11]]);
  expect(await pages('From=9&Bounds=exclusive')).toEqual([[10, 11]]);
  expect(await pages('From=2&Order=desc&Bounds=exclusive')).toEqual([[1, 0]]);
  expect((await twilio.call<Page>(`${ITEMS}?PageSize=1000`)).body.meta.page_size).toBe(100);
});

test('Data is required (54156), and an index is a number (54458)', async () => {
  expect(await twilio.call(ITEMS, { form: {} })).toMatchObject({ status: 400, body: { code: 54156 } });
  for (const path of [`${ITEMS}/x`, `${ITEMS}/-1`, `${ITEMS}?From=x`, `${ITEMS}/${'9'.repeat(17)}`])
    expect(await twilio.call(path)).toMatchObject({ status: 400, body: { code: 54458 } });
  expect(await pages('')).toEqual([[]]);
});

test('Items and Lists expire, and an expired index is not used again', async () => {
  await append(0, { ItemTtl: '60' });
  await append(1, { CollectionTtl: '3600' });
  twilio.clock.now += 61_000;
  expect(await twilio.call(`${ITEMS}/0`)).toMatchObject({ status: 404, body: { code: 54151 } });
  expect(await pages('')).toEqual([[1]]);
  expect((await append(2)).body.index).toBe(2);
  twilio.clock.now += 3_600_000;
  expect(await twilio.call(ITEMS)).toMatchObject({ status: 404, body: { code: 54150 } });
});

test('a List takes 20 writes a second over ten seconds; what is refused uses no index', async () => {
  for (let n = 0; n < 199; n++) await append(n);
  expect(await append(199)).toMatchObject({ status: 429, body: { code: 54009 } });
  twilio.clock.now += 10_000;
  expect((await append(199)).body.index).toBe(199);
});

test('a lagging read shows a List before its last Item', async () => {
  await appendAll(2);
  await twilio.call('/_local/faults', { json: { stale: true, times: 2 } });
  expect(await twilio.call(`${ITEMS}/1`)).toMatchObject({ status: 404 });
  expect(await pages('')).toEqual([[0]]);
  expect(await pages('')).toEqual([[0, 1]]);
});

test('the SDK creates a List, appends, lists and deletes', async () => {
  const service = sdk(twilio).sync.v1.services('default');
  const { sid } = await service.syncLists.create({ uniqueName: 'more', ttl: 60 });
  const { syncListItems } = service.syncLists('more');
  for (let n = 0; n < 3; n++) await syncListItems.create({ data: { n }, itemTtl: 60 });
  expect(await syncListItems(1).fetch()).toMatchObject({ index: 1, listSid: sid, data: { n: 1 } });
  expect(await syncListItems(1).remove()).toBe(true);
  const listed = await syncListItems.list({ order: 'desc', from: '2', bounds: 'inclusive', pageSize: 1 });
  expect(listed.map(({ index }) => index)).toEqual([2, 0]);
});
