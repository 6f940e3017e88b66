import { ACCOUNT_SID, withLocalTwilio } from '../local-twilio';

const twilio = withLocalTwilio();

const DOCUMENTS = '/v1/Services/default/Documents';
const create = (form: Record<string, string>) => twilio.call(DOCUMENTS, { form });
const update = (name: string, form: Record<string, string>, ifMatch?: string) =>
  twilio.call(`${DOCUMENTS}/${name}`, { form, headers: ifMatch === undefined ? {} : { 'If-Match': ifMatch } });
const fetched = (name: string) => twilio.call(`${DOCUMENTS}/${name}`);

test('the default Service is found by that name and by its SID, and no other is', async () => {
  const { body } = await twilio.call('/v1/Services/default');
  expect(body).toMatchObject({ sid: expect.stringMatching(/^IS[0-9a-f]{32}$/), account_sid: ACCOUNT_SID });
  expect((await twilio.call(`/v1/Services/${body.sid}`)).body).toEqual(body);
  expect((await twilio.call(`/v1/Services/${body.sid}/Documents`)).status).toBe(200);
  for (const path of ['', '/Documents', '/Maps/x/Items']) {
    const answer = await twilio.call(`/v1/Services/IS${'0'.repeat(32)}${path}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 20404 } });
  }
});

test('a Document is created, fetched by SID and by name, updated and deleted', async () => {
  const created = await create({ UniqueName: 'du ty/1', Data: '{"a":[1]}' });
  const { sid, service_sid } = created.body;
  const url = `https://sync.twilio.com/v1/Services/${service_sid}/Documents/${sid}`;
  expect(created).toMatchObject({ status: 201, headers: { etag: '0' } });
  expect(created.body).toEqual({
    sid: expect.stringMatching(/^ET[0-9a-f]{32}$/),
    unique_name: 'du ty/1',
    account_sid: ACCOUNT_SID,
    service_sid: expect.stringMatching(/^IS/),
    url,
    links: { permissions: `${url}/Permissions` },
    data: { a: [1] },
    revision: '0',
    date_created: '2026-11-02T12:00:00Z',
    date_updated: '2026-11-02T12:00:00Z',
    date_expires: null,
    created_by: 'system',
  });
  for (const name of ['du%20ty%2F1', String(sid)]) expect((await fetched(name)).body).toEqual(created.body);
  const updated = await update(String(sid), { Data: '{"b":2}' });
  expect(updated).toMatchObject({ status: 200, headers: { etag: '1' }, body: { data: { b: 2 }, revision: '1' } });
  expect((await twilio.call(`${DOCUMENTS}/${sid}`, { method: 'DELETE' })).status).toBe(204);
  for (const name of ['du%20ty%2F1', String(sid)]) {
    expect(await fetched(name)).toMatchObject({ status: 404, body: { code: 54100 } });
  }
});

test('a unique name is taken once, and free again after the Document is deleted', async () => {
  await create({ UniqueName: 'a', Data: '{"first":true}' });
  expect(await create({ UniqueName: 'a' })).toMatchObject({ status: 409, body: { code: 54301 } });
  expect((await fetched('a')).body).toMatchObject({ data: { first: true }, revision: '0' });
  await twilio.call(`${DOCUMENTS}/a`, { method: 'DELETE' });
  expect((await create({ UniqueName: 'a' })).body).toMatchObject({ data: {} });
});

test('an update with If-Match applies only to that revision', async () => {
  await create({ UniqueName: 'a', Data: '{}' });
  expect((await update('a', { Data: '{"n":1}' }, '0')).status).toBe(200);
  expect(await update('a', { Data: '{"n":2}' }, '0')).toMatchObject({ status: 412, body: { code: 54103 } });
  expect((await update('a', { Data: '{"n":3}' }, '"1"')).status).toBe(200);
  expect((await fetched('a')).body).toMatchObject({ data: { n: 3 }, revision: '2' });
});

test.each(['', '*', 'latest', '"', '1, 2', '0x1', '-1'])(
  'the If-Match %j, which is no revision, is answered 400/54003, and nothing is changed',
  async (ifMatch) => {
    const { body } = await create({ UniqueName: 'a', Data: '{}' });
    expect(await update('a', { Data: '{"n":1}' }, ifMatch)).toMatchObject({ status: 400, body: { code: 54003 } });
    const headers = { 'If-Match': ifMatch };
    expect((await twilio.call(`${DOCUMENTS}/a`, { method: 'DELETE', headers })).status).toBe(400);
    expect((await fetched('a')).body).toEqual(body);
    for (const [kind, key] of [
      ['Maps', 'UniqueName'],
      ['Maps/m/Items', 'Key'],
    ]) {
      const at = `/v1/Services/default/${kind}`;
      await twilio.call(at, { form: { [String(key)]: 'm', Data: '{}' } });
      const answer = await twilio.call(`${at}/m`, { form: { Data: '{}' }, headers });
      expect(answer).toMatchObject({ status: 400, body: { code: 54003 } });
    }
  },
);

test('exactly one of 30 concurrent writers with the same revision wins, each time', async () => {
  await create({ UniqueName: 'a' });
  for (const revision of ['0', '1', '2', '3', '4']) {
    const writers = Array.from({ length: 30 }, (_, n) => update('a', { Data: `{"n":${n}}` }, revision));
    const answers = await Promise.all(writers);
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(29);
    expect((await fetched('a')).body).toEqual(won[0]?.body);
  }
});

test.each([
  [400, 54008, { Data: '{' }],
  [400, 54008, { Data: '' }],
  [400, 54008, { Data: '3' }],
  [400, 20001, { Ttl: '-1' }],
  [400, 20001, { Ttl: 'soon' }],
  [400, 20001, { Ttl: '31536001' }],
  [413, 54006, { Data: JSON.stringify({ a: 'ü'.repeat(8 * 1024) }) }],
])('data that cannot be stored is answered %i/%i and changes nothing', async (status, code, bad) => {
  const before = await create({ UniqueName: 'a', Data: '{"a":1}' });
  expect(await update('a', { Data: '{"a":2}', Ttl: '5', ...bad })).toMatchObject({ status, body: { code } });
  expect((await fetched('a')).body).toEqual(before.body);
  expect(await create({ UniqueName: 'b', ...bad })).toMatchObject({ status, body: { code } });
  expect((await fetched('b')).status).toBe(404);
});

test('16 KiB of data are stored', async () => {
  const Data = JSON.stringify({ a: 'x'.repeat(16 * 1024 - 8) });
  expect(Data).toHaveLength(16 * 1024);
  expect((await create({ UniqueName: 'a', Data })).status).toBe(201);
});

test('a Document expires with its time to live, which an update moves only with a new Ttl', async () => {
  const created = await create({ UniqueName: 'a', Ttl: '60' });
  expect(created.body.date_expires).toBe('2026-11-02T12:01:00Z');
  twilio.clock.now += 30_000;
  expect((await update('a', { Data: '{}' })).body.date_expires).toBe('2026-11-02T12:01:00Z');
  expect((await update('a', { Ttl: '60' })).body.date_expires).toBe('2026-11-02T12:01:30Z');
  twilio.clock.now += 59_999;
  expect((await fetched('a')).status).toBe(200);
  twilio.clock.now += 1;
  expect((await fetched('a')).status).toBe(404);
  expect((await create({ UniqueName: 'a', Ttl: '5' })).status).toBe(201);
  expect((await update('a', { Ttl: '0' })).body.date_expires).toBeNull();
});

test('paths and methods that Sync does not have are 404 and 405', async () => {
  await create({ UniqueName: 'a' });
  expect((await twilio.call(`${DOCUMENTS}/a/Permissions`)).body).toMatchObject({ code: 20404 });
  for (const path of ['/v1/Services/default', DOCUMENTS, `${DOCUMENTS}/a`]) {
    expect(await twilio.call(path, { method: 'PUT' })).toMatchObject({ status: 405, body: { code: 20004 } });
  }
});
