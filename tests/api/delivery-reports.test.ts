import { receiveDelivery } from '../../assets/api/webhook';
import { okta } from '../../assets/providers/okta/receive';
import { standard } from '../../assets/providers/standard/receive';
import type { Memory } from '../fuzz/memory';
import { NOW } from '../providers/requests';
import {
  ALL,
  answer,
  sample,
  secretFor,
  signed,
  unsignedHeaders,
  withSpoiledProofs,
  world,
} from '../providers/sending';
import { jsonOf } from './http/body';

const MINUTE = 60_000;

const find = (name: string) => {
  const one = ALL.find(({ sender }) => sender.provider.name === name);
  if (!one) throw new Error(name);
  return one;
};
const alertsIn = (here: Memory, cause: string) => here.logged.filter((line) => line.startsWith(`${cause} `));
const logsIn = (here: Memory) => here.logged.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));

/** Delivers a StaffEvent about Ana, signed. */
async function post(here: Memory, more: object) {
  const payload = { id: 'evt_1', type: 'staff.offboarded', timestamp: new Date(NOW).toISOString(), ...more };
  return answer(standard, signed(find('standard').sender, 'offboarded', payload), here);
}

describe('an authentic delivery that is refused', () => {
  test.each([
    [
      'for a misspelt field',
      { data: { identity: 'ana@example.com', effective_at: '2026-12-01T00:00:00Z' } },
      'effective_at',
    ],
    ['for a type that is not known', { type: 'staff.left', data: { identity: 'ana@example.com' } }, 'type'],
    [
      'for a clock ten minutes ahead',
      { timestamp: new Date(NOW + 10 * MINUTE).toISOString(), data: { identity: 'ana@example.com' } },
      'timestamp',
    ],
  ])('%s is logged and alerted with the field', async (_, more, field) => {
    const here = world();
    expect(await post(here, more)).toMatchObject({ status: 400, code: 'invalid_payload' });
    const [alert, ...rest] = alertsIn(here, 'refused-standard');
    expect(rest).toEqual([]);
    expect(alert).toContain(field);
    expect(logsIn(here)).toMatchObject([{ level: 'warn', provider: 'standard', event: 'evt_1', faults: 1 }]);
  });

  test('is logged and alerted without values, and the event stays recognisable', async () => {
    const here = world();
    const secretly = { friendlyName: 7, avatar: 'Ada Lovelace' };
    await post(here, { type: 'staff.profile', data: { identity: 'ana@example.com', ...secretly, until: 'Lovelace' } });
    expect(alertsIn(here, 'refused-standard')).toHaveLength(1);
    expect(here.logged.join()).not.toMatch(/Lovelace|ana@/);
  });

  test('because it is no JSON is logged and alerted', async () => {
    const here = world({ OKTA_SECRET: 'bearer:a-long-enough-bearer-secret' });
    const headers = { 'content-type': 'text/plain', authorization: 'Bearer a-long-enough-bearer-secret' };
    expect(await answer(okta, { headers, payload: {} }, here)).toMatchObject({ status: 400 });
    expect(alertsIn(here, 'refused-okta')).toHaveLength(1);
  });

  test('in part is alerted, and the rest of it takes effect', async () => {
    const here = world();
    const { provider, sender } = find('okta');
    const { payload, headers } = sample(sender, 'user.lifecycle.deactivate', { identity: 'ana@example.com' });
    const { data }: { data?: { events: object[] } } = jsonOf(payload);
    const events = [...(data?.events ?? []), { uuid: 'u', eventType: 'user.lifecycle.deactivate' }];
    expect(await answer(provider, { headers, payload: { ...payload, data: { events } } }, here)).toMatchObject({
      status: 400,
    });
    expect(here.changes.count).toBe(1);
    expect(alertsIn(here, 'refused-okta')).toHaveLength(1);
  });
});

