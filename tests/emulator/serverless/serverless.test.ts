import { type LocalTwilio, startLocalTwilio } from '../local-twilio';
import { HANDLER, type ServerlessCalls, type Shown, serverlessCalls } from './calls';

let twilio: LocalTwilio;
let api: ServerlessCalls;
beforeEach(async () => {
  twilio = await startLocalTwilio({ buildMs: 2000 });
  api = serverlessCalls(twilio);
});
afterEach(() => twilio.end());

const SOURCE = 'exports.handler = (context, event, callback) => callback();';

/** A service with one uploaded Function, and what is needed to go on. */
async function uploaded() {
  const service = await api.service();
  const environment = await api.environment(service);
  const file = await api.file(service);
  const { body: version } = await api.upload(`/${service}/Functions/${file}/Versions`, { Content: SOURCE });
  return { service, environment, file, version };
}

/** The same after a build that is completed. */
async function built() {
  const made = await uploaded();
  const { body: build } = await api.build(made.service, { functions: [made.version.sid] });
  twilio.clock.now += 2000;
  return { ...made, build };
}

describe('a deployment, step by step', () => {
  test('makes the uploaded files live', async () => {
    const { service, environment, file, version, build } = await built();
    expect(version).toMatchObject({ service_sid: service, function_sid: file, path: '/door', visibility: 'public' });
    expect(build).toMatchObject({ status: 'building', runtime: 'node22', dependencies: [HANDLER] });
    const at = `/${service}/Environments/${environment}`;
    expect((await api.get(at)).body).toMatchObject({ build_sid: null, domain_suffix: null });
    expect(twilio.deployed()).toBeUndefined();
    const { status } = await api.post(`${at}/Deployments`, { BuildSid: build.sid });
    expect(status).toBe(201);
    expect((await api.get(at)).body).toMatchObject({ build_sid: build.sid });
    const deployed = twilio.deployed();
    expect(deployed?.deployment.build.functionVersions[0]?.content.toString()).toBe(SOURCE);
    expect(deployed?.context()).toEqual({
      ACCOUNT_SID: build.account_sid,
      AUTH_TOKEN: 'a-token-for-tests',
      DOMAIN_NAME: expect.stringMatching(/^rosterline-\d{4}\.twil\.io$/),
      SERVICE_SID: service,
      ENVIRONMENT_SID: environment,
    });
  });

  test('waits for the build to complete', async () => {
    const { service, environment, version } = await uploaded();
    const { body: build } = await api.build(service, { functions: [version.sid] });
    const status = async () => (await api.get(`/${service}/Builds/${build.sid}/Status`)).body.status;
    expect(await status()).toBe('building');
    const early = await api.post(`/${service}/Environments/${environment}/Deployments`, { BuildSid: build.sid });
    expect(early).toMatchObject({ status: 400, body: { code: 20001 } });
    twilio.clock.now += 2000;
    expect(await status()).toBe('completed');
  });

  test('cannot use a failed build', async () => {
    const { service, environment, version } = await uploaded();
    const wish = (json: unknown) => twilio.call('/_local/builds', { json });
    expect(await wish({ status: 'failed', times: 2 })).toMatchObject({ status: 200, body: { failing: 2 } });
    const build = async () => {
      const made = await api.build(service, { functions: [version.sid] });
      expect(made).toMatchObject({ status: 201, body: { status: 'building' } });
      twilio.clock.now += 2000;
      return (await api.get(`/${service}/Builds/${made.body.sid}/Status`)).body;
    };
    const failed = await build();
    expect(failed.status).toBe('failed');
    expect((await api.get(`/${service}/Builds/${failed.sid}`)).body.status).toBe('failed');
    const deployments = `/${service}/Environments/${environment}/Deployments`;
    expect(await api.post(deployments, { BuildSid: failed.sid })).toMatchObject({ status: 400, body: { code: 20001 } });
    expect(twilio.deployed()).toBeUndefined();

    expect((await build()).status).toBe('failed');
    expect((await build()).status).toBe('completed');
    await wish({ status: 'failed', times: 3 });
    await wish({ status: 'completed' });
    expect((await build()).status).toBe('completed');
    await wish({ status: 'failed' });
    await twilio.reset();
    expect((await build()).status).toBe('completed');
  });

  test('cannot use a handler that is too old for Node 24', async () => {
    const { service, version } = await uploaded();
    for (const [handler, status] of [
      ['1.1.3', 'failed'],
      ['1.2.0', 'completed'],
    ]) {
      const dependencies = [{ ...HANDLER, version: handler }];
      const { body } = await api.build(service, { functions: [version.sid], dependencies, runtime: 'node24' });
      twilio.clock.now += 2000;
      expect((await api.get(`/${service}/Builds/${body.sid}/Status`)).body.status).toBe(status);
    }
  });

  test('survives a reset', async () => {
    const { service, environment, build } = await built();
    await api.post(`/${service}/Environments/${environment}/Deployments`, { BuildSid: build.sid });
    await twilio.reset();
    expect(twilio.deployed()?.deployment.build.sid).toBe(build.sid);
  });

  test('returns the source of a Function unchanged', async () => {
    const { service, file, version } = await uploaded();
    const content = await api.get(`/${service}/Functions/${file}/Versions/${version.sid}/Content`);
    const url = `https://serverless.twilio.com/v1/Services/${service}/Functions/${file}/Versions/${version.sid}`;
    expect(version).toMatchObject({ url, links: { function_version_content: `${url}/Content` } });
    expect(content.body).toEqual({
      sid: version.sid,
      account_sid: version.account_sid,
      service_sid: service,
      function_sid: file,
      content: SOURCE,
      url: `${url}/Content`,
    });
    const asset = await api.file(service, 'Assets', '/x.png');
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const at = `/${service}/Assets/${asset}/Versions`;
    const { body } = await api.upload(at, { Path: 'x.png', Content: bytes, type: 'image/png' });
    expect(body).toMatchObject({ path: '/x.png', asset_sid: asset });
    expect(body).not.toHaveProperty('links');
    expect((await api.get(`${at}/${body.sid}/Content`)).status).toBe(405);
  });
});

