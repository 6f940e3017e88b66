import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { id, withTeam } from '../../support/team';

const { world } = withTeam();

test('Erasing a person removes the record and detaches the audit from them', async () => {
  const ports = world.execution();
  await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: id('p6') } });
  expect((await ports.audit.of(ports.records.name(id('p6')))).lines).toMatchObject([
    { because: 'l', fields: ['state', 'isAvailable'], state: 'deactivated', available: false, outcome: 'applied' },
  ]);
  expect((await operate(world, 'erase', { person: 'p6' })).outcomes).toEqual(['applied']);
  expect(await ports.records.read(id('p6'))).toEqual({});
  expect((await ports.audit.of(ports.records.name(id('p6')))).lines).toEqual([]);
  expect((await operate(world, 'erase', { person: 'p6' })).outcomes).toEqual(['unchanged']);
});

test('The audit shows nothing older than thirty days', async () => {
  await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: id('p6') } });
  const lines = async () => {
    const { audit, records } = world.execution();
    return (await audit.of(records.name(id('p6')))).lines;
  };
  world.clock.now += 30 * 86_400_000 - 1000;
  expect(await lines()).toHaveLength(1);
  world.clock.now += 2000;
  expect(await lines()).toEqual([]);
});

test('A return that was said before somebody was erased does not let them in when it is delivered again', async () => {
  const said = (type: string, eventId: string, timestamp: number) => ({
    type: `staff.${type}`,
    id: eventId,
    timestamp: new Date(timestamp).toISOString(),
    data: { identity: id('p6') },
  });
  const back = said('reinstated', 'b', world.clock.now - 60_000);
  await deliver(world, said('offboarded', 'l', world.clock.now - 30_000));
  await operate(world, 'erase', { person: 'p6' });
  world.clock.now += 5 * 86_400_000;
  expect((await deliver(world, back)).results).toMatchObject([{ outcome: 'stale' }]);
  expect(await world.user(id('p6'))).toMatchObject({ state: 'deactivated' });
  // What is said afterwards counts, and so does a leaving, whenever it was said.
  expect((await deliver(world, said('reinstated', 'c', world.clock.now))).results).toMatchObject([
    { outcome: 'applied' },
  ]);
  expect((await deliver(world, said('offboarded', 'd', world.clock.now + 1))).results).toMatchObject([
    { outcome: 'applied' },
  ]);
});

test('A return that arrives while somebody is erased does not let them in', async () => {
  const data = { identity: id('p6') };
  const timestamp = (ago: number) => new Date(world.clock.now - ago).toISOString();
  const back = { type: 'staff.reinstated', id: 'b', timestamp: timestamp(60_000), data };
  await deliver(world, { type: 'staff.offboarded', id: 'l', timestamp: timestamp(30_000), data });
  // The record is read slowly, and has been erased by then.
  const path = '/v1/Services/default/Maps/rosterline-people*';
  await world.fault({ host: 'sync.twilio.com', method: 'GET', path, delayMs: 2000, times: 1 });
  const returning = deliver(world, back);
  await world.sleep(100);
  await operate(world, 'erase', { person: 'p6' });
  expect((await returning).results).toMatchObject([{ outcome: 'stale' }]);
  expect(await world.user(id('p6'))).toMatchObject({ state: 'deactivated' });
});

test('An erasure is noted anew where the read of an earlier note shows what was there before it', async () => {
  await operate(world, 'erase', { person: 'p6' });
  world.clock.now += 86_400_000;
  const { erasures, records } = world.execution();
  const path = '/v1/Services/default/Maps/rosterline-erasures/Items/erased-*';
  await world.fault({ host: 'sync.twilio.com', method: 'GET', path, stale: true, times: 1 });
  const again = world.clock.now;
  await operate(world, 'erase', { person: 'p6' });
  expect(await erasures.erasedSince(records.name(id('p6')), again)).toBe(true);
});
