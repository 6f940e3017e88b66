import { tick } from '../../../assets/application/tick/tick';
import type { LockoutEvidence } from '../../../assets/domain/reports/lockout-evidence';
import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { storedItems, storeItem } from '../../support/stored';
import { id, withTeam } from '../../support/team';
import { MONDAY_NOON } from '../../support/with-world';

const { world, leave, run } = withTeam();

const MAP = 'rosterline-leavers';
const FRONTLINE = 'frontline-api.twilio.com';
const SYNC = 'sync.twilio.com';

/** What is filed of somebody's lock-outs. */
async function filed(key: string): Promise<readonly LockoutEvidence[]> {
  const { evidence, records } = world.execution();
  const found = await evidence.read(records.name(id(key)));
  if (found === 'unreadable') throw new Error('unreadable');
  return found?.lockouts ?? [];
}

const callsOfEvidence = async () => (await world.calls('sync')).filter(({ path }) => path.includes(MAP));

test('A tick files a lock-out with what its record tells, and the next quiet tick asks nothing more', async () => {
  await run();
  await leave('p1', {});
  const made = world.clock.now;
  world.passMinutes();
  await run();
  expect(await filed('p1')).toEqual([
    expect.objectContaining({
      event: 'left-p1',
      source: 'standard',
      occurredAt: expect.any(Number),
      arrivedAt: expect.any(Number),
      state: 'locked_out',
      effect: { frontline: expect.any(Number) },
    }),
  ]);
  const [{ effect, arrivedAt }] = (await filed('p1')) as [LockoutEvidence];
  expect(arrivedAt).toBeLessThanOrEqual(made);
  expect(effect?.frontline).toBeLessThanOrEqual(made);
  await settle();
  const before = (await callsOfEvidence()).length;
  const all = (await world.calls('sync')).length;
  world.passMinutes();
  await run();
  expect(await callsOfEvidence()).toHaveLength(before);
  expect((await world.calls('sync')).length - all).toBeLessThanOrEqual(11);
});

/** Ticks until whoever has their turn in this slot has been verified. */
async function settle(): Promise<void> {
  for (let n = 0; n < 3; n++) {
    world.passMinutes();
    await run();
  }
}

test('A team without leavers files nothing', async () => {
  await run();
  world.passMinutes();
  await run();
  expect(await callsOfEvidence()).toEqual([]);
});

test('A lock-out is made while evidence cannot be filed, and is filed by a later tick', async () => {
  await run();
  await world.fault({ host: SYNC, path: `/v1/Services/default/Maps/${MAP}`, status: 500 });
  expect(await leave('p2')).toBe('applied');
  world.passMinutes();
  await run();
  expect(await world.user(id('p2'))).toMatchObject({ state: 'deactivated' });
  expect(world.logged.join('\n')).toContain('could not be filed; the next tick tries again');
  await world.mend();
  expect(await filed('p2')).toEqual([]);
  world.passMinutes();
  await run();
  expect(await filed('p2')).toMatchObject([{ state: 'locked_out' }]);
});

test('Filing that fails for more than an hour is alerted', async () => {
  await run();
  await leave('p2');
  await world.fault({ host: SYNC, path: `/v1/Services/default/Maps/${MAP}`, status: 500 });
  const alerted = () => world.logged.filter((line) => line.includes('has not filed all that it did about leavers'));
  for (let n = 0; n < 12; n++) {
    world.passMinutes(5);
    await run();
  }
  expect(alerted()).toEqual([]);
  world.passMinutes(5);
  await run();
  expect(alerted()).not.toEqual([]);
  expect(alerted().join()).not.toContain('p2');
});

test('A leaver is verified at most once a day, and is seen at all', async () => {
  await leave('p3');
  await run();
  const times = new Set<number>();
  for (let n = 0; n < 3 * 24 * 2; n++) {
    world.passMinutes(30);
    await run();
    for (const { verifiedAt } of await filed('p3')) if (verifiedAt !== undefined) times.add(verifiedAt);
  }
  expect(times.size).toBeGreaterThanOrEqual(3);
  expect(times.size).toBeLessThanOrEqual(4);
}, 60_000);

