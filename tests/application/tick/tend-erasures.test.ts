import { tick } from '../../../assets/application/tick/tick';
import type { Fault } from '../../../emulator/faults';
import { operate } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { storeMany } from '../../support/stored';
import { fromNoon, withWorld } from '../../support/with-world';

const ADA = 'ada@example.com';
const SYNC = { host: 'sync.twilio.com' };
const HEARTBEAT = '/v1/Services/default/Documents/rosterline-heartbeat';

const world = withWorld(rosterOf(['ada'], { onDuty: [] }));

const run = () => {
  world.passMinutes();
  return tick(world.execution());
};
/** How often so many ticks look for erasures. */
async function looks(ticks: number): Promise<number> {
  const reads = async () =>
    (await world.calls('sync', 'GET')).filter(({ path }) => path.endsWith('/rosterline-erasures/Items')).length;
  const before = await reads();
  for (let count = 0; count < ticks; count++) await run();
  return (await reads()) - before;
}
const isErased = () => world.logged.join().includes('A person has been erased from the audit');

/** An erasure that ticks have to end: at 300 ms a call it takes longer than the request may. */
async function beginErasing(...faults: Fault[]): Promise<void> {
  const who = world.execution().records.name(ADA);
  const items = Array.from({ length: 1500 }, (_, index) => ({
    map: 'rosterline-audit',
    key: `${world.clock.now - 1500 + index}-x`,
    data: { v: 1, lines: [{ at: world.clock.now, who, because: 'b', fields: [], outcome: 'applied' }] },
  }));
  await storeMany(world, items.slice(0, 1));
  await storeMany(
    world,
    items.slice(1).map((item) => ({ ...item, data: { v: 1, lines: [] } })),
  );
  world.clock.now = Date.parse(fromNoon(125));
  await run();
  await world.fault(...faults, { ...SYNC, delayMs: 300 });
  expect(await operate(world, 'erase', { person: 'ada' })).toMatchObject({ outcomes: ['deferred'] });
}

test('Ticks look for erasures once an hour where none is known', async () => {
  await run();
  expect(await looks(120)).toBe(2);
});

test('Each tick goes on with an erasure that an operator has begun, and none looks for it when it is done', async () => {
  await beginErasing();
  for (let ticks = 0; ticks < 20 && !isErased(); ticks++) expect(await looks(1)).toBe(1);
  expect(isErased()).toBe(true);
  expect(await looks(3)).toBe(0);
});

test('An erasure of which the heartbeat could not be told is found within the hour, and each tick goes on with it from then on', async () => {
  await beginErasing({ ...SYNC, method: 'POST', path: HEARTBEAT, status: 500 });
  expect(world.logged.join()).toContain('Ticks could not be told of an erasure');
  await world.mend();
  await world.fault({ ...SYNC, delayMs: 300 });
  expect(await looks(50)).toBe(0);
  world.clock.now = Date.parse(fromNoon(180));
  for (let ticks = 0; ticks < 20 && !isErased(); ticks++) expect(await looks(1)).toBe(1);
  expect(isErased()).toBe(true);
});
