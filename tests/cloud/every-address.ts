import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, relative } from 'node:path';
import { getExpectedTwilioSignature } from 'twilio';
import { filesBelow } from '../../cli/build/files';
import { firstSecret, prepare } from '../../cli/send/delivery';
import { SENDERS } from '../../cli/send/senders';
import { readEnvironment } from '../../emulator/environment';
import { type CustomerService, startCustomerService } from '../support/customer-service';
import { CALLBACK_DOORS, testCallbacks } from './callbacks';
import type { Served } from './served';

const PROJECT = join(__dirname, '../..');
const ENVIRONMENT = readEnvironment(join(PROJECT, '.env.example'));
const ROSTER = readFileSync(join(PROJECT, 'roster.yaml'), 'utf8');

/** Tests the answers of each address of the sample project, with and without its secret. */
export function testEveryAddress(
  start: (roster: string, environment: Record<string, string>) => Promise<Served>,
): void {
  let served: Served;
  let service: CustomerService;
  beforeAll(async () => {
    service = await startCustomerService(ENVIRONMENT.AUTH_TOKEN);
    served = await start(ROSTER, { ...ENVIRONMENT, FRONTLINE_CRM_URL: `${service.url}/crm?tenant=1` });
    await served.put('ana@example.com', {});
  });
  afterAll(async () => {
    await served.end();
    await service.end();
  });

  const operators = { 'Content-Type': 'application/json', Authorization: `Bearer ${ENVIRONMENT.OPS_SECRET}` };
  const OPERATE: Readonly<Record<string, object>> = {
    'ops/release': {},
    'ops/replay': {},
    'ops/undo': { person: 'ana' },
    'ops/erase': { person: 'ana' },
    'ops/reconcile': {},
    'ops/handover': { person: 'ana', to: 'close', dryRun: true },
    'shifts/override': { person: 'ana', available: false },
  };
  const SHOW = ['roster', 'people/why?person=ana', 'roster/source', 'reports/duty'];
  const LIVE_ROSTER = ['roster/publish', 'roster/rollback'];

  test('every address has a test', async () => {
    const doors = (await filesBelow(join(PROJECT, 'functions'))).map((file) =>
      relative(join(PROJECT, 'functions'), file)
        .replaceAll('\\', '/')
        .replace(/(\.protected)?\.ts$/, ''),
    );
    const tested = [
      'health',
      'metrics',
      'shifts/tick',
      'sms/duty',
      ...CALLBACK_DOORS,
      'frontline/routing',
      ...Object.keys(OPERATE),
      ...SHOW.map((address) => address.replace(/\?.*/, '')),
      'roster/ics',
      'roster/history',
      'reports/leavers',
      'sign-in',
      'sign-in/token',
      ...LIVE_ROSTER,
      ...SENDERS.map(({ provider }) => `webhooks/${provider.name}`),
    ];
    expect(doors.sort()).toEqual(tested.sort());
  });

  test.each(SENDERS.map((sender) => [sender.provider.name, sender] as const))(
    '/webhooks/%s accepts only a signed delivery',
    async (_, sender) => {
      const [event = ''] = Object.keys(sender.events);
      const options = {
        id: `${sender.provider.name}-1`,
        now: new Date(),
        ...(sender.namesPeopleBy === 'identity' ? { identity: 'ana@example.com' } : { employee: '104' }),
        setting: (name: string) => ENVIRONMENT[name],
      };
      const secret = firstSecret(ENVIRONMENT[sender.provider.secret] ?? '');
      const { headers, body } = prepare(sender, event, options, secret, served.url);
      const signed = await served.post(`/webhooks/${sender.provider.name}`, { ...headers }, body);
      expect(signed).toMatchObject({ status: 200 });
      expect(signed.json.results.length).toBeGreaterThan(0);
      const bare = await served.post(`/webhooks/${sender.provider.name}`, { 'Content-Type': 'application/json' }, body);
      expect(bare).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
    },
  );

  test.each(Object.entries(OPERATE))('/%s accepts only operators', async (door, payload) => {
    const answer = await served.post(`/${door}`, operators, JSON.stringify(payload));
    expect(answer).toMatchObject({ status: 200, json: { results: expect.any(Array) } });
    const bare = await served.post(`/${door}`, { 'Content-Type': 'application/json' }, JSON.stringify(payload));
    expect(bare).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
  });

  test.each(SHOW)('/%s answers operators only', async (address) => {
    const answer = await served.get(`/${address}`, { Authorization: operators.Authorization });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.text).toContain('ana@example.com');
    const bare = await served.get(`/${address}`);
    expect(bare).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
    expect(bare.text).not.toContain('ana');
  });

  test('/reports/leavers answers operators only, as JSON and as CSV', async () => {
    const { Authorization } = operators;
    const answer = await served.get('/reports/leavers', { Authorization });
    expect(answer).toMatchObject({ status: 200, json: { zone: expect.any(String), leavers: expect.any(Array) } });
    const file = await served.get('/reports/leavers?format=csv', { Authorization });
    expect(file.status).toBe(200);
    expect(file.text).toContain('person,identity,event,reported_by');
    expect(await served.get('/reports/leavers')).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
  });

  test('/sign-in tells everybody where to sign in, and /sign-in/token redeems no code where that is nowhere', async () => {
    expect(await served.get('/sign-in')).toMatchObject({ status: 200, json: { openId: null } });
    const code = { code: 'code', codeVerifier: 'v'.repeat(43), redirectUri: `${served.url}/index.html` };
    const answer = await served.post('/sign-in/token', { 'Content-Type': 'application/json' }, JSON.stringify(code));
    expect(answer).toMatchObject({ status: 403, json: { code: 'provider_not_configured' } });
  });

  test('a roster is published, shown, listed and rolled back by operators only', async () => {
    const yaml = `${ROSTER}# edited\n`;
    const publish = () => served.post('/roster/publish', operators, JSON.stringify({ yaml, basedOn: 1, note: 'why' }));
    expect(await publish()).toMatchObject({
      status: 200,
      json: { version: 2, note: 'why', changes: expect.any(Array) },
    });
    expect(await publish()).toMatchObject({ status: 409, json: { code: 'roster_changed', current: { version: 2 } } });
    const { json } = await served.get('/roster/source', { Authorization: operators.Authorization });
    expect(json).toMatchObject({ version: 2, by: 'OPS_SECRET', yaml });
    const faulty = JSON.stringify({ yaml: yaml.replace('version: 1', 'version: 7'), basedOn: 2 });
    expect(await served.post('/roster/publish', operators, faulty)).toMatchObject({
      status: 400,
      json: { code: 'invalid_payload', errors: [{ path: 'version', line: expect.any(Number), column: 10 }] },
    });
    const back = await served.post('/roster/rollback', operators, JSON.stringify({ version: 1 }));
    expect(back).toMatchObject({ status: 200, json: { version: 3, note: 'rollback to version 1' } });
    const history = await served.get('/roster/history', { Authorization: operators.Authorization });
    expect(history.json.versions).toMatchObject([{ version: 3, current: true }, { version: 2 }, { version: 1 }]);
    const own = { 'Content-Type': 'application/json' };
    const bare = [
      await served.get('/roster/history'),
      ...(await Promise.all(LIVE_ROSTER.map((door) => served.post(`/${door}`, own, JSON.stringify({ version: 1 }))))),
    ];
    expect(bare.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  test('/roster answers 304 to a client that has it', async () => {
    const headers = { Authorization: operators.Authorization };
    const etag = (await served.get('/roster?page=2', headers)).headers.get('etag') ?? '';
    const again = await served.get('/roster?page=2', { ...headers, 'If-None-Match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('an address that changes something does nothing by GET', async () => {
    await served.reset();
    await served.put('ana@example.com', {});
    const query = 'person=ana&available=true&verification_token=6590f590-3dba-495e-9bea-c361e1e2efc0';
    const addresses = [
      ...[...Object.keys(OPERATE), ...LIVE_ROSTER].map((door) => [door, ENVIRONMENT.OPS_SECRET] as const),
      ['shifts/tick', ENVIRONMENT.TICK_SECRET] as const,
      ...SENDERS.map(({ provider }) => [`webhooks/${provider.name}`, ENVIRONMENT[provider.secret]] as const),
    ];
    for (const [address, secret] of addresses) {
      const { status, headers } = await served.get(`/${address}?${query}`, { Authorization: `Bearer ${secret}` });
      expect([address, status]).toEqual([address, status === 401 ? 401 : 400]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      if (status === 401) expect(headers.get('www-authenticate')).toBe('Bearer realm="rosterline"');
    }
    expect((await served.journal()).filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await served.user('ana@example.com')).toMatchObject({ is_available: false });
  });

  test('/shifts/tick takes a POST without a body, as curl sends it, without Content-Length', async () => {
    const headers = { accept: '*/*', 'user-agent': 'curl/8.11.0', authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` };
    expect(await bare(`${served.url}/shifts/tick`, headers)).toBe(200);
  });

  test('/roster/ics serves a calendar to holders of its token', async () => {
    const calendar = await served.get(`/roster/ics?token=${ENVIRONMENT.ICS_TOKEN}&person=ana`);
    expect(calendar).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8' });
    expect(calendar.text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:shift europe\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect(await served.get('/roster/ics?token=wrong')).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
  });

  test('/shifts/tick ticks, and /health reports it', async () => {
    const tick = { Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` };
    expect((await served.post('/shifts/tick', tick, '')).json).toMatchObject({ people: 8, held: 0 });
    expect((await served.get('/health')).text).not.toContain('ana');
  });

  test('/metrics shows the deployment to holders of its token, and /health tells them what runs', async () => {
    const bearer = { Authorization: `Bearer ${ENVIRONMENT.METRICS_TOKEN}` };
    const metrics = await served.get('/metrics', bearer);
    expect(metrics).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/plain;.* ?version=0\.0\.4/) });
    expect(metrics.text).toMatch(
      /^# HELP rosterline_build_info .*\n# TYPE rosterline_build_info gauge\nrosterline_build_info\{/,
    );
    expect(metrics.text).toMatch(/\nrosterline_people 8\n[\s\S]*\n$/);
    expect((await served.get('/health', bearer)).json).toMatchObject({
      version: '0.1.0',
      rosterVersion: expect.any(Number),
    });
    expect((await served.get('/health')).json).not.toHaveProperty('version');
    expect(await served.get('/metrics')).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
  });

  test('/openapi.json describes every address, to everybody', async () => {
    const { status, type, json } = await served.get('/openapi.json');
    expect([status, type.split(';')[0], json.openapi]).toEqual([200, 'application/json', '3.1.1']);
    expect(Object.keys(json.paths)).toContain('/shifts/tick');
  });

  test('/sms/duty answers only messages signed by Twilio', async () => {
    const message = { From: '+34600000000', Body: 'status & more', MessageSid: 'SM1', NumMedia: '0', FromCity: '' };
    const signature = (url: string) => getExpectedTwilioSignature(ENVIRONMENT.AUTH_TOKEN ?? '', url, message);
    const post = (headers: Record<string, string>) =>
      served.post(
        '/sms/duty',
        { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        new URLSearchParams(message).toString(),
      );
    const answer = await post({ 'X-Twilio-Signature': signature(`${served.url}/sms/duty`) });
    expect(answer).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/xml/) });
    expect(answer.text).toMatch(/<Response><Message>Text OUT, .*<\/Message><\/Response>$/);
    // In the cloud, and as deployed, the platform refuses with 400; by `twilio-run start` we do.
    const elsewhere = { 'X-Twilio-Signature': signature(`${served.url}/shifts/tick`) };
    for (const refused of [await post({}), await post(elsewhere)]) expect([400, 401]).toContain(refused.status);
  });

  test('/frontline/routing answers only callbacks signed by Twilio', async () => {
    const form = {
      ConversationSid: `CH${'1'.repeat(32)}`,
      'MessagingBinding.Address': '+15558675310',
      'MessagingBinding.ProxyAddress': '+15017122661',
      FriendlyName: '',
    };
    const post = (signature: Record<string, string>) =>
      served.post(
        '/frontline/routing',
        { 'Content-Type': 'application/x-www-form-urlencoded', ...signature },
        new URLSearchParams(form).toString(),
      );
    const url = `${served.url}/frontline/routing`;
    const signature = getExpectedTwilioSignature(ENVIRONMENT.AUTH_TOKEN ?? '', url, form);
    const answer = await post({ 'X-Twilio-Signature': signature });
    // There is no such conversation.
    expect(answer).toMatchObject({ status: 200, json: { conversation: form.ConversationSid, outcome: 'over' } });
    expect([400, 401]).toContain((await post({})).status);
  });

  test('/sms/duty answers a callback of the local Twilio', async () => {
    const message = { From: '+34600000000', Body: 'status & more', MessageSid: 'SM2' };
    const { status, body } = await served.callback('/sms/duty', message);
    expect(status).toBe(200);
    expect(body).toMatch(/<Response><Message>Text OUT, .*<\/Message><\/Response>$/);
  });
  testCallbacks(ENVIRONMENT, () => ({ served, service }));
}

/** Sends a POST that has neither a body nor its headers. @returns the status. */
async function bare(url: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const lines = [`POST ${pathname} HTTP/1.1`, `host: ${hostname}:${port}`, 'connection: close'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  const socket = connect(Number(port), hostname);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(Buffer.concat(chunks).toString())?.[1]);
}
