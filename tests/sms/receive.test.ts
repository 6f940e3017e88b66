import { isSignedByTwilio } from '../../assets/adapters/twilio/signature';
import type { Request } from '../../assets/api/http/request';
import { tick } from '../../assets/application/tick/tick';
import { smsDuty } from '../../assets/sms/receive.private';
import { AUTH_TOKEN } from '../emulator/local-twilio';
import { deliver } from '../support/deliveries';
import { SMS_ADDRESS, startWorld, type World } from '../support/world';
import { message, signed, text } from './texts';

const ANA = '+34600000000';
const BEN = '+12025550101';
const STRANGER = '+34699999999';

const ROSTER = `
version: 1
zone: America/New_York
people:
  ana: { identity: ana@example.com, zone: Europe/Madrid, phone: "${ANA}" }
  ben: { identity: ben@example.com, phone: "${BEN}" }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "07:00", to: "15:00", who: [ana] }
  - { id: long & late, days: [mon], from: "06:00", to: "18:00", who: [ben] }
`;
/** 13:00 in Madrid, 07:00 in New York: both are on shift. */
const MONDAY_NOON = '2026-11-02T12:00:00Z';
const HOUR = 3_600_000;
const REFUSAL = 'Sorry, we cannot help you at this number.';

let world: World;
beforeAll(async () => {
  world = await startWorld(ROSTER);
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.reset(MONDAY_NOON);
  await world.seed();
  await run();
});

const run = () => tick(world.execution());
const later = async (ms: number) => {
  world.clock.now += ms;
  await run();
};
const isAvailable = async (key: string) => (await world.user(`${key}@example.com`)).is_available;

describe('OUT', () => {
  test('takes the sender off duty until the next shift boundary', async () => {
    expect(await isAvailable('ana')).toBe(true);
    expect(await text(world, ANA, 'out')).toBe(
      'You are off duty until Tue 07:00 (Europe/Madrid): set by hand until Mon 15:00, then no shift. Next: on duty until Tue 15:00, shift early.',
    );
    expect(await isAvailable('ana')).toBe(false);
    expect(await isAvailable('ben')).toBe(true);
    await later(17 * HOUR + 59 * 60_000);
    expect(await isAvailable('ana')).toBe(false);
    await later(60_000);
    expect(await isAvailable('ana')).toBe(true);
  });

  test('2H ends two hours later, shown in the sender’s zone', async () => {
    expect(await text(world, BEN, 'OUT 2H')).toBe(
      'You are off duty until Mon 09:00 (America/New_York): set by hand. Next: on duty until Mon 18:00, shift long &amp; late.',
    );
    await later(2 * HOUR - 60_000);
    expect(await isAvailable('ben')).toBe(false);
    await later(60_000);
    expect(await isAvailable('ben')).toBe(true);
  });

  test.each([
    [ANA, 'ana', 'OUT UNTIL 14:30', 'Mon 14:30 (Europe/Madrid)', 1.5],
    [BEN, 'ben', 'OUT UNTIL 2:30PM', 'Mon 14:30 (America/New_York)', 7.5],
  ])('%s (%s) %s ends then on their own clock', async (phone, key, body, until, hours) => {
    expect(await text(world, phone, body)).toMatch(`You are off duty until ${until}: set by hand.`);
    await later(hours * HOUR - 60_000);
    expect(await isAvailable(key)).toBe(false);
    await later(60_000);
    expect(await isAvailable(key)).toBe(true);
  });

  test('after the shift says when the next one begins, and does not reach into it', async () => {
    world.clock.now += 4 * HOUR;
    expect(await text(world, ANA, 'OUT')).toMatch('You are off duty until Tue 07:00 (Europe/Madrid): set by hand.');
    await later(14 * HOUR);
    expect(await isAvailable('ana')).toBe(true);
  });

  test.each([
    [
      'OUT UNTIL 25:00',
      'Cannot read &quot;UNTIL 25:00&quot;: expected a time such as 15:00 or 3PM. Nothing was changed.',
    ],
    ['OUT 30H', 'Cannot read &quot;30H&quot;: expected 1 minute to 24 hours, such as 2H or 90M. Nothing was changed.'],
    ['hello?', 'Text OUT, OUT 2H, OUT UNTIL 15:00, IN or STATUS.'],
    ['', 'Text OUT, OUT 2H, OUT UNTIL 15:00, IN or STATUS.'],
  ])('but %j changes nothing and says what is expected', async (body, said) => {
    expect(await text(world, ANA, body)).toBe(said);
    expect(await isAvailable('ana')).toBe(true);
  });
});