test('A leaver who is found with access is on file as found, and stays locked out', async () => {
  await leave('p4');
  await run();
  world.passMinutes();
  await run();
  await world.put(id('p4'), { state: 'active' });
  world.passMinutes();
  await run();
  world.passMinutes();
  await run();
  expect(await filed('p4')).toMatchObject([{ state: 'locked_out', foundIn: { times: 1 } }]);
  expect(await world.user(id('p4'))).toMatchObject({ state: 'deactivated' });
});

test('A lock-out that Frontline does not take is pending, and its effect is the time at which it is taken', async () => {
  await run();
  await world.fault({ host: FRONTLINE, method: 'POST', status: 400 });
  await leave('p5');
  world.passMinutes();
  await run();
  expect(await filed('p5')).toMatchObject([{ state: 'pending' }]);
  expect((await filed('p5'))[0]?.effect).toBeUndefined();
  await world.mend();
  world.passMinutes(20);
  const from = world.clock.now;
  await run();
  world.passMinutes();
  await run();
  const [lockout] = await filed('p5');
  expect(lockout).toMatchObject({ state: 'locked_out' });
  expect(lockout?.effect?.frontline).toBeGreaterThanOrEqual(from);
});

test('A held lock-out is on file as held, then as let go by an operator', async () => {
  await deliver(world, { type: 'staff.offboarded', id: 'left-root', data: { identity: id('root') } });
  await run();
  expect(await filed('root')).toMatchObject([{ state: 'held', held: { reason: 'protected' } }]);
  world.passMinutes(7);
  const from = world.clock.now;
  await operate(world, 'release', { person: 'root' });
  world.passMinutes();
  await run();
  expect(await filed('root')).toMatchObject([
    { state: 'locked_out', held: { reason: 'protected' }, released: { at: expect.any(Number), by: 'OPS_SECRET' } },
  ]);
  expect((await filed('root'))[0]?.released?.at).toBeGreaterThanOrEqual(from);
});

test('A held lock-out that an operator drops is on file as dropped', async () => {
  await deliver(world, { type: 'staff.offboarded', id: 'left-root', data: { identity: id('root') } });
  await run();
  await operate(world, 'undo', { person: 'root', what: 'held' });
  world.passMinutes();
  await run();
  expect(await filed('root')).toMatchObject([{ state: 'ended', ended: { how: 'dropped', by: 'OPS_SECRET' } }]);
});

test('A lock-out that is undone before a tick keeps the time of its effect', async () => {
  const { audit } = world.execution();
  await run();
  world.passMinutes();
  await leave('p6');
  await audit.flush();
  const made = world.clock.now;
  world.passMinutes(1 / 6);
  await operate(world, 'undo', { person: 'p6' });
  world.passMinutes();
  await run();
  const [lockout] = await filed('p6');
  expect(lockout).toMatchObject({ state: 'ended', ended: { how: 'undone', by: 'OPS_SECRET' } });
  expect(lockout?.effect?.frontline).toBeLessThanOrEqual(made);
});

test('A return that HR reports ends the lock-out, with who reported it and when', async () => {
  await leave('p7');
  await run();
  world.passMinutes(10);
  await deliver(world, { type: 'staff.reinstated', id: 'back', data: { identity: id('p7') } });
  world.passMinutes();
  await run();
  expect(await filed('p7')).toMatchObject([{ state: 'ended', ended: { how: 'reinstated', by: 'standard' } }]);
});

test('A tick that dies at any of its calls loses nothing: a later one files the same', async () => {
  for (const at of [8, 11, 13, 14, 15, 16, 17, 18]) {
    await world.reset(MONDAY_NOON);
    await world.seed();
    await run();
    await leave('p8');
    world.passMinutes();
    await new Promise<void>((ended) => {
      void tick(world.execution({ at, when: 'after', onDeath: ended })).then(() => ended());
    });
    world.restart();
    world.passMinutes(2);
    await run();
    expect(await filed('p8')).toMatchObject([{ state: 'locked_out', effect: { frontline: expect.any(Number) } }]);
  }
});

