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
