import { deliver } from '../../support/deliveries';
import { id, withTeam } from '../../support/team';

const { leave, run, world } = withTeam();

test('A leaver who was let in by hand is locked out again, with an alert', async () => {
  await leave('p0');
  await world.put(id('p0'), { state: 'active', is_available: true });
  world.passMinutes();
  await run();
  expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated', is_available: false });
  expect(world.logged.join()).toContain('p0 has left and was found let in');
});

test('Other differences are reported and left alone', async () => {
  await run();
  await world.put(id('p1'), { is_available: false });
  await world.put(id('p2'), { state: 'deactivated' });
  // Two people a tick, of thirteen.
  for (let n = 0; n < 7; n++) {
    world.passMinutes();
    await run();
  }
  expect(await world.user(id('p2'))).toMatchObject({ state: 'deactivated' });
  const { beat } = await world.execution().heartbeat.read();
  const found = Object.values(beat.differences).flat();
  expect(found).toHaveLength(2);
  expect(found).toContainEqual(
    expect.objectContaining({ person: 'p1', field: 'available', found: 'false', expected: 'true' }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ person: 'p2', field: 'state', found: 'deactivated', expected: 'active' }),
  );
});

test('A leaver without a user is locked out when one appears', async () => {
  await deliver(world, { type: 'staff.offboarded', id: 'early', data: { identity: 'late@example.com' } });
  world.passMinutes();
  await run();
  await world.put('late@example.com', { is_available: true });
  world.passMinutes();
  await run();
  expect(await world.user('late@example.com')).toMatchObject({ state: 'deactivated', is_available: false });
});
