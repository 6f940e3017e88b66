import { tick } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { MONDAY_NOON, withWorld } from '../../support/with-world';

// Sync may answer a read with what was there before the last write.

const ADA = 'ada@example.com';
const world = withWorld(`version: 1
zone: UTC
people:
  ada: { identity: ${ADA} }
  ben: { identity: ben@example.com }
shifts:
  - { id: early, days: [mon], from: "08:00", to: "12:04", who: [ada] }
  - { id: late, days: [mon], from: "12:04", to: "16:00", who: [ben] }
`);
const at = (minutes: number) => new Date(Date.parse(MONDAY_NOON) + minutes * 60_000).toISOString();
const say = (type: string, minutes: number) => {
  world.clock.now = Date.parse(at(minutes));
  return deliver(world, { type, id: `${type}-${minutes}`, timestamp: at(minutes), data: { identity: ADA } });
};

test('Whoever came back just before the end of their shift goes off duty, although the tick reads their record as it was before', async () => {
  await tick(world.execution());
  await say('staff.offboarded', 1);
  world.passMinutes();
  await tick(world.execution());
  await say('staff.reinstated', 3);
  expect(await world.isAvailable(ADA)).toBe(true);
  world.clock.now = Date.parse(at(4));
  await world.fault({ host: 'sync.twilio.com', method: 'GET', path: '/v1/Services/default/Maps/*', stale: true });
  await tick(world.execution());
  await world.mend();
  for (const minute of [5, 6]) {
    world.clock.now = Date.parse(at(minute));
    await tick(world.execution());
  }
  expect(await world.isAvailable(ADA)).toBe(false);
});
