import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { startWorld, type World } from '../../support/world';

const ADA = 'ada@example.com';
const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ${ADA} }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [ada] }
`;
const POST = { host: 'frontline-api.twilio.com', method: 'POST' };

let world: World;
beforeAll(async () => {
  world = await startWorld(ROSTER);
});
afterAll(() => world.end());
beforeEach(async () => {
  await world.reset('2026-11-02T12:00:00Z');
  await world.seed();
});

const say = (type: string, id: string) => deliver(world, { type, id, data: { identity: ADA } });
const reconcile = async () => (await operate(world, 'reconcile', { apply: true })).outcomes;

test('someone who leaves while they are being let in is locked out again', async () => {
  await say('staff.reinstated', 'b');
  await world.put(ADA, { state: 'deactivated', is_available: false });
  world.clock.now += 60_000;
  await world.fault({ ...POST, form: { State: 'active' }, delayMs: 1500 });
  const reconciled = reconcile();
  await world.sleep(500);
  expect((await say('staff.offboarded', 'l')).results[0]?.outcome).toBe('unchanged');
  expect(await reconciled).toEqual(['applied']);
  expect(await world.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
});

test('an update that is answered 200 and not made is not reported as applied', async () => {
  await world.fault({ ...POST, lie: 'unchanged' });
  expect(await reconcile()).toEqual(['retrying']);
});

test('an update after which the record cannot be read is reported as retrying, and logged', async () => {
  await world.fault({ ...POST, delayMs: 500 });
  const reconciled = reconcile();
  await world.sleep(250);
  await world.fault({ host: 'sync.twilio.com', method: 'GET', status: 503 });
  expect(await reconciled).toEqual(['retrying']);
  expect(world.logged.join()).toContain('Could not read the record of a user who was reconciled');
});
