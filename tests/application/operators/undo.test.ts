import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { id, withTeam } from '../../support/team';
import { MONDAY_NOON } from '../../support/with-world';

const { failProfileChange, leave, run, world } = withTeam();

test('Undoing a lock-out restores the user once', async () => {
  await run();
  await leave('p0');
  world.passMinutes();
  expect((await operate(world, 'undo', { person: 'p0' })).outcomes).toEqual(['applied']);
  expect(await world.user(id('p0'))).toMatchObject({ state: 'active', is_available: true });
  expect((await operate(world, 'undo', { person: 'p0' })).outcomes).toEqual(['unchanged']);
  world.passMinutes();
  expect((await run())?.results).toEqual([]);
});

test('Cancelling an announced offboarding keeps it from being applied; cancelling it twice changes nothing', async () => {
  await run();
  const data = { identity: id('p0'), effectiveAt: '2026-11-02T12:30:00Z' };
  const offboarded = { type: 'staff.offboarded', id: 'l', timestamp: MONDAY_NOON, data };
  expect((await deliver(world, offboarded)).results[0]?.outcome).toBe('deferred');
  expect((await operate(world, 'undo', { person: 'p0', what: 'plan' })).outcomes).toEqual(['applied']);
  expect((await operate(world, 'undo', { person: 'p0', what: 'plan' })).outcomes).toEqual(['unchanged']);
  world.clock.now += 3_600_000;
  await run();
  expect(await world.user(id('p0'))).toMatchObject({ state: 'active', is_available: true });
  expect((await deliver(world, offboarded)).results[0]?.outcome).toBe('duplicate'); // the sender's retry
  expect(await world.user(id('p0'))).toMatchObject({ state: 'active', is_available: true });
});

test('Dropping a held offboarding locks nobody out, not even after the sender retries', async () => {
  const offboarded = {
    type: 'staff.offboarded',
    id: 'root-left',
    timestamp: MONDAY_NOON,
    data: { identity: id('root') },
  };
  expect((await deliver(world, offboarded)).results[0]?.outcome).toBe('held');
  expect((await operate(world, 'undo', { identity: id('root'), what: 'held' })).outcomes).toEqual(['applied']);
  expect((await operate(world, 'undo', { identity: id('root'), what: 'held' })).outcomes).toEqual(['unchanged']);
  expect((await operate(world, 'release')).outcomes).toEqual([]);
  expect((await deliver(world, offboarded)).results[0]?.outcome).toBe('duplicate');
  expect((await operate(world, 'release')).outcomes).toEqual([]);
  expect(await world.user(id('root'))).toMatchObject({ state: 'active' });
});

test('Dropping a failed change ends its retries', async () => {
  await failProfileChange();
  expect((await operate(world, 'undo', { person: 'p3', what: 'failed' })).outcomes).toEqual(['applied']);
  expect((await operate(world, 'undo', { person: 'p3', what: 'failed' })).outcomes).toEqual(['unchanged']);
  expect((await operate(world, 'replay', { person: 'p3' })).outcomes).toEqual(['unchanged']);
  expect((await world.user(id('p3'))).friendly_name).not.toBe('Pia');
});
