import { deliver } from '../support/deliveries';
import { MONDAY_NOON } from '../support/with-world';
import { ANA, BEN, withPhones } from './phones';
import { text } from './texts';

const HOUR = 3_600_000;

const { isAvailable, later, world } = withPhones();

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
