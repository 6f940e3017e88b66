import { id, ROSTER, withTeam } from '../../support/team';

const { run, world } = withTeam();

const truncated = ROSTER.replace(/who: \[.*\]/, 'who: [p0, p1]');

test('A tick holds a truncated roster only until the right one is deployed', async () => {
  await run();
  world.deploy(truncated);
  world.passMinutes();
  await run();
  world.deploy(ROSTER);
  world.passMinutes();
  expect(await run()).toMatchObject({ held: 0, results: [] });
});

test('A tick switches off whose shift ended while a truncated roster was held, once the right one is deployed', async () => {
  await run();
  world.deploy(truncated);
  for (const time of ['15:50', '15:55', '16:05', '16:30', '18:30']) {
    world.clock.now = Date.parse(`2026-11-02T${time}:00Z`);
    expect(await run()).toMatchObject({ held: 10 });
  }
  world.deploy(ROSTER);
  world.passMinutes();
  expect(await run()).toMatchObject({ held: 0 });
  expect(await world.user(id('p5'))).toMatchObject({ is_available: false });
});

test('A tick does not mistake a shift boundary that Frontline keeps from finishing for a truncated roster', async () => {
  await run();
  await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 503 });
  for (const time of ['16:00', '16:01', '16:05', '18:30']) {
    world.clock.now = Date.parse(`2026-11-02T${time}:00Z`);
    expect(await run()).toMatchObject({ held: 0 });
  }
  await world.mend();
  world.clock.now = Date.parse('2026-11-02T18:31:00Z');
  expect(await run()).toMatchObject({ held: 0 });
  expect(await world.user(id('p5'))).toMatchObject({ is_available: false });
  world.passMinutes();
  expect(await run()).toMatchObject({ held: 0, results: [] });
  // And a truncated roster is still seen the next day.
  world.clock.now = Date.parse('2026-11-03T12:00:00Z');
  await run();
  world.deploy(truncated);
  world.passMinutes();
  expect(await run()).toMatchObject({ held: 10 });
});

test('A tick ends a shift for everybody at its boundary', async () => {
  await run();
  world.clock.now = Date.parse('2026-11-02T16:00:00Z');
  expect(await run()).toMatchObject({ held: 0 });
  expect(await world.user(id('p5'))).toMatchObject({ is_available: false });
});
