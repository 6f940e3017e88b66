import { askRoster, available, nextTick, publish } from '../../support/live-roster';
import { operate } from '../../support/operators';
import { identityOf, rosterOf } from '../../support/roster';
import { postTick } from '../../support/ticks';
import { withWorld } from '../../support/with-world';

// What an attack on the running product found.

const keys = ['ana', 'ben', 'cy', 'dee', 'eli'];
const DEPLOYED = rosterOf(keys);
const NEXT = rosterOf(keys, { onDuty: ['ana', 'ben', 'cy'] });
const LATER = ['kai', 'lou', 'mia', 'noa', 'oli'];
const HEAD = '/v1/Services/default/Documents/rosterline-roster';
const SYNC = 'sync.twilio.com';
const world = withWorld(DEPLOYED);

/** Only Ana is left of those on duty; others come on duty at five past twelve. */
const TRUNCATED = `${rosterOf(['ana', ...LATER], { onDuty: ['ana'] })}
`.replace(
  'shifts:\n',
  `shifts:\n  - { id: late, days: [mon], from: "12:05", to: "16:00", who: [${LATER.join(', ')}] }\n`,
);

describe('A roster that lacks most of those on duty', () => {
  test('stays held when as many others have come on duty', async () => {
    for (const key of LATER) await world.put(identityOf(key), {});
    await nextTick(world);
    expect((await publish(world, TRUNCATED, 1)).held).toEqual(['ben', 'cy', 'dee', 'eli']);
    for (let minute = 0; minute < 8; minute++) await nextTick(world);
    expect(await available(world, [...keys, ...LATER])).toEqual([...keys, ...LATER]);
    await operate(world, 'release', { roster: true });
    await nextTick(world);
    expect(await available(world, [...keys, ...LATER])).toEqual(['ana', ...LATER]);
  });

  test.each([
    ['it was in doubt which roster counts', { method: 'GET', path: HEAD, status: 503 }],
    ['no record could be read', { method: 'GET', path: '/v1/Services/default/Maps/*', status: 503 }],
  ])('stays held although %s after as many others had come on duty', async (_, fault) => {
    for (const key of LATER) await world.put(identityOf(key), {});
    await nextTick(world);
    await publish(world, TRUNCATED, 1);
    for (let minute = 0; minute < 8; minute++) await nextTick(world);
    world.restart();
    await world.fault({ host: SYNC, ...fault });
    world.passMinutes();
    await postTick(world);
    await world.mend();
    for (let minute = 0; minute < 3; minute++) await nextTick(world);
    expect(await available(world, [...keys, ...LATER])).toEqual([...keys, ...LATER]);
  });

  test('is held again if it is published again after it was released and another one counted', async () => {
    const short = rosterOf(keys, { onDuty: ['ana'] });
    await nextTick(world);
    await publish(world, short, 1);
    await nextTick(world);
    await operate(world, 'release', { roster: true });
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana']);
    await publish(world, DEPLOYED, 2);
    await nextTick(world);
    expect(await available(world, keys)).toEqual(keys);
    await publish(world, short, 3);
    expect(await nextTick(world)).toMatchObject({ changed: 0, held: 4 });
  });
});

describe('A publication whose last answer is lost', () => {
  const lost = {
    host: SYNC,
    method: 'POST',
    form: { UniqueName: 'rosterline-roster' },
    reset: true,
    after: true,
    times: 1,
  };

  test('is whole although Sync shows the version before for a moment, and nobody says that nothing was published', async () => {
    await nextTick(world);
    await world.fault(lost, { host: SYNC, method: 'GET', path: HEAD, stale: true });
    const { status, body } = await askRoster(world, 'publish', { yaml: NEXT, basedOn: 1 });
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'upstream_unavailable' });
    await world.mend();
    const { lines } = await world.execution().audit.of('roster');
    expect(lines).toMatchObject([{ because: 'version 2 published by OPS_SECRET', outcome: 'unconfirmed' }]);
    world.restart();
    expect((await askRoster(world, 'rosterSource')).body).toMatchObject({ version: 2, yaml: NEXT });
    expect((await askRoster(world, 'rosterHistory')).body.versions).toHaveLength(2);
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana', 'ben', 'cy']);
  });
});

describe('A tick of a process that has just begun', () => {
  test('switches nobody by a version older than the one that ticks have followed', async () => {
    await publish(world, NEXT, 1);
    await nextTick(world);
    await publish(world, DEPLOYED, 2);
    await nextTick(world);
    world.restart();
    await world.fault({ host: SYNC, method: 'GET', path: HEAD, stale: true });
    for (let minute = 0; minute < 3; minute++) {
      world.restart();
      expect(await nextTick(world)).toMatchObject({ changed: 0, inDoubt: true });
    }
    await world.mend();
    expect(await nextTick(world)).toMatchObject({ changed: 0 });
    expect(await available(world, keys)).toEqual(keys);
  });
});

test('A version number is not used again when the head in Sync is gone', async () => {
  await publish(world, NEXT, 1);
  await publish(world, DEPLOYED, 2);
  await nextTick(world);
  await world.twilio.call(HEAD, { method: 'DELETE' });
  world.restart();
  expect(await nextTick(world)).toMatchObject({ inDoubt: true });
  expect((await publish(world, NEXT, 1)).version).toBe(4);
  expect(await nextTick(world)).not.toHaveProperty('inDoubt');
  expect(await available(world, keys)).toEqual(['ana', 'ben', 'cy']);
});

test('Publishing warns of a calendar of leave that was never read', async () => {
  const { warnings } = await publish(
    world,
    `${DEPLOYED}leave: [{ who: ana, ics: "http://127.0.0.1:9/leave.ics" }]\n`,
    1,
    { dryRun: true },
  );
  expect(warnings).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining('cannot be read and never was') }),
  );
});

test('Rolling back is refused with the reason while the published roster cannot be read', async () => {
  await publish(world, NEXT, 1);
  await world.twilio.call(HEAD, { method: 'POST', form: { Data: JSON.stringify({ v: 9 }) } });
  const { status, body } = await askRoster(world, 'rollback', { version: 1 });
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'upstream_unavailable' });
  expect(body.detail).toContain('cannot be read');
});

test('Publishing again, and rolling back, say whom the next tick switches', async () => {
  await nextTick(world);
  await publish(world, NEXT, 1);
  await nextTick(world);
  const away = ['dee', 'eli'];
  expect((await publish(world, DEPLOYED, 2, { dryRun: true })).changes?.map(({ person }) => person)).toEqual(away);
  const { body } = await askRoster(world, 'rollback', { version: 1, dryRun: true });
  expect(body.changes?.map(({ person }) => person)).toEqual(away);
});

test('Publishing warns of people whom Frontline does not answer for', async () => {
  await world.fault({
    host: 'frontline-api.twilio.com',
    method: 'GET',
    path: '/v1/Users/dee%40example.com',
    status: 503,
  });
  const { warnings } = await publish(world, NEXT, 1, { dryRun: true });
  expect(warnings).toContainEqual(
    expect.objectContaining({
      path: 'people',
      message: expect.stringContaining('could not be fetched from Frontline in time'),
    }),
  );
});