test('Evidence goes after 400 days, and what still waits stays', async () => {
  await leave('p9');
  await deliver(world, { type: 'staff.offboarded', id: 'left-root', data: { identity: id('root') } });
  await run();
  world.passMinutes(399 * 24 * 60);
  await run();
  expect(await filed('p9')).toHaveLength(1);
  world.passMinutes(2 * 24 * 60);
  await run();
  expect(await filed('p9')).toEqual([]);
  expect(await filed('root')).toMatchObject([{ state: 'held' }]);
});

test('Evidence that cannot be read is left alone and alerted, and everybody else is filed', async () => {
  const { records } = world.execution();
  const later = { v: 2, people: 'of a later release' };
  await storeItem(world, MAP, records.name(id('p1')), later);
  await leave('p1');
  await leave('p2');
  await run();
  expect(await filed('p2')).toHaveLength(1);
  expect(await world.execution().evidence.all()).toMatchObject({ unreadable: [records.name(id('p1'))] });
  expect((await storedItems(world, MAP)).map(({ data }) => data)).toContainEqual(later);
  expect(world.logged.join('\n')).toContain('evidence of 1 leaver cannot be read');
  expect(world.logged.join('\n')).not.toContain('could not be filed');
});

test('Erasing somebody leaves what happened under a pseudonym, and nothing that leads to them', async () => {
  const { records } = world.execution();
  await leave('p1');
  await run();
  expect((await operate(world, 'erase', { person: 'p1' })).outcomes).toEqual(['applied']);
  world.passMinutes();
  await run();
  const items = await storedItems(world, MAP);
  expect(items).toHaveLength(1);
  expect(items[0]?.key).toMatch(/^erased-/);
  expect(JSON.stringify(items)).not.toContain('p1');
  expect(JSON.stringify(items)).not.toContain(records.name(id('p1')));
  expect(await world.execution().evidence.all()).toMatchObject({ filed: [{ lockouts: [{ state: 'locked_out' }] }] });
  expect((await operate(world, 'erase', { person: 'p1' })).outcomes).toEqual(['unchanged']);
});

test('Evidence that a tick files while somebody is erased goes as well', async () => {
  const { records, evidence } = world.execution();
  await leave('p1');
  const ports = world.execution();
  const { erasures } = ports;
  // The tick has read the records, and has not filed yet.
  const write: typeof evidence.write = async (...given) => {
    await operate(world, 'erase', { person: 'p1' });
    await evidence.write(...given);
  };
  await tick({ ...ports, erasures, evidence: { ...ports.evidence, write } });
  expect(await evidence.read(records.name(id('p1')))).toBeUndefined();
});

test('Of one person the newest lock-outs are kept, the others are counted, and none of these is filed again', async () => {
  const { evidence, records } = world.execution();
  const who = records.name(id('p1'));
  const later = (n: number): LockoutEvidence => ({
    key: `later-${n}`,
    event: `later-${n}`,
    occurredAt: world.clock.now + n * 60_000,
    dueAt: world.clock.now + n * 60_000,
    state: 'ended',
    ended: { how: 'reinstated', at: world.clock.now },
  });
  const lockouts = Array.from({ length: 31 }, (_, n) => later(n + 1));
  await evidence.write({ who, identity: id('p1'), lockouts }, undefined);
  expect(await evidence.read(who)).toMatchObject({ omitted: 3, lockouts: lockouts.slice(3) });
  await leave('p1');
  await run();
  world.passMinutes();
  await leave('p2');
  await run();
  expect(await filed('p2')).toHaveLength(1);
  expect(await world.execution().evidence.read(who)).toMatchObject({ omitted: 3, lockouts: lockouts.slice(3) });
});