describe('requests that are not authentic', () => {
  const wrong = { headers: { 'content-type': 'application/json', authorization: 'wrong' }, payload: {} };
  const bare = { headers: { 'content-type': 'application/json' }, payload: {} };

  test.each(ALL.filter(({ provider }) => provider.secretKind !== 'presented').map(({ provider }) => provider.name))(
    'are alerted at once where they bring a credential, as a sender with a wrong secret does: %s',
    async (name) => {
      const { provider, sender } = find(name);
      const event = Object.keys(sender.events)[0] ?? '';
      const payload = sample(sender, event).payload;
      const other = signed(sender, event, payload, { secret: secretFor(sender, 'another') });
      const here = world();
      expect(await answer(provider, other, here)).toMatchObject({ status: 401 });
      expect(alertsIn(here, `unauthorized-${name}`)).toHaveLength(1);
    },
  );

  test('are alerted from the third one within an hour where they bring none', async () => {
    const here = world();
    await answer(okta, bare, here);
    await answer(okta, bare, here);
    expect(alertsIn(here, 'unauthorized-okta')).toEqual([]);
    await answer(okta, bare, here);
    expect(alertsIn(here, 'unauthorized-okta')).toHaveLength(1);
  });

  test('reach the alerts once an hour and sender, however many come', async () => {
    const here = world();
    for (let count = 0; count < 50; count++) await answer(okta, wrong, here);
    expect(alertsIn(here, 'unauthorized-okta')).toHaveLength(1);
    here.clock.now += 61 * MINUTE;
    for (let count = 0; count < 50; count++) await answer(okta, wrong, here);
    expect(alertsIn(here, 'unauthorized-okta')).toHaveLength(2);
    await answer(standard, wrong, here);
    expect(alertsIn(here, 'unauthorized-standard')).toHaveLength(1);
  });

  test('put nothing of their own into alert, log or answer', async () => {
    for (const { provider, sender } of ALL) {
      const here = world();
      const event = Object.keys(sender.events)[0] ?? '';
      const headers = withSpoiledProofs(unsignedHeaders(sender, { event }), ['authorization', 'user-agent']);
      const mark = 'A-STRANGERS-WORDS';
      const payload = { id: mark, uuid: mark, type: mark, event_type: mark, challenge: mark, verification_token: mark };
      const { text } = await answer(provider, { headers: { ...headers, 'user-agent': mark }, payload }, here);
      expect([...here.logged, text].join()).not.toContain(mark);
    }
  });
});

describe('a leaver whom the roster does not map', () => {
  test('is alerted, with the event and without the id', async () => {
    const here = world();
    const { provider, sender } = find('gusto');
    const delivery = sample(sender, 'employee.terminated_effective', { employee: '999999', id: 'evt_9' });
    expect(await answer(provider, delivery, here)).toMatchObject({ outcomes: ['unknown_user'] });
    const [alert, ...rest] = alertsIn(here, 'unknown-leaver');
    expect(rest).toEqual([]);
    expect(alert).toMatch(/Gusto.*evt_9/);
    expect(alert).not.toContain('999999');
  });

  test('is not alerted where the event is no leaving', async () => {
    const here = world();
    const { provider, sender } = find('gusto');
    await answer(provider, sample(sender, 'employee.rehire_effective', { employee: '999999' }), here);
    expect(alertsIn(here, 'unknown-leaver')).toEqual([]);
  });

  test('is one of many in one alert', async () => {
    const here = world();
    const { provider, sender } = find('okta');
    const { payload, headers } = sample(sender, 'user.lifecycle.deactivate');
    const { data }: { data?: { events: object[] } } = jsonOf(payload);
    const events = Array.from({ length: 7 }, (_, number) => ({
      ...data?.events[0],
      uuid: `u${number}`,
      target: [{ id: `00u${number}`, type: 'User', alternateId: `n${number}@example.com` }],
    }));
    await answer(provider, { headers, payload: { ...payload, data: { events } } }, here);
    const [alert, ...rest] = alertsIn(here, 'unknown-leaver');
    expect(rest).toEqual([]);
    expect(alert).toMatch(/event u0 .*event u4 .*and 2 more/);
  });
});

test('a conflict is named beside the faults, and the other events of the delivery take effect', async () => {
  const here = world();
  const { sender, secret } = find('okta');
  const event = (uuid: string, eventType: string, identity: string, displayName = 'A Name') => ({
    uuid,
    eventType,
    published: new Date(NOW).toISOString(),
    outcome: { result: 'SUCCESS' },
    target: [{ id: `00u${identity}`, type: 'User', alternateId: identity, displayName }],
  });
  const send = (...events: object[]) => {
    const headers = { ...unsignedHeaders(sender, { event: '' }), authorization: secret };
    return receiveDelivery(okta, { headers, payload: { data: { events } } }, here.ports);
  };
  await send(event('u1', 'user.account.update_profile', 'ana@example.com'));
  const { status, body } = await send(
    event('u1', 'user.account.update_profile', 'ana@example.com', 'Another Name'),
    { uuid: 'u2' },
    event('u3', 'user.lifecycle.deactivate', 'ben@example.com'),
  );
  const { errors = [] }: { errors?: { path: string; message: string }[] } = jsonOf(body);
  expect(status).toBe(409);
  expect(errors[0]).toEqual({ path: 'id', message: expect.stringContaining('u1') });
  expect(errors.slice(1).map(({ path }) => path)).toContain('data.events.1.published');
  expect(here.users.get('ben@example.com')).toMatchObject({ access: false });
});
