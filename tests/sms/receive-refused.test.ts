import { isSignedByTwilio } from '../../assets/adapters/twilio/signature';
import type { Request } from '../../assets/api/http/request';
import { smsDuty } from '../../assets/sms/receive.private';
import { AUTH_TOKEN } from '../emulator/local-twilio';
import { deliver } from '../support/deliveries';
import { SMS_ADDRESS } from '../support/world';
import { ANA, BEN, withPhones } from './phones';
import { message, signed, text } from './texts';

// Text messages that are refused, or that something keeps from taking effect.

const STRANGER = '+34699999999';
const HOUR = 3_600_000;
const REFUSAL = 'Sorry, we cannot help you at this number.';

const { isAvailable, later, world } = withPhones();

describe('the rejection that discloses nothing and changes nothing', () => {
  test.each(['OUT', 'STATUS', 'hello'])('answers a stranger who texts %s', async (body) => {
    const before = (await world.calls('sync')).length;
    const users = (await world.calls('frontline')).length;
    for (let again = 0; again < 3; again++) expect(await text(world, STRANGER, body)).toBe(REFUSAL);
    // Whose number it is, the roster says that counts: a process asks for its version once a minute.
    const asked = (await world.calls('sync')).slice(before).map(({ path }) => path);
    expect(asked).toEqual(['/v1/Services/default/Documents/rosterline-roster']);
    expect(await world.calls('frontline')).toHaveLength(users);
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
    world.passMinutes();
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
