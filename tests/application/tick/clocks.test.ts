import { health } from '../../../assets/api/health.private';
import { tick } from '../../../assets/application/tick/tick';
import { rosterOf } from '../../support/roster';
import { storeDocument } from '../../support/stored';
import { withWorld } from '../../support/with-world';

// The stored state was written by a clock that ran ahead, or the clock was set back since.

const ADA = 'ada@example.com';
const HOUR = 3_600_000;

const world = withWorld(rosterOf(['ada']));

const status = async () => (await health(undefined, world.execution())).status;
const isOn = async () => (await world.user(ADA)).is_available;
const counts = (at: number) => ({ at, took: 1, people: 1, onDuty: 0, changed: 0, missing: 0, unseen: 0 });

test('a heartbeat an hour ahead is not believed: health returns 503, and ticks work', async () => {
  await tick(world.execution());
  const ahead = world.clock.now + HOUR;
  world.passMinutes();
  await storeDocument(world, 'rosterline-heartbeat', {
    v: 1,
    lease: { by: 'the future', until: ahead + 12_000 },
    last: counts(ahead),
    settled: ahead,
    differences: {},
  });
  expect(await status()).toBe(503);
  expect(await tick(world.execution())).toBeDefined();
  expect((await world.execution().heartbeat.read()).beat).toMatchObject({
    last: { at: world.clock.now },
    fullyAppliedAt: world.clock.now,
  });
  expect(await status()).toBe(200);
});

test('an outage of Frontline that began in the future began now at the latest', async () => {
  await tick(world.execution());
  const failingSince = world.clock.now + HOUR;
  await storeDocument(world, 'rosterline-heartbeat', { v: 1, frontline: { failingSince }, differences: {} });
  expect((await world.execution().heartbeat.read()).beat.frontline?.failingSince).toBe(world.clock.now);
});

test('ticks go on when the clock is set back by an hour, and switch who is due', async () => {
  world.clock.now = Date.parse('2026-11-02T08:30:00Z');
  await tick(world.execution());
  expect(await isOn()).toBe(true);
  expect(await status()).toBe(200);
  world.clock.now = Date.parse('2026-11-02T07:30:00Z');
  expect(await status()).toBe(503);
  expect(await tick(world.execution())).toBeDefined();
  expect(await isOn()).toBe(false);
  expect(await status()).toBe(200);
  world.clock.now = Date.parse('2026-11-02T08:00:00Z');
  await tick(world.execution());
  expect(await isOn()).toBe(true);
});

test('a lease of another execution keeps a tick away, also by a clock that is a minute ahead, and no longer', async () => {
  await tick(world.execution());
  const lease = (until: number) =>
    storeDocument(world, 'rosterline-heartbeat', { v: 1, lease: { by: 'another', until }, differences: {} });
  await lease(world.clock.now + 12_000);
  expect(await tick(world.execution())).toBeUndefined();
  await lease(world.clock.now + 72_000);
  expect(await tick(world.execution())).toBeUndefined();
  await lease(world.clock.now + 73_000);
  expect(await tick(world.execution())).toBeDefined();
});
