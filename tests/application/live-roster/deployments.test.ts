import { askRoster, available, nextTick, publish } from '../../support/live-roster';
import { operate, showRoster } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { postTick } from '../../support/ticks';
import { withWorld } from '../../support/with-world';

const keys = ['ana', 'ben', 'cy'];
const DEPLOYED = rosterOf(keys, { onDuty: ['ana'] });
const PUBLISHED = rosterOf(keys, { onDuty: ['ben'] });
const CHANGED = rosterOf(keys, { onDuty: ['cy'] });
const world = withWorld(DEPLOYED);

beforeEach(async () => {
  await nextTick(world);
  await publish(world, PUBLISHED, 1, { note: 'Ben' });
  await nextTick(world);
});

test('A deployment of the same file keeps the published roster', async () => {
  world.deploy(DEPLOYED);
  await nextTick(world);
  expect(await available(world, keys)).toEqual(['ben']);
  expect((await askRoster(world, 'rosterSource')).body).toMatchObject({ version: 2, yaml: PUBLISHED });
});

test('A deployment of the same file under new code compiles the published roster anew, and keeps that', async () => {
  world.deploy(DEPLOYED, 'the next release');
  await nextTick(world);
  expect(await available(world, keys)).toEqual(['ben']);
  const anew = () => world.logged.filter((line) => line.includes('compiled anew')).length;
  expect(anew()).toBe(1);
  world.restart();
  await nextTick(world);
  expect(anew()).toBe(1);
  expect((await askRoster(world, 'rosterSource')).body).toMatchObject({ version: 2, note: 'Ben', yaml: PUBLISHED });
});

test('A deployment of another file counts, and says which version it replaced', async () => {
  world.deploy(CHANGED);
  await nextTick(world);
  expect(await available(world, keys)).toEqual(['cy']);
  const replaced = { version: 2, at: expect.any(String), by: 'OPS_SECRET', note: 'Ben' };
  const shown = { version: 3, at: null, by: 'deployment', note: null, replaced };
  expect((await askRoster(world, 'rosterSource')).body).toEqual({ ...shown, yaml: CHANGED });
  expect((await showRoster(world)).body.whole?.roster).toEqual(shown);
});

test('A deployment of the first file again, after another one, does not bring back what was published over it', async () => {
  world.deploy(CHANGED);
  await nextTick(world);
  world.deploy(DEPLOYED);
  await nextTick(world);
  expect(await available(world, keys)).toEqual(['ana']);
  expect((await askRoster(world, 'rosterSource')).body).toMatchObject({ version: 4, yaml: DEPLOYED });
});

test('A publication over a deployed file is not refused because a tick notes that deployment meanwhile', async () => {
  world.deploy(CHANGED);
  const ports = world.execution();
  const { published } = ports;
  const noting = {
    ...published,
    async publish(...[publication, before]: Parameters<typeof published.publish>) {
      await postTick(world);
      return published.publish(publication, before);
    },
  };
  const payload = { yaml: PUBLISHED, basedOn: 3 };
  const { status, body } = await operate(world, 'publish', payload, { ports: { ...ports, published: noting } });
  expect({ status, body }).toMatchObject({ status: 200, body: { version: 4 } });
  expect((await askRoster(world, 'rosterSource')).body).toMatchObject({ version: 4, yaml: PUBLISHED });
});

test('A version that a deployment replaced, and the deployed file, can be rolled back to', async () => {
  world.deploy(CHANGED);
  await nextTick(world);
  expect((await askRoster(world, 'rollback', { version: 2 })).body).toMatchObject({ version: 4 });
  await nextTick(world);
  expect(await available(world, keys)).toEqual(['ben']);
  expect((await askRoster(world, 'rollback', { version: 3 })).body).toMatchObject({ version: 5 });
  await nextTick(world);
  expect(await available(world, keys)).toEqual(['cy']);
  const { versions } = (await askRoster(world, 'rosterHistory')).body;
  expect(versions?.map(({ version, by, current }) => [version, by, current])).toEqual([
    [5, 'OPS_SECRET', true],
    [4, 'OPS_SECRET', false],
    [3, 'deployment', false],
    [2, 'OPS_SECRET', false],
    [1, 'deployment', false],
  ]);
});
