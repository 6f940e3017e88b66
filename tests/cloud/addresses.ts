import { Webhook } from 'standardwebhooks';
import type { Served } from './served';

const ADA = "o'brien+x#1 ü@example.com";
const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: "${ADA}" }
  off: { identity: off@example.com }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ada] }
`;
const STANDARD = `whsec_${Buffer.from('the secret of the cloud tests').toString('base64')}`;
const ENVIRONMENT = {
  ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  AUTH_TOKEN: 'a'.repeat(32),
  RECORD_KEY: 'record key',
  STANDARD_SECRET: `${STANDARD},bearer:in-rotation`,
  OKTA_SECRET: 'okta-secret',
  TICK_SECRET: 'tick-secret',
};

/** Tests that every server of Functions must pass. */
export function testAddresses(start: (roster: string, environment: Record<string, string>) => Promise<Served>): void {
  let served: Served;
  beforeAll(async () => {
    served = await start(ROSTER, ENVIRONMENT);
  });
  afterAll(() => served.end());
  beforeEach(async () => {
    await served.reset();
    await served.put(ADA, {});
    await served.put('off@example.com', { is_available: true });
  });

  const leaving = (id: string, more: object = {}) => ({
    type: 'staff.offboarded',
    id,
    timestamp: new Date().toISOString(),
    data: { identity: ADA },
    ...more,
  });

  /** Delivers a text as it is, with the signature that `standardwebhooks` makes for `signed`. */
  function deliver(text: string, id: string, { signed = text, ageSeconds = 0, headers = {} } = {}) {
    const timestamp = new Date(Date.now() - ageSeconds * 1000);
    return served.post(
      '/webhooks/standard',
      {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1000)),
        'webhook-signature': new Webhook(STANDARD).sign(id, timestamp, signed),
        ...headers,
      },
      text,
    );
  }

  const updates = async () =>
    (await served.journal()).filter(({ method, host }) => method === 'POST' && host === 'frontline-api.twilio.com');

  describe('a delivery over HTTP', () => {
    test('signed by standardwebhooks locks a leaver out with one UpdateUser, however often it arrives', async () => {
      const text = JSON.stringify(leaving('e1'));
      expect((await deliver(text, 'e1')).json.results).toMatchObject([{ outcome: 'applied' }]);
      expect((await deliver(text, 'e1')).json.results).toMatchObject([{ outcome: 'duplicate' }]);
      expect(await served.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
      expect(await updates()).toMatchObject([{ form: { State: 'deactivated', IsAvailable: 'false' } }]);
    });

    test('with Rosterline-Dry-Run answers what it would do, and nothing is written', async () => {
      const headers = { 'Rosterline-Dry-Run': 'true' };
      expect((await deliver(JSON.stringify(leaving('e0')), 'e0', { headers })).json).toMatchObject({
        dryRun: true,
        results: [{ outcome: 'applied', would: ['state=deactivated', 'available=false'] }],
      });
      expect(await served.user(ADA)).toMatchObject({ state: 'active' });
      expect((await served.journal()).filter(({ method }) => method !== 'GET')).toEqual([]);
    });

    test('verifies however the sender writes JSON', async () => {
      const event = leaving('e2');
      const python = JSON.stringify(event).replace(/"[^"]*"|[,:]/g, (token) =>
        /^[,:]$/.test(token) ? `${token} ` : token,
      );
      const php = JSON.stringify(leaving('e3', { id: 'a/b' }))
        .replaceAll('/', '\\/')
        .replaceAll('ü', '\\u00fc');
      expect((await deliver(python, 'e2')).json.results).toMatchObject([{ outcome: 'applied' }]);
      expect((await deliver(php, 'e3')).json.results).toMatchObject([{ event: 'a/b', outcome: 'unchanged' }]);
    });

    test.each([
      [
        'a wrong signature',
        () => deliver(JSON.stringify(leaving('e4')), 'e4', { signed: 'something else' }),
        401,
        'unauthorized',
      ],
      [
        'one value changed',
        () =>
          deliver(JSON.stringify(leaving('e5')), 'e5', { signed: JSON.stringify(leaving('e5')).replace('e5', 'e6') }),
        401,
        'unauthorized',
      ],
      [
        'a stale timestamp',
        () => deliver(JSON.stringify(leaving('e7')), 'e7', { ageSeconds: 301 }),
        401,
        'unauthorized',
      ],
      [
        'no secret',
        () => served.post('/webhooks/standard', { 'Content-Type': 'application/json' }, JSON.stringify(leaving('e8'))),
        401,
        'unauthorized',
      ],
      [
        'a malformed payload',
        () => deliver('{"type":"staff.offboarded","data":{"identity":"a"}}', 'e9'),
        400,
        'invalid_payload',
      ],
    ])('with %s is refused, and the user stays as it was', async (_, send, status, code) => {
      const answer = await send();
      expect(answer).toMatchObject({ status, json: { status, code } });
      expect(answer.type).toContain('application/problem+json');
      expect(await served.user(ADA)).toMatchObject({ state: 'active' });
      expect(await updates()).toEqual([]);
    });

    test('with a forged request is rejected, in body and query', async () => {
      const headers = { authorization: 'Bearer in-rotation' };
      const text = JSON.stringify({ ...leaving('e10'), request: { headers, cookies: {} } });
      expect(await deliver(text, 'e10')).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
      const query = '/webhooks/standard?request[headers][authorization]=Bearer+in-rotation&request[cookies][a]=b';
      expect(
        await served.post(query, { 'Content-Type': 'application/json' }, JSON.stringify(leaving('e11'))),
      ).toMatchObject({ status: 401 });
      expect(await served.user(ADA)).toMatchObject({ state: 'active' });
    });

    test('about an unknown person is answered unknown_user', async () => {
      const text = JSON.stringify(leaving('e12', { data: { identity: 'nobody@example.com' } }));
      expect(await deliver(text, 'e12')).toMatchObject({
        status: 200,
        json: { results: [{ outcome: 'unknown_user' }] },
      });
    });

    test('can carry a bearer secret instead of a signature', async () => {
      const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer in-rotation' };
      const answer = await served.post('/webhooks/standard', headers, JSON.stringify(leaving('e13')));
      expect(answer.json.results).toMatchObject([{ outcome: 'applied' }]);
    });
  });

  describe('Okta over HTTP', () => {
    test('is verified by its challenge', async () => {
      const answer = await served.get('/webhooks/okta', { 'x-okta-verification-challenge': 'a challenge' });
      expect(answer).toMatchObject({ status: 200, json: { verification: 'a challenge' } });
    });

    test('locks out a deactivated user', async () => {
      const event = {
        uuid: 'u1',
        published: new Date().toISOString(),
        eventType: 'user.lifecycle.deactivate',
        outcome: { result: 'SUCCESS' },
        target: [{ id: '00u1', type: 'User', alternateId: ADA, displayName: 'Ada' }],
      };
      const text = JSON.stringify({ eventType: 'com.okta.event_hook', data: { events: [event] } });
      const answer = await served.post(
        '/webhooks/okta',
        { 'Content-Type': 'application/json', Authorization: 'okta-secret' },
        text,
      );
      expect(answer.json.results).toMatchObject([{ event: 'u1', type: 'staff.offboarded', outcome: 'applied' }]);
      expect(await served.user(ADA)).toMatchObject({ state: 'deactivated' });
    });
  });

  describe('a tick over HTTP', () => {
    const tick = (query = '') => served.post(`/shifts/tick${query}`, { Authorization: 'Bearer tick-secret' }, '');

    test('applies the deployed roster, and the next one makes no UpdateUser', async () => {
      expect((await tick('?dryRun=true')).json).toMatchObject({ dryRun: true, onDuty: 1 });
      expect(await updates()).toEqual([]);
      expect((await tick()).json.results).toMatchObject([
        { person: 'ada', available: true, because: 'shift always', outcome: 'applied' },
        { person: 'off', available: false, because: 'off', outcome: 'applied' },
      ]);
      expect(await served.user(ADA)).toMatchObject({ is_available: true });
      expect((await tick()).json.results).toEqual([]);
      expect(await updates()).toHaveLength(2);
    });

    test('is rejected without its secret', async () => {
      expect(await served.post('/shifts/tick', {}, '')).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
    });
  });

  test('a sender without a secret, and an invalid environment, reject everything', async () => {
    const faulty = await start(ROSTER, { ...ENVIRONMENT, OKTA_SECRET: '', RECORD_KEY: '', ALERT_URL: 'not a url' });
    try {
      const answer = await faulty.post('/webhooks/okta', { 'Content-Type': 'application/json' }, '{}');
      expect(answer).toMatchObject({ status: 500, json: { code: 'misconfigured' } });
      expect(answer.text).not.toContain('not a url');
    } finally {
      await faulty.end();
    }
    const { OKTA_SECRET: _, ...without } = ENVIRONMENT;
    const closed = await start(ROSTER, without);
    try {
      const answer = await closed.post('/webhooks/okta', { 'Content-Type': 'application/json' }, '{}');
      expect(answer).toMatchObject({ status: 403, json: { code: 'provider_not_configured' } });
    } finally {
      await closed.end();
    }
  });
}
