import { type LocalTwilio, startLocalTwilio } from '../local-twilio';
import { HANDLER, type ServerlessCalls, serverlessCalls } from './calls';

let twilio: LocalTwilio;
let api: ServerlessCalls;
let service: string;
beforeEach(async () => {
  twilio = await startLocalTwilio();
  api = serverlessCalls(twilio);
  service = await api.service();
});
afterEach(() => twilio.end());

const MEBIBYTE = 1024 * 1024;

async function versions(kind: 'Functions' | 'Assets', count: number, visibility = 'public'): Promise<string[]> {
  const file = await api.file(service, kind);
  const path = `/${service}/${kind}/${file}/Versions`;
  const sids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const answer = await api.upload(path, { Path: `/${kind}/${index}`, Visibility: visibility, Content: 'x' });
    sids.push(answer.body.sid);
  }
  return sids;
}

describe('a build is refused', () => {
  test.each([
    ['no runtime handler', [{ name: 'twilio', version: '6.2.0' }]],
    ['a list that is none', 'not JSON'],
    ['a package without a name', [HANDLER, { version: '1' }]],
  ])('with %s', async (_, dependencies) => {
    const functions = await versions('Functions', 1);
    const answer = await api.build(service, { functions, dependencies });
    expect(answer).toMatchObject({ status: 400, body: { code: 20001, status: 400 } });
    expect(answer.body.message).toMatch(/Dependencies/);
  });

  test('with more than 50 Functions, and accepted with 50', async () => {
    const functions = await versions('Functions', 51);
    expect((await api.build(service, { functions: functions.slice(1) })).status).toBe(201);
    const answer = await api.build(service, { functions });
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('50 Function Versions') } });
  });

  test('with more than 50 private Assets, however many are public', async () => {
    const assets = await versions('Assets', 51, 'private');
    expect((await api.build(service, { assets: assets.slice(1) })).status).toBe(201);
    expect((await api.build(service, { assets })).body.message).toContain('50 private Asset Versions');
    expect((await api.build(service, { assets: await versions('Assets', 51) })).status).toBe(201);
  });

  test('with an unknown version, with two versions for one address, and with none', async () => {
    const [first = '', ...others] = [...(await versions('Functions', 1)), ...(await versions('Functions', 1))];
    expect((await api.build(service, { functions: [`ZN${'0'.repeat(32)}`] })).status).toBe(400);
    expect((await api.build(service, { assets: [first] })).status).toBe(400);
    expect((await api.build(service, { functions: [first, ...others] })).body.message).toContain('/Functions/0');
    expect((await api.build(service, {})).status).toBe(400);
  });

  test('for an unsupported Node, and accepted for each supported one', async () => {
    const functions = await versions('Functions', 1);
    for (const runtime of ['node4', 'node18', '22']) {
      expect(await api.build(service, { functions, runtime })).toMatchObject({ status: 400, body: { code: 82007 } });
    }
    for (const runtime of ['node20', 'node22', 'node24']) {
      expect(await api.build(service, { functions, runtime })).toMatchObject({ status: 201, body: { runtime } });
    }
  });

  test.each(['2.1.0', '2.0.3', '^2.0.1', '2.x', 'latest', ''])(
    'with the runtime handler %j, in the words of the platform',
    async (version) => {
      const functions = await versions('Functions', 1);
      const answer = await api.build(service, { functions, dependencies: [{ ...HANDLER, version }] });
      expect(answer).toMatchObject({ status: 400, body: { code: 20001 } });
      expect(answer.body.message).toBe(
        `Some dependencies could not be validated. No matching version found for @twilio/runtime-handler@${version}. ` +
          'You can find the valid versions at https://www.twilio.com/docs/serverless/functions-assets/handler',
      );
    },
  );
});

test.each(['2.1.2', '2.0.1', '2.0.0', '1.3.1', '1.2.0'])('a build accepts the runtime handler %s', async (version) => {
  const functions = await versions('Functions', 1);
  expect((await api.build(service, { functions, dependencies: [{ ...HANDLER, version }] })).status).toBe(201);
});

