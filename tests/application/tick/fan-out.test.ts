import { shiftsTick } from '../../../assets/api/shifts-tick.private';
import { tick, tickShard } from '../../../assets/application/tick/tick';
import { SECRETS, startWorld, type World } from '../../support/world';

const PEOPLE = 900;
const people = Array.from({ length: PEOPLE }, (_, n) => `p${n}`);
const ROSTER = `
version: 1
zone: UTC
people:
${people.map((key) => `  ${key}: { identity: ${key}@example.com }`).join('\n')}
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [${people.join(', ')}] }
`;

let world: World;
beforeAll(async () => {
  world = await startWorld(ROSTER);
  await world.reset('2026-11-02T12:00:00Z');
  await world.seed();
});
afterAll(() => world.end());

const updates = async () => (await world.calls('frontline', 'POST')).length;

test('a tick with more to do than one execution can calls for each duty shard, and those do it', async () => {
  expect(await tick(world.execution())).toMatchObject({ people: PEOPLE, onDuty: PEOPLE });
  expect(world.called).toEqual([0, 1]);
  expect(await updates()).toBe(0);

  const shards = await Promise.all([tickShard(0, world.execution()), tickShard(1, world.execution())]);
  expect(shards.reduce((sum, { results }) => sum + results.length, 0)).toBe(PEOPLE);
  expect(await updates()).toBe(PEOPLE);

  world.clock.now += 60_000;
  expect(await tick(world.execution())).toMatchObject({ results: [], missing: 0 });
  expect(world.called).toEqual([0, 1]);
  expect(await updates()).toBe(PEOPLE);
}, 60_000);

test('a shard is ticked on request, with the secret of the tick only', async () => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${SECRETS.TICK_SECRET}` };
  const answer = await shiftsTick({ headers, payload: { shard: 1 } }, world.execution());
  expect(answer).toMatchObject({ status: 200, body: { results: [] } });
  const refused = await shiftsTick(
    { headers: { ...headers, authorization: 'Bearer no' }, payload: { shard: 1 } },
    world.execution(),
  );
  expect(refused.status).toBe(401);
});
