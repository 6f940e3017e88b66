import { tick } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { withWorld } from '../../support/with-world';
import { crowdOf, held, identityOf, leave, leaveInOneDelivery, lockedOut, numbers } from './deliveries';

// Only users who exist in Frontline and have access count against the hourly limit, which is 5 here.

const world = withWorld(crowdOf(20));

const leaveAs = async (identity: string) => {
  const event = { type: 'staff.offboarded', id: `left-${identity}`, data: { identity } };
  return (await deliver(world, event)).results[0]?.outcome;
};

test('people without a Frontline user are recorded and do not count', async () => {
  for (const stranger of numbers(6)) expect(await leaveAs(`stranger${stranger}@example.com`)).toBe('unknown_user');
  for (const person of numbers(5)) expect(await leaveAs(identityOf(person))).toBe('applied');
  expect(await leaveAs(identityOf(5))).toBe('held');
  expect((await world.execution().records.all()).records).toHaveLength(12);
});

test('people who are deactivated already do not count', async () => {
  for (const person of numbers(6)) await world.put(identityOf(person), { state: 'deactivated', is_available: false });
  for (const person of numbers(6)) expect(await leaveAs(identityOf(person))).toBe('unchanged');
  expect(await leaveAs(identityOf(7))).toBe('applied');
});

test('people count where Frontline cannot be asked', async () => {
  await world.fault({ host: 'frontline-api.twilio.com', method: 'GET', status: 503 });
  for (const person of numbers(5)) expect(await leaveAs(identityOf(person))).toBe('applied');
  expect(await leaveAs(identityOf(5))).toBe('held');
});

test('a user is fetched once for an offboarding, however the limit decides', async () => {
  await leaveAs(identityOf(0));
  expect(await world.calls('frontline', 'GET')).toHaveLength(1);
});

test('lock-outs that come due at once are counted in one write', async () => {
  const effectiveAt = '2026-11-02T12:30:00Z';
  for (const person of numbers(8)) {
    const data = { identity: identityOf(person), effectiveAt };
    await deliver(world, { type: 'staff.offboarded', id: `${person}`, data });
  }
  world.clock.now = Date.parse(effectiveAt);
  await tick(world.execution());
  expect([await lockedOut(world), await held(world)]).toEqual([5, 3]);
  const writes = (await world.calls('sync', 'POST')).filter(({ form }) => form.UniqueName === 'rosterline-guard');
  expect(writes).toHaveLength(1);
});

test('what an operator releases does not use up the limit', async () => {
  await leaveInOneDelivery(world, numbers(10));
  world.clock.now += 3_601_000;
  expect((await operate(world, 'release')).outcomes).toEqual(Array(5).fill('applied'));
  for (const person of [10, 11, 12, 13, 14])
    expect((await leave(world, person)).results).toMatchObject([{ outcome: 'applied' }]);
  expect((await leave(world, 15)).results).toMatchObject([{ outcome: 'held' }]);
});
