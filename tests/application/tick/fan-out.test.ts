import { shiftsTick } from '../../../assets/api/shifts-tick.private';
import { tick, tickShard } from '../../../assets/application/tick/tick';
import { rosterOf } from '../../support/roster';
import { postTick } from '../../support/ticks';
import { withWorld } from '../../support/with-world';

const PEOPLE = 900;
const people = Array.from({ length: PEOPLE }, (_, n) => `p${n}`);
const ROSTER = rosterOf(people);

const world = withWorld(ROSTER);
/** A tick whose shards are ticked by executions of their own, as in the cloud; what those answer goes through JSON. */
const run = () =>
  tick({
    ...world.execution(),
    callShard: async (order) => {
      const { status, body } = await postTick(world, { ...order });
      if (status !== 200) throw Object.assign(new Error('refused'), { status });
      return JSON.parse(JSON.stringify(body));
    },
  });

const updates = async () => (await world.calls('frontline', 'POST')).length;

test('a tick with more to do than one execution can calls for each duty shard, and those do it', async () => {
  expect(await tick(world.execution())).toMatchObject({ people: PEOPLE, onDuty: PEOPLE });
  expect([...world.called].sort()).toEqual([0, 1]);
  expect(await updates()).toBe(0);

  const shards = await Promise.all([
    tickShard({ shard: 0 }, world.execution()),
    tickShard({ shard: 1 }, world.execution()),
  ]);
  expect(shards.reduce((sum, { results }) => sum + results.length, 0)).toBe(PEOPLE);
  expect(await updates()).toBe(PEOPLE);

  world.passMinutes();
  expect(await tick(world.execution())).toMatchObject({ results: [], missing: 0 });
  expect([...world.called].sort()).toEqual([0, 1]);
  expect(await updates()).toBe(PEOPLE);
});

test('a shard is ticked on request, with the secret of the tick only', async () => {
  await tickShard({ shard: 1 }, world.execution());
  const answer = await postTick(world, { shard: 1 });
  expect(answer).toMatchObject({ status: 200, body: { results: [] } });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer no' };
  const refused = await shiftsTick({ headers, payload: { shard: 1 } }, world.execution());
  expect(refused.status).toBe(401);
});

test('a shard ends its changes when it is told to, records what it has applied, and the next one does the rest', async () => {
  await run(); // everybody is known from here on
  world.clock.now = Date.parse('2026-11-02T16:00:00Z');
  await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', delayMs: 150 });
  const before = await updates();
  const until = world.clock.now + 1500;
  const first = await tickShard({ shard: 0, atOnce: 20, isLearnt: true, until }, world.execution());
  expect(world.clock.now).toBeLessThan(until + 1000);
  expect(first.changed).toBeGreaterThan(40);
  expect(first.unfinished).toBeGreaterThan(100);
  expect(first.pace).toMatchObject({ refused: 0 });
  await world.mend();
  const second = await tickShard({ shard: 0 }, world.execution());
  expect(second).toMatchObject({ changed: first.unfinished, unfinished: 0 });
  expect(await updates()).toBe(before + first.changed + second.changed);
});

test('a tick that spreads its changes fetches nobody who has not left: the calls are for those who change', async () => {
  await run();
  const fetches = async () => (await world.calls('frontline', 'GET')).length;
  world.passMinutes();
  const before = await fetches();
  await tick(world.execution());
  const quiet = await fetches();
  expect(quiet).toBeGreaterThan(before);
  world.clock.now = Date.parse('2026-11-02T16:00:00Z');
  expect(await run()).toMatchObject({ changed: PEOPLE });
  expect(await fetches()).toBe(quiet);
});

test('what the shards were refused is noted for the next tick', async () => {
  await run();
  world.clock.now = Date.parse('2026-11-02T16:00:00Z');
  await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 429, times: 6 });
  expect(await run()).toMatchObject({ changed: PEOPLE });
  const { beat } = await world.execution().heartbeat.read();
  expect(beat.concurrency).toMatchObject({ at: Date.parse('2026-11-02T16:00:00Z') });
  expect(beat.concurrency?.most).toBeGreaterThan(10);
});

test('an order for a shard that cannot be read is refused, and nothing is done', async () => {
  expect(await postTick(world, { shard: 'all' })).toMatchObject({ status: 400, body: { code: 'invalid_payload' } });
  expect(await postTick(world, { shard: 0, atOnce: 'many' })).toMatchObject({ status: 400 });
  expect(await updates()).toBe(0);
});

describe('what the shards report', () => {
  test('reaches the answer and the heartbeat of the tick: changes, failures and people without a user', async () => {
    await world.fault({
      host: 'frontline-api.twilio.com',
      path: '/v1/Users/p1%40example.com',
      method: 'POST',
      status: 500,
    });
    await world.fault({ host: 'frontline-api.twilio.com', path: '/v1/Users/p2%40example.com', status: 404 });
    await world.fault({
      host: 'frontline-api.twilio.com',
      path: '/v1/Users/p3%40example.com',
      method: 'GET',
      status: 500,
    });
    const report = await run();
    expect(report).toMatchObject({ changed: PEOPLE - 3, failed: 1, missing: 1, people: PEOPLE });
    expect(report?.unseen).toBeGreaterThan(0);
    const { beat } = await world.execution().heartbeat.read();
    expect(beat.last).toMatchObject({ changed: PEOPLE - 3, missing: 1 });
    expect(beat.partial?.changes).toMatchObject({ people: 1 });
    // Two people at most are left over.
    expect(beat.fullyAppliedAt).toBe(beat.last?.at);
  });

  test('that Frontline takes no changes of the users is alerted', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 403 });
    await run();
    expect(world.logged.join()).toContain('"alert":"changes-refused"');
    const { beat } = await world.execution().heartbeat.read();
    expect(beat.frontline).toMatchObject({ changesOnly: true, status: 403 });
    expect(beat.fullyAppliedAt).toBeLessThan(world.clock.now);
  });

  test('that changes of the roster are held is alerted, and all shards hold the same', async () => {
    await run();
    world.passMinutes();
    world.deploy(ROSTER.replace(/who: \[.*\]/, `who: [${people.slice(0, 420).join(', ')}]`));
    expect(await run()).toMatchObject({ held: 480, changed: 0 });
    expect(world.logged.join()).toContain('"alert":"held-roster"');
    const { beat } = await world.execution().heartbeat.read();
    expect(beat.held).toMatchObject({ people: 480 });
  });

  test('a shard that does not answer leaves its changes unfinished', async () => {
    const ports = { ...world.execution(), callShard: () => Promise.reject(new Error('no answer')) };
    expect(await tick(ports)).toMatchObject({ changed: 0, failed: PEOPLE });
    const { beat } = await world.execution().heartbeat.read();
    expect(beat.fullyAppliedAt).toBeLessThan(world.clock.now);
    expect(beat.partial?.changes).toMatchObject({ people: PEOPLE });
  });
});