describe('IN', () => {
  test('cancels OUT', async () => {
    await text(world, ANA, 'OUT');
    expect(await text(world, ANA, 'In.')).toMatch('You are on duty until Mon 15:00 (Europe/Madrid): set by hand.');
    expect(await isAvailable('ana')).toBe(true);
  });

  test('beats leave, until the next shift boundary', async () => {
    const data = { identity: 'ana@example.com', from: '2026-11-02T00:00:00Z', to: '2026-11-05T00:00:00Z' };
    await deliver(world, { type: 'staff.leave', id: 'leave', data });
    expect(await text(world, ANA, 'STATUS')).toMatch('You are off duty until Thu 07:00 (Europe/Madrid): leave');
    expect(await text(world, ANA, 'IN')).toBe(
      'You are on duty until Mon 15:00 (Europe/Madrid): set by hand. Next: off duty until Thu 07:00, first leave.',
    );
    expect(await isAvailable('ana')).toBe(true);
    await later(2 * HOUR);
    expect(await isAvailable('ana')).toBe(false);
  });
});

describe('STATUS', () => {
  test('reports the sender’s state and changes nothing', async () => {
    const before = (await world.calls('frontline', 'POST')).length;
    expect(await text(world, ANA, ' status ')).toBe(
      'You are on duty until Mon 15:00 (Europe/Madrid): shift early. Next: off duty until Tue 07:00, no shift.',
    );
    expect((await world.calls('frontline', 'POST')).length).toBe(before);
  });

  test('reports a difference in Frontline, a missing user, and an unreachable Frontline', async () => {
    await world.put('ana@example.com', { is_available: false });
    expect(await text(world, ANA, 'STATUS')).toMatch(/^You should be on duty .* Frontline shows you off duty\./);
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await text(world, ANA, 'STATUS')).toMatch(/^You are on duty/);
    await world.twilio.reset();
    world.clock.now = Date.parse(MONDAY_NOON);
    expect(await text(world, ANA, 'STATUS')).toBe(
      'Frontline has no user for you yet. Please tell your roster administrator.',
    );
  });

  test('does not disclose a leaving that HR has announced', async () => {
    const data = { identity: 'ana@example.com', effectiveAt: '2026-11-02T13:00:00Z' };
    await deliver(world, { type: 'staff.offboarded', id: 'announced', data });
    expect(await text(world, ANA, 'STATUS')).toBe(
      'You are on duty until Mon 15:00 (Europe/Madrid): shift early. Next: off duty until Tue 07:00, no shift.',
    );
  });
});

describe('the rejection that discloses nothing and changes nothing', () => {
  test.each(['OUT', 'STATUS', 'hello'])('answers a stranger who texts %s', async (body) => {
    const calls = (await world.calls('sync')).length + (await world.calls('frontline')).length;
    expect(await text(world, STRANGER, body)).toBe(REFUSAL);
    expect((await world.calls('sync')).length + (await world.calls('frontline')).length).toBe(calls);
  });

  test.each(['IN', 'STATUS', 'hello'])('answers a leaver who texts %s', async (body) => {
    const data = { identity: 'ana@example.com' };
    await deliver(world, { type: 'staff.offboarded', id: 'left', data });
    expect(await text(world, ANA, body)).toBe(REFUSAL);
    await later(24 * HOUR);
    expect(await world.user('ana@example.com')).toMatchObject({ state: 'deactivated', is_available: false });
  });
});

