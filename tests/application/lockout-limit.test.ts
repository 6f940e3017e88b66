import { deliver } from '../support/deliveries';
import { id, people, withTeam } from '../support/team';

const { leave, run, world } = withTeam();

test('The limit allows further offboardings in the next hour', async () => {
  for (const key of people.slice(0, 6)) await leave(key);
  world.clock.now += 3_600_001;
  expect(await leave('p8')).toBe('applied');
});

test('Offboardings over the limit that come due at the same time are held', async () => {
  const effectiveAt = '2026-11-02T12:30:00Z';
  for (const key of people.slice(0, 8)) expect(await leave(key, { effectiveAt })).toBe('deferred');
  world.clock.now = Date.parse(effectiveAt);
  const report = await run();
  const outcomes = report?.results.filter(({ type }) => type === 'late effect').map(({ outcome }) => outcome);
  expect(outcomes?.filter((outcome) => outcome === 'applied')).toHaveLength(5);
  expect(outcomes?.filter((outcome) => outcome === 'held')).toHaveLength(3);
});

test('The limit counts a person once, however many offboardings arrive for them', async () => {
  for (let n = 0; n < 7; n++) {
    await deliver(world, { type: 'staff.offboarded', id: `again-${n}`, data: { identity: id('p0') } });
    world.passMinutes();
  }
  expect(await leave('p1')).toBe('applied');
});
