import { health } from '../../assets/api/health.private';
import { withTeam } from '../support/team';

const { run, world } = withTeam();

test('GET /health returns 503 after five minutes without a tick, and identifies nobody', async () => {
  expect(await health(undefined, world.execution())).toMatchObject({ status: 503 });
  world.clock.now += 10_001;
  await run();
  const well = await health(undefined, world.execution());
  expect(well).toMatchObject({ status: 200, body: { status: 'ok', secondsSinceTick: 0 } });
  const asked = (await world.calls('sync')).length;
  for (let n = 0; n < 50; n++) await health(undefined, world.execution());
  expect(await world.calls('sync')).toHaveLength(asked); // monitors do not use up what Sync allows the ticks
  world.clock.now += 5 * 60_000 + 1000;
  expect(await health(undefined, world.execution())).toMatchObject({ status: 503, body: { secondsSinceTick: 301 } });
});
