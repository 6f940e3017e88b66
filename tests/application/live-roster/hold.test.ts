import { askRoster, available, nextTick, publish } from '../../support/live-roster';
import { operate } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';

const keys = Array.from({ length: 8 }, (_, n) => `p${n}`);
const world = withWorld(rosterOf(keys));
const TRUNCATED = rosterOf(keys, { onDuty: ['p0', 'p1'] });

test('A published roster that would switch off more than half of those on duty is held like a deployed one', async () => {
  await nextTick(world);
  const { held, changes } = await publish(world, TRUNCATED, 1);
  expect({ held, changes }).toEqual({ held: keys.slice(2), changes: [] });
  expect(await nextTick(world)).toMatchObject({ held: 6, changed: 0 });
  expect(await available(world, keys)).toEqual(keys);
  expect((await operate(world, 'release', { roster: true })).outcomes).toEqual(['applied']);
  await nextTick(world);
  expect(await available(world, keys)).toEqual(['p0', 'p1']);
});

test('A published roster that leaves out more than half of those on duty is held as well', async () => {
  await nextTick(world);
  const { held } = await publish(world, rosterOf(['p0', 'p1']), 1);
  expect([...(held ?? [])].sort()).toEqual(keys.slice(2));
  expect(await nextTick(world)).toMatchObject({ held: 6 });
  expect(await available(world, keys)).toEqual(keys);
});

test('A held publication ends with the next one', async () => {
  await nextTick(world);
  await publish(world, TRUNCATED, 1);
  await nextTick(world);
  await askRoster(world, 'rollback', { version: 1 });
  expect(await nextTick(world)).toMatchObject({ held: 0, changed: 0 });
  expect(await available(world, keys)).toEqual(keys);
});
