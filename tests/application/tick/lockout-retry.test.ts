import { id, withTeam } from '../../support/team';

const { leave, run, world } = withTeam();

test('A lock-out is retried without end, and applied by the first tick after Frontline is back', async () => {
  await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
  expect(await leave('p4')).toBe('retrying'); // answered 200
  for (let hour = 0; hour < 40; hour++) {
    world.clock.now += 3_600_000;
    await run();
  }
  await world.mend();
  const back = world.clock.now;
  world.passMinutes();
  await run();
  expect(await world.user(id('p4'))).toMatchObject({ state: 'deactivated' });
  process.stdout.write(
    `A lock-out waited 40 h for Frontline and was applied ${(world.clock.now - back) / 1000} s after its return\n`,
  );
});
