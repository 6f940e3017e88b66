import { shiftsTick } from '../../../assets/api/shifts-tick.private';
import { shardReport } from '../../../assets/application/tick/shard-report';
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
    callShard: async (shard) => {
      const { status, body } = await postTick(world, { shard });
      if (status !== 200) throw Object.assign(new Error('refused'), { status });
      return shardReport.parse(JSON.parse(JSON.stringify(body)));
    },
  });

const updates = async () => (await world.calls('frontline', 'POST')).length;

test('a tick with more to do than one execution can calls for each duty shard, and those do it', async () => {
  expect(await tick(world.execution())).toMatchObject({ people: PEOPLE, onDuty: PEOPLE });
  expect(world.called).toEqual([0, 1]);
  expect(await updates()).toBe(0);

  const shards = await Promise.all([tickShard(0, world.execution()), tickShard(1, world.execution())]);
  expect(shards.reduce((sum, { results }) => sum + results.length, 0)).toBe(PEOPLE);
  expect(await updates()).toBe(PEOPLE);

  world.passMinutes();
  expect(await tick(world.execution())).toMatchObject({ results: [], missing: 0 });
  expect(world.called).toEqual([0, 1]);
  expect(await updates()).toBe(PEOPLE);
});

test('a shard is ticked on request, with the secret of the tick only', async () => {
  await tickShard(1, world.execution());
  const answer = await postTick(world, { shard: 1 });
  expect(answer).toMatchObject({ status: 200, body: { results: [] } });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer no' };
  const refused = await shiftsTick({ headers, payload: { shard: 1 } }, world.execution());
  expect(refused.status).toBe(401);
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
