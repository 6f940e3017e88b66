import { tick } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { storeMany } from '../../support/stored';
import { withWorld } from '../../support/with-world';

const ADA = 'ada@example.com';
const ITEMS = 12_000;
/** Every so many Items one has a line about Ada. */
const EVERY = 500;

const world = withWorld(rosterOf(['ada'], { onDuty: [] }));

const erase = () => operate(world, 'erase', { person: 'ada' });
const line = (who: string, at: number) => ({ at, who, because: 'b', fields: [], outcome: 'applied' });

test('erasing from an audit of 12,000 Items tells that it goes on, ticks end it, and the end is told', async () => {
  const who = world.execution().records.name(ADA);
  const items = Array.from({ length: ITEMS }, (_, index) => ({
    map: 'rosterline-audit',
    key: `${world.clock.now - ITEMS + index}-x`,
    data: { v: 1, lines: [line(index % EVERY === 0 ? who : 'somebody else', world.clock.now - ITEMS + index)] },
  }));
  await storeMany(world, items);
  await deliver(world, {
    type: 'staff.leave',
    id: 'f',
    data: { identity: ADA, from: '2026-12-02T12:00:00Z', to: '2026-12-03T12:00:00Z' },
  });
  await world.fault({ host: 'sync.twilio.com', delayMs: 120 });
  const first = await erase();
  expect(first).toMatchObject({ status: 200, body: { results: [{ outcome: 'deferred', done: false }] } });
  expect(await world.execution().records.read(ADA)).toEqual({});
  let ticks = 0;
  for (let done = false; !done && ticks < 30; ticks++) {
    world.passMinutes();
    await tick(world.execution());
    done = (await world.execution().erasures.list()).every((erasure) => erasure.done);
  }
  expect(world.logged.join()).toContain('A person has been erased from the audit');
  expect(await erase()).toMatchObject({ status: 200, body: { results: [{ outcome: 'applied', done: true }] } });
  await world.mend();
  expect((await world.execution().audit.forget(who, 'x', undefined, () => true)).rewritten).toBe(0);
  expect(ticks).toBeLessThan(10);
});

test('erasing goes on where it stopped when it is asked for again, and at last tells that it is done', async () => {
  const who = world.execution().records.name(ADA);
  const items = Array.from({ length: 1500 }, (_, index) => ({
    map: 'rosterline-audit',
    key: `${world.clock.now - 1500 + index}-x`,
    data: { v: 1, lines: [line(index % 100 === 0 ? who : 'somebody else', world.clock.now)] },
  }));
  await storeMany(world, items);
  await world.fault({ host: 'sync.twilio.com', delayMs: 900 });
  const outcomes: unknown[] = [];
  for (let asked = 0; asked < 20 && outcomes.at(-1) !== 'applied'; asked++) {
    const { status, outcomes: answered } = await erase();
    expect(status).toBe(200);
    outcomes.push(...answered);
    world.clock.now += 30_000;
  }
  expect(outcomes.length).toBeGreaterThan(1);
  expect(new Set(outcomes)).toEqual(new Set(['deferred', 'applied']));
  await world.mend();
  expect((await world.execution().audit.forget(who, 'x', undefined, () => true)).rewritten).toBe(0);
});
