import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { identityOf, rosterOf } from '../../support/roster';
import { runTick } from '../../support/ticks';
import { withWorld } from '../../support/with-world';

const ADA = 'ada@example.com';
const POST = { host: 'frontline-api.twilio.com', method: 'POST' };

const world = withWorld(rosterOf(['ada']));

const say = (type: string, id: string) => deliver(world, { type, id, data: { identity: ADA } });
const reconcile = async () => (await operate(world, 'reconcile', { apply: true })).outcomes;

test('someone who leaves while they are being let in is locked out again', async () => {
  await say('staff.reinstated', 'b');
  await world.put(ADA, { state: 'deactivated', is_available: false });
  world.passMinutes();
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

const TEAM = ['ada', 'ben', 'cy', 'dee', 'eli', 'fay'];
const ON = rosterOf(TEAM);
const OFF = rosterOf(TEAM, { onDuty: ['fay'] });

test('what was reconciled to a roster that is held is switched again when the right roster follows', async () => {
  world.deploy(ON);
  await world.seed();
  world.passMinutes();
  await runTick(world);
  expect(await world.isAvailable(ADA)).toBe(true);
  world.deploy(OFF);
  world.passMinutes();
  expect(await runTick(world)).toMatchObject({ held: 5 });
  expect(await reconcile()).toEqual(Array(5).fill('applied'));
  expect(await world.isAvailable(ADA)).toBe(false);
  world.deploy(ON);
  world.passMinutes();
  await runTick(world);
  expect(await world.isAvailable(ADA)).toBe(true);
});

test('what was made just before a shift boundary is noted as it was made, so that the next tick goes on from there', async () => {
  world.deploy(ON);
  await world.seed();
  world.passMinutes();
  await runTick(world);
  await world.put(ADA, { is_available: false });
  await world.put(identityOf('ben'), { is_available: false });
  world.clock.now = Date.parse('2026-11-02T15:59:59Z');
  // Ada is done before four o'clock, and Ben after it.
  await world.fault({ ...POST, path: `/v1/Users/${identityOf('ben')}`, delayMs: 2000 });
  expect(await reconcile()).toEqual(['applied', 'applied']);
  await world.mend();
  expect(await world.isAvailable(ADA)).toBe(true);
  world.passMinutes();
  await runTick(world);
  expect(await world.isAvailable(ADA)).toBe(false);
});
