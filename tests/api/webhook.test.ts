import { deliver, deliverOkta } from '../support/deliveries';
import { fromNoon, MONDAY_NOON, withWorld } from '../support/with-world';

const ADA = 'ada@example.com';
const ODD = "o'brien+x#1 ü@example.com";
const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ${ADA}, ids: { okta: 00uADA } }
  odd: { identity: "${ODD}" }
  root: { identity: root@example.com }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ada, odd] }
protect: [root@example.com]
`;

const world = withWorld(ROSTER);

const outcome = async (event: Parameters<typeof deliver>[1]) => (await deliver(world, event)).results[0]?.outcome;
const left = { type: 'staff.offboarded', id: 'left', data: { identity: ADA } };

describe('someone who has left', () => {
  test('is deactivated and unavailable by one UpdateUser', async () => {
    await world.put(ADA, { is_available: true });
    const { sid } = await world.user(ADA);
    expect(await deliver(world, left)).toMatchObject({
      status: 200,
      results: [{ event: 'left', type: 'staff.offboarded', outcome: 'applied', user: sid }],
    });
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
    expect(await world.calls('frontline', 'POST')).toMatchObject([
      { form: { State: 'deactivated', IsAvailable: 'false' } },
    ]);
  });

  test('is reached under an identity that no path could hold as it is', async () => {
    expect(await outcome({ ...left, data: { identity: ODD } })).toBe('applied');
    expect(await world.user(ODD)).toMatchObject({ state: 'deactivated' });
  });

  test('can be named by the key of the roster', async () => {
    expect(await outcome({ ...left, data: { person: 'odd' } })).toBe('applied');
    expect(await world.user(ODD)).toMatchObject({ state: 'deactivated' });
  });

  test('is not touched again when Frontline has it so already', async () => {
    await world.put(ADA, { state: 'deactivated', is_available: false });
    expect(await outcome(left)).toBe('unchanged');
    expect(await world.calls('frontline', 'POST')).toEqual([]);
  });

  test('is answered unknown_user when Frontline has no such user', async () => {
    expect(await outcome({ ...left, data: { identity: 'nobody@example.com' } })).toBe('unknown_user');
    expect(await outcome({ ...left, id: 'other', data: { person: 'nobody-of-the-roster' } })).toBe('unknown_user');
  });

  test('stays locked out whatever is said of availability', async () => {
    await deliver(world, left);
    const on = {
      type: 'staff.availability',
      id: 'on',
      timestamp: fromNoon(1),
      data: { identity: ADA, available: true },
    };
    expect(await outcome(on)).toBe('unchanged');
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
  });

  test('is held, and nothing happens, when the roster protects the identity', async () => {
    expect(await outcome({ ...left, data: { identity: 'root@example.com' } })).toBe('held');
    expect(await world.user('root@example.com')).toMatchObject({ state: 'active' });
    expect(await world.calls('frontline')).toEqual([]);
  });
});

describe('one event', () => {
  test('delivered twice has one effect', async () => {
    await deliver(world, { ...left, timestamp: MONDAY_NOON });
    expect(await outcome({ ...left, timestamp: MONDAY_NOON })).toBe('duplicate');
    expect(await world.calls('frontline', 'POST')).toHaveLength(1);
  });

  test('with a second content is a conflict, and the second content has no effect', async () => {
    await deliver(world, { type: 'staff.profile', id: 'one', data: { identity: ADA, friendlyName: 'Ada' } });
    const second = await deliver(world, { ...left, id: 'one' });
    expect(second).toMatchObject({ status: 409, code: 'payload_conflict' });
    expect(await world.user(ADA)).toMatchObject({ state: 'active', friendly_name: 'Ada' });
  });

  test('older than the one that set the state changes nothing', async () => {
    await deliver(world, { ...left, timestamp: fromNoon(0) });
    expect(
      await outcome({ type: 'staff.reinstated', id: 'back', timestamp: fromNoon(-10), data: { identity: ADA } }),
    ).toBe('stale');
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test('dated more than five minutes ahead is refused, and five minutes are not', async () => {
    expect(await deliver(world, { ...left, timestamp: fromNoon(5.1) })).toMatchObject({
      status: 400,
      code: 'invalid_payload',
    });
    expect(await world.user(ADA)).toMatchObject({ state: 'active' });
    expect(await outcome({ ...left, timestamp: fromNoon(5) })).toBe('applied');
  });
});

describe('the other events', () => {
  test('a reinstatement makes active, and available as the roster says', async () => {
    await deliver(world, left);
    expect(
      await outcome({ type: 'staff.reinstated', id: 'back', timestamp: fromNoon(1), data: { identity: ADA } }),
    ).toBe('applied');
    expect(await world.user(ADA)).toMatchObject({ state: 'active', is_available: true });
    await deliver(world, { ...left, id: 'left again', timestamp: fromNoon(2) });
    world.clock.now = Date.parse('2026-11-02T20:00:00Z');
    await deliver(world, { type: 'staff.reinstated', id: 'back again', data: { identity: ADA } });
    expect(await world.user(ADA)).toMatchObject({ state: 'active', is_available: false });
  });

  test('leave in force makes unavailable, its cancellation available again', async () => {
    await world.put(ADA, { is_available: true });
    const leave = {
      type: 'staff.leave',
      id: 'l',
      data: { identity: ADA, id: 'holiday/7', from: fromNoon(-60), to: fromNoon(600) },
    };
    expect(await outcome(leave)).toBe('applied');
    expect(await world.user(ADA)).toMatchObject({ state: 'active', is_available: false });
    const cancelled = {
      type: 'staff.leave_cancelled',
      id: 'c',
      timestamp: fromNoon(1),
      data: { identity: ADA, id: 'holiday/7' },
    };
    expect(await outcome(cancelled)).toBe('applied');
    expect(await world.user(ADA)).toMatchObject({ is_available: true });
  });

  test('an override holds against the roster', async () => {
    expect(await outcome({ type: 'staff.availability', id: 'o', data: { identity: ADA, available: false } })).toBe(
      'unchanged',
    );
    await world.put(ADA, { is_available: true });
    const off = {
      type: 'staff.availability',
      id: 'o2',
      timestamp: fromNoon(1),
      data: { identity: ADA, available: false },
    };
    expect(await outcome(off)).toBe('applied');
    expect(await world.user(ADA)).toMatchObject({ is_available: false });
  });

  test('a profile sets name and picture and nothing else', async () => {
    const data = { identity: ADA, friendlyName: 'Ada L.', avatar: 'https://example.com/ada.png' };
    expect(await outcome({ type: 'staff.profile', id: 'p', data })).toBe('applied');
    expect(await world.calls('frontline', 'POST')).toMatchObject([
      { form: { FriendlyName: 'Ada L.', Avatar: 'https://example.com/ada.png' } },
    ]);
  });

  test('an offboarding with a date ahead waits, and can be cancelled', async () => {
    const later = { ...left, data: { identity: ADA, effectiveAt: fromNoon(60) } };
    expect(await outcome(later)).toBe('deferred');
    const cancel = { type: 'staff.offboarding_cancelled', id: 'c', timestamp: fromNoon(1), data: { identity: ADA } };
    expect(await outcome(cancel)).toBe('applied');
    expect(await outcome({ ...cancel, id: 'c2', timestamp: fromNoon(2) })).toBe('unchanged');
    expect(await world.calls('frontline')).toEqual([]);
  });
});

describe('Okta', () => {
  const event = (uuid: string, eventType: string, more: object = {}) => ({
    uuid,
    published: fromNoon(0),
    eventType,
    outcome: { result: 'SUCCESS' },
    target: [{ id: '00uODD', type: 'User', alternateId: ODD, displayName: 'Odd' }],
    ...more,
  });

  test('several events in one delivery have an outcome each', async () => {
    const member = { target: [{ id: '00uADA', type: 'User', alternateId: 'login@example.com', displayName: 'Ada' }] };
    const { results } = await deliverOkta(world, [
      event('1', 'user.lifecycle.suspend'),
      event('2', 'user.lifecycle.deactivate', member),
      event('3', 'user.lifecycle.deactivate', { outcome: { result: 'FAILURE' } }),
      event('4', 'user.session.start'),
    ]);
    const outcomes = Object.fromEntries(results.map((result) => [result.event, result.outcome]));
    expect(outcomes).toEqual({ 1: 'applied', 2: 'applied', 3: 'ignored', 4: 'ignored' });
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
    expect(await world.user(ODD)).toMatchObject({ state: 'deactivated' });
  });

  test('a wrong secret is refused and nothing is asked of Twilio', async () => {
    expect(await deliverOkta(world, [event('1', 'user.lifecycle.suspend')], 'wrong')).toMatchObject({ status: 401 });
    expect(await world.calls('frontline')).toEqual([]);
    expect(await world.calls('sync')).toEqual([]);
  });

  test('an event without a user is named, and the good ones beside it take effect', async () => {
    const answer = await deliverOkta(world, [
      event('1', 'user.lifecycle.deactivate', { target: [] }),
      event('2', 'user.lifecycle.deactivate'),
    ]);
    expect(answer).toMatchObject({ status: 400, code: 'invalid_payload' });
    expect(await world.user(ODD)).toMatchObject({ state: 'deactivated' });
  });
});

describe('when Twilio falters', () => {
  test('what Frontline does not take is retrying, and the next delivery or tick may take it up', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 503 });
    expect(await outcome(left)).toBe('retrying');
    expect(await world.user(ADA)).toMatchObject({ state: 'active' });
    await world.mend();
    world.clock.now += 60 * 60_000;
    expect(await outcome({ ...left, timestamp: MONDAY_NOON })).toBe('applied');
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test('a look that fails does not keep a leaver in', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', method: 'GET', status: 500 });
    expect(await outcome(left)).toBe('applied');
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test('with Sync down a leaver is locked out all the same, and only that is answered 200', async () => {
    await world.fault({ host: 'sync.twilio.com', status: 500 });
    expect(await deliver(world, left)).toMatchObject({ status: 200, results: [{ outcome: 'applied' }] });
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
    const other = await deliver(world, {
      type: 'staff.profile',
      id: 'p',
      data: { identity: ODD, friendlyName: 'Odd' },
    });
    expect(other).toMatchObject({ status: 503, code: 'upstream_unavailable' });
    expect(Number(other.headers['Retry-After'])).toBeGreaterThan(0);
    await world.fault({ host: 'frontline-api.twilio.com', status: 500 });
    expect(await deliver(world, { ...left, data: { identity: ODD } })).toMatchObject({ status: 503 });
  });

  test('a write whose answer is lost is recognised as our own, and acted upon', async () => {
    await world.fault({
      host: 'sync.twilio.com',
      method: 'POST',
      path: '/v1/Services/default/Maps*',
      reset: true,
      after: true,
      times: 2,
    });
    expect(await outcome(left)).toBe('applied');
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test('Retry-After is obeyed', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 429, retryAfter: 3, times: 1 });
    const before = world.clock.now;
    expect(await outcome(left)).toBe('applied');
    expect(world.clock.now - before).toBeGreaterThanOrEqual(3000);
  });
});

test('neither answers nor log lines hold an identity or a name', async () => {
  await world.fault({
    host: 'frontline-api.twilio.com',
    path: '/v1/Users/ada%40example.com',
    method: 'POST',
    status: 503,
  });
  await deliver(world, { type: 'staff.profile', id: 'p', data: { identity: ADA, friendlyName: 'Ada Lovelace' } });
  await world.mend();
  const answer = await deliver(world, { ...left, id: 'l' });
  expect(world.logged.length).toBeGreaterThan(0);
  for (const text of [...world.logged, JSON.stringify(answer)]) expect(text).not.toMatch(/ada@|Lovelace/i);
});

test('no key or unique name in Sync holds an identity', async () => {
  await deliver(world, left);
  for (const call of await world.calls('sync')) {
    const { Key = '', UniqueName = '' } = call.form;
    expect(decodeURIComponent(`${call.path} ${Key} ${UniqueName}`)).not.toContain('ada');
  }
});
