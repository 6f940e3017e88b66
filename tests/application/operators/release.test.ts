import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { id, people, ROSTER, withTeam } from '../../support/team';

const { leave, run, world } = withTeam();

test('Offboardings over the hourly limit are held, and nobody is locked out until an operator releases them', async () => {
  const outcomes: (string | undefined)[] = [];
  for (const key of people.slice(0, 8)) outcomes.push(await leave(key));
  expect(outcomes).toEqual([...Array(5).fill('applied'), 'held', 'held', 'held']);
  expect(await world.user(id('p5'))).toMatchObject({ state: 'active' });
  expect(await leave('p5')).toBe('held'); // delivered again
  world.passMinutes();
  await run();
  expect(await world.user(id('p5'))).toMatchObject({ state: 'active' });

  expect((await operate(world, 'release', { person: 'p5' })).outcomes).toEqual(['applied']);
  expect(await world.user(id('p5'))).toMatchObject({ state: 'deactivated', is_available: false });
  expect((await operate(world, 'release')).outcomes).toEqual(['applied', 'applied']);
  expect(await world.user(id('p7'))).toMatchObject({ state: 'deactivated' });
  expect((await operate(world, 'release')).outcomes).toEqual([]);
  expect((await operate(world, 'release', { person: 'p5' })).outcomes).toEqual(['unchanged']);
});

test('A released offboarding keeps its place among the other events', async () => {
  for (const key of people.slice(0, 6)) await leave(key);
  world.passMinutes();
  await deliver(world, { type: 'staff.reinstated', id: 'back', data: { identity: id('p5') } });
  expect((await operate(world, 'release', { person: 'p5' })).status).toBe(200);
  expect(await world.user(id('p5'))).toMatchObject({ state: 'active' });
});

test('The offboarding of a protected identity is held, and applied only when an operator releases it', async () => {
  expect(await leave('root')).toBe('held');
  await run();
  expect(await world.user(id('root'))).toMatchObject({ state: 'active' });
  expect(world.logged.join()).toContain('held-protected');
  expect((await operate(world, 'release', { identity: id('root') })).outcomes).toEqual(['applied']);
  expect(await world.user(id('root'))).toMatchObject({ state: 'deactivated' });
});

test('A release without a name lets go what the limit held, and nobody whom the roster protects', async () => {
  for (const key of [...people.slice(0, 7), 'root']) await leave(key);
  world.deploy(ROSTER.replace('protect: [', `protect: [${id('p6')}, `));
  expect((await operate(world, 'release')).outcomes.sort()).toEqual(['applied', 'held']);
  expect(await world.user(id('p5'))).toMatchObject({ state: 'deactivated' });
  // Put under protection after the limit had held it.
  expect(await world.user(id('p6'))).toMatchObject({ state: 'active' });
  expect(await world.user(id('root'))).toMatchObject({ state: 'active' });
  expect((await operate(world, 'release')).outcomes).toEqual([]);
  for (const key of ['p6', 'root']) {
    expect((await operate(world, 'release', { person: key })).outcomes).toEqual(['applied']);
    expect(await world.user(id(key))).toMatchObject({ state: 'deactivated' });
  }
});

test('An announced offboarding is held on its day if the identity was protected after the announcement', async () => {
  expect(await leave('p0', { effectiveAt: '2026-11-02T12:30:00Z' })).toBe('deferred');
  world.deploy(ROSTER.replace('protect: [root@example.com]', `protect: [${id('p0')}]`));
  world.clock.now = Date.parse('2026-11-02T12:30:00Z');
  await run();
  world.passMinutes();
  await run();
  expect(await world.user(id('p0'))).toMatchObject({ state: 'active' });
  expect((await operate(world, 'release', { person: 'p0' })).outcomes).toEqual(['applied']);
  world.passMinutes();
  await run();
  expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
});

test('A roster that would switch off more than half of those on duty is held until an operator releases it', async () => {
  await run();
  world.deploy(ROSTER.replace(/who: \[.*\]/, 'who: [p0, root]'));
  world.passMinutes();
  expect(await run()).toMatchObject({ held: 11 });
  expect(await world.user(id('p5'))).toMatchObject({ is_available: true });
  expect(await world.user(id('root'))).toMatchObject({ is_available: true });
  expect(world.logged.join()).toContain('held-roster');
  // Whoever releases what the limit held does not mean a truncated roster.
  expect((await operate(world, 'release')).outcomes).toEqual([]);
  world.passMinutes();
  expect(await run()).toMatchObject({ held: 11 });
  expect((await operate(world, 'release', { roster: true })).outcomes).toEqual(['applied']);
  expect((await operate(world, 'release', { roster: true })).outcomes).toEqual(['unchanged']);
  world.passMinutes();
  expect(await run()).toMatchObject({ held: 0 });
  expect(await world.user(id('p5'))).toMatchObject({ is_available: false });
});