describe('when something fails', () => {
  test('a message that Twilio retries changes nothing and gets the same answer', async () => {
    const first = await text(world, ANA, 'OUT 2H', 'SM-again');
    await text(world, ANA, 'IN');
    world.clock.now += 60_000;
    expect(first).toMatch('You are off duty');
    expect(await text(world, ANA, 'OUT 2H', 'SM-again')).toMatch('You are on duty');
    expect(await isAvailable('ana')).toBe(true);
    expect(world.logged.join()).not.toContain('reused-id');
  });

  test('a change that Frontline rejects is saved, reported as unconfirmed, and retried by the tick', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await text(world, ANA, 'OUT', 'SM-late')).toBe(
      'Saved. Frontline has not confirmed yet; we will retry. You will be off duty until Tue 07:00 (Europe/Madrid): set by hand until Mon 15:00, then no shift.',
    );
    expect(await text(world, ANA, 'OUT', 'SM-late')).toMatch(/^Saved\. Frontline has not confirmed yet/);
    expect(await text(world, ANA, 'STATUS')).toMatch(/^Saved\. Frontline has not confirmed yet/);
    await world.mend();
    await later(60_000);
    expect(await isAvailable('ana')).toBe(false);
    expect(await text(world, ANA, 'STATUS')).toMatch(/^You are off duty/);
  });

  test.each([
    ['OUT', 'Could not save that. Please text again in a minute.'],
    ['STATUS', 'Could not look that up. Please text again in a minute.'],
  ])('with Sync out of reach %s changes nothing and asks to text again', async (body, said) => {
    await world.fault({ host: 'sync.twilio.com', status: 503 });
    expect(await text(world, ANA, body)).toBe(said);
    expect(await isAvailable('ana')).toBe(true);
  });

  test('OUT changes nothing if Sync fails between read and write', async () => {
    await world.fault({ host: 'sync.twilio.com', method: 'POST', status: 503 });
    expect(await text(world, ANA, 'OUT')).toBe('Could not save that. Please text again in a minute.');
    expect(await isAvailable('ana')).toBe(true);
  });

  test('a newer event wins over a text message', async () => {
    const data = { identity: 'ana@example.com', available: true, until: '2026-11-02T13:00:00Z' };
    const timestamp = new Date(world.clock.now + 60_000).toISOString();
    await deliver(world, { type: 'staff.availability', id: 'newer', timestamp, data });
    expect(await text(world, ANA, 'OUT')).toMatch(/^Not changed: a newer change applies\. You are on duty/);
    expect(await isAvailable('ana')).toBe(true);
  });
});

describe('a request without a valid Twilio signature', () => {
  const out = message(ANA, 'OUT', 'SM1');
  const { headers } = signed(out);
  const requests: Record<string, Request | undefined> = {
    'without a signature': { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: out },
    'with two signatures': { headers: { ...headers, 'x-twilio-signature': ['a', 'b'] }, payload: out },
    "with another account's": signed(out, { token: 'another' }),
    'for another address': signed(out, { address: `${SMS_ADDRESS}?from=a` }),
    'with a field changed': { headers, payload: { ...out, From: BEN } },
    'with a field more': { headers, payload: { ...out, Extra: '1' } },
    'with a field less': { headers, payload: { From: ANA, Body: 'OUT', MessageSid: 'SM1' } },
    'with fields that no form has': signed({ ...out, Deep: [{}] }),
    'with headers that cannot be trusted': undefined,
  };
  test.each(Object.keys(requests))('%s is rejected and changes nothing', async (name) => {
    expect(await smsDuty(requests[name], world.execution())).toMatchObject({
      status: 401,
      headers: { 'WWW-Authenticate': 'X-Twilio-Signature realm="rosterline"' },
      body: { code: 'unauthorized' },
    });
    expect(await isAvailable('ana')).toBe(true);
  });

  test('is rejected, like any request, if the account’s token is unknown', () => {
    expect(isSignedByTwilio(signed(out), AUTH_TOKEN, [SMS_ADDRESS])).toBe(true);
    expect(isSignedByTwilio(signed(out), undefined, [SMS_ADDRESS])).toBe(false);
    expect(isSignedByTwilio(signed(out, { token: '' }), '', [SMS_ADDRESS])).toBe(false);
  });
});

test('a signed request that is no message is rejected', async () => {
  expect(await smsDuty(signed({ From: ANA, CallSid: 'CA1' }), world.execution())).toMatchObject({
    status: 400,
    body: { code: 'invalid_payload' },
  });
});

test('the log contains no number, no identity and no text of a message', async () => {
  await text(world, STRANGER, 'OUT secretly');
  await text(world, ANA, 'OUT secretly');
  await world.fault({ status: 503 });
  await text(world, ANA, 'OUT');
  await smsDuty(undefined, world.execution());
  for (const message of [
    'Ignored a text message from a number that is not in the roster',
    'Could not read a record',
    'Rejected a text message',
  ])
    expect(world.logged.join('\n')).toMatch(new RegExp(`"message":"[^"]*${message}`));
  expect(world.logged.join('\n')).not.toMatch(/\+?34600000000|34699999999|ana@|example\.com|secretly/i);
});
