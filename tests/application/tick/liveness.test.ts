import { withTeam } from '../../support/team';

const { leave, run, world } = withTeam();

test('A tick does nothing while another has the lease, and a lost lease expires within a minute', async () => {
  const killed = world.execution();
  await killed.heartbeat.write(
    { v: 1, differences: {}, lease: { by: 'killed', until: world.clock.now + 12_000 } },
    undefined,
    'prepare',
  );
  expect(await run()).toBeUndefined();
  world.passMinutes();
  expect((await run())?.results.length).toBeGreaterThan(0);
});

test('A delivery alerts when ticks have stopped', async () => {
  await run();
  world.clock.now += 9 * 60_000;
  await leave('p0');
  expect(world.logged.join()).toContain('No tick has come for 9 minutes');
});