describe('an upload is refused', () => {
  test.each([
    ['private', 10],
    ['public', 25],
    ['protected', 25],
  ])('as a %s Asset past %i MB', async (Visibility, megabytes) => {
    const path = `/${service}/Assets/${await api.file(service, 'Assets')}/Versions`;
    const most = new Uint8Array(megabytes * MEBIBYTE);
    expect((await api.upload(path, { Visibility, Content: most })).status).toBe(201);
    const answer = await api.upload(path, { Visibility, Content: new Uint8Array(most.length + 1) });
    expect(answer).toMatchObject({ status: 413, body: { code: 20413 } });
  });

  test.each([
    ['no Content', {}],
    ['no Path', { Path: '', Content: 'x' }],
    ['a Path that is no address', { Path: '/a b', Content: 'x' }],
    ['a Path of 256 characters', { Path: `/${'a'.repeat(255)}`, Content: 'x' }],
    ['an unknown Visibility', { Visibility: 'secret', Content: 'x' }],
  ])('with %s', async (_, parts) => {
    const path = `/${service}/Functions/${await api.file(service)}/Versions`;
    expect(await api.upload(path, parts)).toMatchObject({ status: 400, body: { code: 20001 } });
  });

  test('that is not a multipart form, or to a missing Function', async () => {
    const path = `/${service}/Functions/${await api.file(service)}/Versions`;
    const host = 'serverless-upload.twilio.com';
    expect((await twilio.call(`/v1/Services${path}`, { host, form: { Path: '/a' } })).status).toBe(415);
    expect((await api.upload(`/${service}/Functions/ZH${'0'.repeat(32)}/Versions`, { Content: 'x' })).status).toBe(404);
  });
});

describe('a variable', () => {
  let at: string;
  beforeEach(async () => {
    at = `/${service}/Environments/${await api.environment(service)}/Variables`;
  });

  test('can have 450 bytes, whatever its characters', async () => {
    expect((await api.post(at, { Key: 'A', Value: 'ü'.repeat(225) })).status).toBe(201);
    expect(await api.post(at, { Key: 'B', Value: 'ü'.repeat(226) })).toMatchObject({
      status: 400,
      body: { code: 20001 },
    });
  });

  test('can have a unique key of 128 characters', async () => {
    expect((await api.post(at, { Key: 'K'.repeat(128), Value: '1' })).status).toBe(201);
    expect((await api.post(at, { Key: 'K'.repeat(129), Value: '1' })).status).toBe(400);
    expect((await api.post(at, { Key: 'K'.repeat(128), Value: '1' })).status).toBe(409);
    expect((await api.post(at, { Key: 'EMPTY', Value: '' })).status).toBe(400);
  });

  test('is updated and deleted by its SID', async () => {
    const { body } = await api.post(at, { Key: 'A', Value: '1' });
    expect((await api.post(`${at}/${body.sid}`, { Value: '2' })).body).toMatchObject({ key: 'A', value: '2' });
    expect(
      (await twilio.call(`/v1/Services${at}/${body.sid}`, { host: 'serverless.twilio.com', method: 'DELETE' })).status,
    ).toBe(204);
    expect((await api.get(`${at}/${body.sid}`)).status).toBe(404);
  });

  test('is rejected if the whole context would exceed 3 KB', async () => {
    const value = 'x'.repeat(450);
    for (const Key of ['A', 'B', 'C', 'D', 'E', 'F'])
      expect((await api.post(at, { Key, Value: value })).status).toBe(201);
    expect(await api.post(at, { Key: 'G', Value: value })).toMatchObject({ status: 400, body: { code: 82006 } });
    // An update is measured in the place of the value that it replaces.
    const { body } = await api.get<{ variables: { sid: string }[] }>(at);
    expect((await api.post(`${at}/${body.variables[0]?.sid}`, { Value: value })).status).toBe(200);
  });
});