describe('names', () => {
  test('of Services are unique, and stand for the SID', async () => {
    const sid = await api.service('a-name');
    expect(await api.post('', { UniqueName: 'a-name', FriendlyName: 'x' })).toMatchObject({ status: 409 });
    expect((await api.get('/a-name')).body).toMatchObject({ sid, unique_name: 'a-name', include_credentials: true });
    expect(await api.post('', { UniqueName: 'a name', FriendlyName: 'x' })).toMatchObject({ status: 400 });
    expect(await api.get('/nobody')).toMatchObject({ status: 404, body: { code: 20404 } });
  });

  test('and domains of Environments are unique', async () => {
    const service = await api.service();
    const make = (UniqueName: string, suffix = {}) => api.post(`/${service}/Environments`, { UniqueName, ...suffix });
    expect((await make('stage', { DomainSuffix: 'stage' })).body.domain_name).toMatch(
      /^rosterline-\d{4}-stage\.twil\.io$/,
    );
    expect((await make('stage')).status).toBe(409);
    expect((await make('other', { DomainSuffix: 'stage' })).status).toBe(409);
    expect((await make('production')).status).toBe(201);
    expect((await make('production-2')).status).toBe(409);
  });

  test('are listed page by page in order of creation', async () => {
    const service = await api.service();
    const names = Array.from({ length: 120 }, (_, index) => `/f${index}`);
    for (const name of names) await api.file(service, 'Functions', name);
    const found: unknown[] = [];
    let next: string | null = `/${service}/Functions?PageSize=50`;
    for (let pages = 0; next !== null && pages < 5; pages += 1) {
      const { body }: { body: Page } = await api.get<Page>(next);
      found.push(...body.functions.map(({ friendly_name }) => friendly_name));
      const url: string | null = body.meta.next_page_url;
      if (url !== null) expect(url).toMatch(/^https:\/\/serverless\.twilio\.com\/v1\/Services/);
      next = url?.replace('https://serverless.twilio.com/v1/Services', '') ?? null;
    }
    expect(found).toEqual(names);
  });
});

interface Page {
  readonly functions: readonly Shown[];
  readonly meta: { readonly next_page_url: string | null };
}

test('the plain port has Sync at this path, and no Serverless', async () => {
  await api.service();
  expect((await twilio.call('/v1/Services/rosterline')).status).toBe(404);
});
