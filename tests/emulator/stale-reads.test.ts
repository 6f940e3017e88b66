import { withLocalTwilio } from './local-twilio';

// The documentation calls Sync eventual: a read may not show the last write yet.

const twilio = withLocalTwilio();

const AT = '/v1/Services/default';
const post = (path: string, form: Record<string, string>) => twilio.call(AT + path, { form });
const remove = (path: string) => twilio.call(AT + path, { method: 'DELETE' });
const fresh = (path: string) => twilio.call(AT + path);

/** A read that lags, once. */
async function stale<T = Record<string, unknown>>(path: string) {
  await twilio.call('/_local/faults', { json: { stale: true, times: 1 } });
  const answer = await twilio.call<T>(AT + path);
  expect((await twilio.call('/_local/faults')).body).toEqual([]);
  return answer;
}

describe.each([
  ['Document', '/Documents', { UniqueName: 'a' }, 54100],
  ['Map Item', '/Maps/m/Items', { Key: 'a' }, 54201],
])('a stale read of a %s', (_, list, name, code) => {
  beforeEach(async () => {
    await post('/Maps', { UniqueName: 'm' });
    await post(list, { ...name, Data: '{"n":0}' });
  });
  const path = `${list}/a`;
  const missing = { status: 404, body: { code } };

  test('does not show it right after its creation', async () => {
    expect(await stale(path)).toMatchObject(missing);
    expect((await fresh(path)).status).toBe(200);
  });

  test('shows data and revision from before the last write, and a write with that revision is rejected', async () => {
    for (const n of [1, 2]) await post(path, { Data: `{"n":${n}}` });
    const answer = await stale(path);
    expect(answer).toMatchObject({ status: 200, headers: { etag: '1' }, body: { data: { n: 1 }, revision: '1' } });
    expect(await fresh(path)).toMatchObject({ headers: { etag: '2' }, body: { data: { n: 2 } } });
    const headers = { 'If-Match': '1' };
    expect((await twilio.call(AT + path, { form: { Data: '{}' }, headers })).status).toBe(412);
    expect((await stale(path)).body).toMatchObject({ data: { n: 1 } });
  });

  test('still shows it right after its deletion', async () => {
    await post(path, { Data: '{"n":1}' });
    await remove(path);
    expect((await stale(path)).body).toMatchObject({ data: { n: 1 }, revision: '1' });
    expect(await fresh(path)).toMatchObject(missing);
    await post(list, { ...name, Data: '{"n":7}' });
    expect(await stale(path)).toMatchObject(missing);
  });

  test('does not bring back an expired object', async () => {
    await post(path, { Ttl: '10' });
    await post(path, { Data: '{"n":1}' });
    twilio.clock.now += 10_000;
    expect(await stale(path)).toMatchObject(missing);
  });
});

test('a stale list is the list before the last write to anything in it', async () => {
  await post('/Maps', { UniqueName: 'm' });
  const items = async (read: (path: string) => Promise<{ body: unknown }>) => {
    // The caller asserts the shape of the body.
    const { items: list } = (await read('/Maps/m/Items')).body as { items: { key: string; data: unknown }[] };
    return Object.fromEntries(list.map(({ key, data }) => [key, data]));
  };
  expect(await items(stale)).toEqual({});
  for (const Key of ['a', 'b']) await post('/Maps/m/Items', { Key, Data: '{"n":0}' });
  expect(await items(stale)).toEqual({ a: { n: 0 } });
  await post('/Maps/m/Items/a', { Data: '{"n":1}' });
  expect(await items(stale)).toEqual({ a: { n: 0 }, b: { n: 0 } });
  await remove('/Maps/m/Items/b');
  expect(await items(stale)).toEqual({ a: { n: 1 }, b: { n: 0 } });
  expect(await items(fresh)).toEqual({ a: { n: 1 } });
});

test('stale lists of Documents, Maps and Services lag too, and a Map itself', async () => {
  await post('/Documents', { UniqueName: 'd' });
  await post('/Maps', { UniqueName: 'm' });
  expect((await stale('/Documents')).body).toMatchObject({ documents: [] });
  expect((await stale('/Maps')).body).toMatchObject({ maps: [] });
  expect(await stale('/Maps/m')).toMatchObject({ status: 404, body: { code: 54200 } });
  await twilio.call(AT, { method: 'DELETE' });
  await twilio.call('/_local/faults', { json: { stale: true } });
  expect((await twilio.call('/v1/Services')).body).toMatchObject({ services: [{ unique_name: 'default' }] });
  expect((await fresh('')).status).toBe(200);
});

test('only reads of Sync are stale: a write uses the current state and no fault', async () => {
  await twilio.call('/_local/users/ada', { method: 'PUT', json: {} });
  await post('/Documents', { UniqueName: 'd', Data: '{"n":0}' });
  await twilio.call('/_local/faults', { json: { stale: true, times: 1 } });
  expect((await post('/Documents/d', { Data: '{"n":1}' })).body).toMatchObject({ revision: '1' });
  expect((await twilio.call('/v1/Users/ada')).status).toBe(200);
  expect((await fresh('/Documents/d')).body).toMatchObject({ data: { n: 0 }, revision: '0' });
});
