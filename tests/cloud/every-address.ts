import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getExpectedTwilioSignature } from 'twilio';
import { filesBelow } from '../../cli/build/files';
import { parseSecret, prepare } from '../../cli/send/delivery';
import { SENDERS } from '../../cli/send/senders';
import { readEnvironment } from '../../emulator/environment';
import type { Served } from './served';

const PROJECT = join(__dirname, '../..');
const ENVIRONMENT = readEnvironment(join(PROJECT, '.env.example'));
const ROSTER = readFileSync(join(PROJECT, 'roster.yaml'), 'utf8');

/** What each address of the sample project answers: to nobody in particular, and to who has its secret. */
export function testEveryAddress(
  start: (roster: string, environment: Record<string, string>) => Promise<Served>,
): void {
  let served: Served;
  beforeAll(async () => {
    served = await start(ROSTER, { ...ENVIRONMENT });
    await served.put('ana@example.com', {});
  });
  afterAll(() => served.end());

  const operators = { 'Content-Type': 'application/json', Authorization: `Bearer ${ENVIRONMENT.OPS_SECRET}` };
  const OPERATE: Readonly<Record<string, object>> = {
    'ops/release': {},
    'ops/replay': {},
    'ops/undo': { person: 'ana' },
    'ops/erase': { person: 'ana' },
    'ops/reconcile': {},
    'shifts/override': { person: 'ana', available: false },
  };
  const SHOW = ['roster', 'people/why?person=ana'];

  test('there is a test for each', async () => {
    const doors = (await filesBelow(join(PROJECT, 'functions'))).map((file) =>
      relative(join(PROJECT, 'functions'), file)
        .replaceAll('\\', '/')
        .replace(/(\.protected)?\.ts$/, ''),
    );
    const tested = [
      'health',
      'shifts/tick',
      'sms/duty',
      ...Object.keys(OPERATE),
      ...SHOW.map((address) => address.replace(/\?.*/, '')),
      'roster/ics',
      ...SENDERS.map(({ name }) => `webhooks/${name}`),
    ];
    expect(doors.sort()).toEqual(tested.sort());
  });

  test.each(SENDERS.map((sender) => [sender.name, sender] as const))(
    '/webhooks/%s takes a signed delivery, and no other',
    async (_, sender) => {
      const [event = ''] = Object.keys(sender.events);
      const wish = {
        id: `${sender.name}-1`,
        now: new Date(),
        ...(['standard', 'okta'].includes(sender.name) ? { identity: 'ana@example.com' } : { employee: '104' }),
        setting: (name: string) => ENVIRONMENT[name],
      };
      const secret = parseSecret(ENVIRONMENT[sender.secret] ?? '');
      const { headers, body } = prepare(sender, event, wish, secret, served.url);
      const signed = await served.post(`/webhooks/${sender.name}`, { ...headers }, body);
      expect(signed).toMatchObject({ status: 200 });
      expect(signed.json.results.length).toBeGreaterThan(0);
      const bare = await served.post(`/webhooks/${sender.name}`, { 'Content-Type': 'application/json' }, body);
      expect(bare).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
    },
  );

  test.each(Object.entries(OPERATE))('/%s lets operators in, and nobody else', async (door, payload) => {
    const answer = await served.post(`/${door}`, operators, JSON.stringify(payload));
    expect(answer).toMatchObject({ status: 200, json: { results: expect.any(Array) } });
    const bare = await served.post(`/${door}`, { 'Content-Type': 'application/json' }, JSON.stringify(payload));
    expect(bare).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
  });

  test.each(SHOW)('/%s shows what it has to operators, and nothing to anybody else', async (address) => {
    const answer = await served.get(`/${address}`, { Authorization: operators.Authorization });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.text).toContain('ana@example.com');
    const bare = await served.get(`/${address}`);
    expect(bare).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
    expect(bare.text).not.toContain('ana');
  });

  test('/roster is not sent anew to who has it already', async () => {
    const headers = { Authorization: operators.Authorization };
    const { etag } = await served.get('/roster?page=2', headers);
    const again = await served.get('/roster?page=2', { ...headers, 'If-None-Match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('/roster/ics is a calendar for who has its token', async () => {
    const calendar = await served.get(`/roster/ics?token=${ENVIRONMENT.ICS_TOKEN}&person=ana`);
    expect(calendar).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8' });
    expect(calendar.text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:shift europe\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect(await served.get('/roster/ics?token=wrong')).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
  });

  test('/shifts/tick ticks, and /health tells of it', async () => {
    const tick = { Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` };
    expect((await served.post('/shifts/tick', tick, '')).json).toMatchObject({ people: 8, held: 0 });
    expect((await served.get('/health')).text).not.toContain('ana');
  });

  test('/sms/duty answers a message that Twilio has signed, and no other', async () => {
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
}
