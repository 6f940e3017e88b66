import { operate } from '../../support/operators';
import { id, withTeam } from '../../support/team';

const { leave, run, world } = withTeam();

test('Reconciling reports what differs, and updates users only with `apply`', async () => {
  await run();
  await leave('p0');
  await world.put(id('p0'), { state: 'active', is_available: true });
  await world.put(id('p1'), { is_available: false });
  const shown = await operate(world, 'reconcile');
  expect(shown.body).toMatchObject({
    dryRun: true,
    results: [
      { person: 'p0', state: 'deactivated' },
      { person: 'p1', isAvailable: true },
    ],
  });
  expect(await world.user(id('p0'))).toMatchObject({ state: 'active' });
  expect((await operate(world, 'reconcile', { apply: true })).outcomes).toEqual(['applied', 'applied']);
  expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
  expect((await operate(world, 'reconcile', { apply: true })).outcomes).toEqual([]);
});
