import { operate } from '../../support/operators';
import { id, withTeam } from '../../support/team';

const { failProfileChange, run, world } = withTeam();

test('Replaying applies a change that failed for good', async () => {
  await failProfileChange();
  world.clock.now += 3_600_000;
  await run();
  expect((await world.user(id('p3'))).friendly_name).not.toBe('Pia');
  expect((await operate(world, 'replay', { person: 'p3' })).outcomes).toEqual(['applied']);
  expect((await world.user(id('p3'))).friendly_name).toBe('Pia');
});
