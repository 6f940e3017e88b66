import { ACCOUNT_SID, withLocalTwilio } from './local-twilio';

const twilio = withLocalTwilio();

interface Service {
  readonly sid: string;
  readonly unique_name: string | null;
  readonly [field: string]: unknown;
}
interface Page {
  readonly services: readonly Service[];
  readonly meta: { readonly key: string; readonly next_page_url: string | null };
}

const SERVICES = '/v1/Services';
const create = (form: Record<string, string> = {}) => twilio.call<Service>(SERVICES, { form });
const page = async (path = SERVICES) => (await twilio.call<Page>(path)).body;
const remove = (name: string) => twilio.call(`${SERVICES}/${name}`, { method: 'DELETE' });

test('an account starts with one Service, named default', async () => {
  const { services, meta } = await page();
  expect(services).toMatchObject([{ unique_name: 'default', account_sid: ACCOUNT_SID, friendly_name: null }]);
  expect(meta).toMatchObject({ key: 'services', next_page_url: null });
  expect((await twilio.call(`${SERVICES}/default`)).body).toEqual(services[0]);
});

test('a created Service has a SID, its settings and never a unique name', async () => {
  const form = {
    FriendlyName: 'Rosterline',
    UniqueName: 'mine',
    AclEnabled: 'true',
    ReachabilityDebouncingWindow: '1000',
  };
  const { status, body } = await create(form);
  const url = `https://sync.twilio.com/v1/Services/${body.sid}`;
  expect([status, body]).toEqual([
    201,
    {
      sid: expect.stringMatching(/^IS[0-9a-f]{32}$/),
      unique_name: null,
      account_sid: ACCOUNT_SID,
      friendly_name: 'Rosterline',
      date_created: '2026-11-02T12:00:00Z',
      date_updated: '2026-11-02T12:00:00Z',
      url,
      webhook_url: null,
      webhooks_from_rest_enabled: false,
      reachability_webhooks_enabled: false,
      acl_enabled: true,
      reachability_debouncing_enabled: false,
      reachability_debouncing_window: 1000,
      links: { documents: `${url}/Documents`, maps: `${url}/Maps`, lists: `${url}/Lists`, streams: `${url}/Streams` },
    },
  ]);
  expect((await twilio.call(`${SERVICES}/mine`)).status).toBe(404);
  const renamed = await twilio.call(`${SERVICES}/${body.sid}`, { form: { FriendlyName: 'Other' } });
  expect(renamed).toMatchObject({ status: 200, body: { friendly_name: 'Other', acl_enabled: true } });
  for (const bad of [{ AclEnabled: 'yes' }, { ReachabilityDebouncingWindow: '999' }]) {
    expect(await create(bad)).toMatchObject({ status: 400, body: { code: 20001 } });
  }
  expect((await page()).services).toHaveLength(2);
});

test('Services are listed page by page', async () => {
  for (let n = 0; n < 6; n += 1) await create();
  const seen: string[] = [];
  for (let path: string | undefined = `${SERVICES}?PageSize=3`; path; ) {
    const { services, meta }: Page = await page(path);
    expect(services.length).toBeLessThanOrEqual(3);
    seen.push(...services.map(({ sid }) => sid));
    path = meta.next_page_url?.replace(twilio.url, '');
  }
  expect(new Set(seen).size).toBe(7);
});

test('each Service has Documents and Maps of its own', async () => {
  const { sid } = (await create()).body;
  const [own, other] = [`${SERVICES}/${sid}`, `${SERVICES}/default`];
  for (const kind of ['Documents', 'Maps']) {
    expect((await twilio.call(`${own}/${kind}`, { form: { UniqueName: 'a' } })).body.service_sid).toBe(sid);
    expect((await twilio.call(`${other}/${kind}/a`)).status).toBe(404);
    expect((await twilio.call(`${other}/${kind}`, { form: { UniqueName: 'a' } })).status).toBe(201);
  }
  await twilio.call(`${own}/Maps/a/Items`, { form: { Key: 'k', Data: '{}' } });
  expect((await twilio.call(`${own}/Maps/a/Items/k`)).status).toBe(200);
  expect((await twilio.call(`${other}/Maps/a/Items/k`)).status).toBe(404);
});

test('everything below a deleted Service is 404/20404, including creation, until a reset', async () => {
  await twilio.call(`${SERVICES}/default/Maps`, { form: { UniqueName: 'm' } });
  expect((await remove('default')).status).toBe(204);
  expect((await page()).services).toEqual([]);
  const lost = { status: 404, body: { code: 20404 } };
  for (const path of ['', '/Documents', '/Documents/a', '/Maps', '/Maps/m', '/Maps/m/Items', '/Maps/m/Items/k']) {
    expect(await twilio.call(`${SERVICES}/default${path}`)).toMatchObject(lost);
    const form = { UniqueName: 'a', Key: 'k', Data: '{}' };
    expect(await twilio.call(`${SERVICES}/default${path}`, { form })).toMatchObject(lost);
  }
  expect(await remove('default')).toMatchObject(lost);
  await twilio.reset();
  expect((await twilio.call(`${SERVICES}/default`)).status).toBe(200);
  expect((await twilio.call(`${SERVICES}/default/Maps/m`)).status).toBe(404);
});
