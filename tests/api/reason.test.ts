import { tick } from '../../assets/application/tick/tick';
import { deliver } from '../support/deliveries';
import { operate, showWhy } from '../support/operators';
import { identityOf, rosterOf } from '../support/roster';
import { ALERTS, withWorld } from '../support/with-world';

// Why an operator does something, in their own words.

const world = withWorld(
  rosterOf(['ana', 'ben', 'root'], { onDuty: ['ana', 'ben'], more: 'protect: [root@example.com]' }),
  { env: ALERTS },
);
beforeEach(() => tick(world.execution()));

const ana = identityOf('ana');
const WHY = 'Dentist until four';

/** The audit of a person, newest first, without the lines that nobody gave a reason for. */
async function reasonsFor(person: string) {
  const { audit } = (await showWhy(world, { person })).body;
  return audit.flatMap(({ change, reason }) => (reason === undefined ? [] : [`${change}: ${reason}`]));
}

test('The audit shows the reason of an override, a leave and the end of either', async () => {
  await operate(world, 'override', { person: 'ana', available: false, reason: WHY });
  world.passMinutes();
  await operate(world, 'override', { person: 'ana', end: 'override', reason: 'Back early' });
  world.passMinutes();
  const leave = { from: '2026-12-01T00:00:00Z', to: '2026-12-02T00:00:00Z' };
  await operate(world, 'override', { person: 'ana', leave, reason: 'Wedding' });
  expect(await reasonsFor('ana')).toEqual([
    'leave-set: Wedding',
    'available=true: Back early',
    `available=false: ${WHY}`,
  ]);
});

test('The audit shows the reason of an override that sets what holds already', async () => {
  await operate(world, 'override', { person: 'ana', available: true, until: '2026-11-02T23:00:00Z', reason: WHY });
  expect((await reasonsFor('ana')).map((line) => line.endsWith(WHY))).toEqual([true]);
});

test('The audit shows the reason of a lock-out, of keeping and of restoring access', async () => {
  const root = identityOf('root');
  await deliver(world, { type: 'staff.offboarded', id: 'l-1', data: { identity: root } });
  await operate(world, 'undo', { person: 'root', what: 'held', reason: 'Not him' });
  world.passMinutes();
  await deliver(world, { type: 'staff.offboarded', id: 'l-2', data: { identity: root } });
  await operate(world, 'release', { person: 'root', reason: 'HR called' });
  world.passMinutes();
  await operate(world, 'undo', { person: 'root', reason: 'HR was wrong' });
  expect(await reasonsFor('root')).toEqual([
    'state=active,available=false: HR was wrong',
    'state=deactivated,available=false: HR called',
    'held-dropped: Not him',
  ]);
});

test('The audit shows who asked for a change and why, where Frontline has not confirmed it yet', async () => {
  await world.twilio.call('/_local/faults', {
    method: 'POST',
    json: { host: 'frontline-api.twilio.com', method: 'POST', status: 503 },
  });
  expect((await operate(world, 'override', { person: 'ana', available: false, reason: WHY })).outcomes).toEqual([
    'retrying',
  ]);
  expect(await reasonsFor('ana')).toEqual([`override-set: ${WHY}`]);
});

const converse = () =>
  world.twilio.call(`/_local/conversations/CH${'1'.repeat(32)}`, {
    method: 'PUT',
    json: { participants: [{ identity: ana }, { address: '+1555100000', proxy: '+15017122661' }] },
  });

test('The audit shows why an operator has a hand-over begun that ticks go on with', async () => {
  await converse();
  await world.twilio.call('/_local/faults', {
    method: 'POST',
    json: { host: 'conversations.twilio.com', method: 'POST', status: 503 },
  });
  expect((await operate(world, 'handover', { person: 'ana', to: 'ben', reason: WHY })).outcomes).toEqual(['deferred']);
  expect(await reasonsFor('ana')).toContain(`handover-begun: ${WHY}`);
});

test('The audit shows why an operator handed over conversations', async () => {
  await converse();
  const { status } = await operate(world, 'handover', { person: 'ana', to: 'ben', reason: WHY });
  expect(status).toBe(200);
  expect(await reasonsFor('ana')).toEqual([`conversations: ${WHY}`]);
});

test('A reason that is empty, too long or no text is refused by its name, and nothing is done', async () => {
  for (const door of ['override', 'release', 'replay', 'undo', 'handover'] as const) {
    const asked = { person: 'ana', ...(door === 'override' && { available: false }) };
    for (const reason of ['', '   ', 'x'.repeat(201), 7]) {
      const { status, body } = await operate(world, door, { ...asked, reason });
      expect({ door, reason, status, errors: body.errors }).toEqual({
        door,
        reason,
        status: 400,
        errors: [{ path: 'reason', message: expect.stringMatching(/expected/i) }],
      });
    }
  }
  expect((await world.user(ana)).is_available).toBe(true);
});

test('No reason is logged, also where the audit cannot be written', async () => {
  const ports = world.execution();
  await operate(world, 'override', { person: 'ana', available: false, reason: WHY }, { ports });
  const broken = world.execution();
  await world.twilio.call('/_local/faults', {
    method: 'POST',
    json: { host: 'sync.twilio.com', path: '/v1/Services/default/Maps/rosterline-audit/Items', status: 503 },
  });
  await operate(world, 'override', { person: 'ana', end: 'override', reason: WHY }, { ports: broken });
  expect(world.logged.join()).toContain('The audit could not be written');
  expect(world.logged.join()).not.toContain(WHY);
});

test('What an operator wrote of a person is gone once the person has been erased', async () => {
  await operate(world, 'override', { person: 'ana', available: false, reason: WHY });
  await operate(world, 'erase', { person: 'ana' });
  const { lines } = await world.execution().audit.all();
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toContain(WHY);
});

test('An Item of the audit stays under 10 KiB, however long the reasons of its lines are', async () => {
  const { audit } = world.execution();
  const line = { at: world.clock.now, who: 'f'.repeat(64), because: 'operator', fields: ['held-released'] };
  for (let count = 0; count < 40; count++) audit.note({ ...line, reason: '\u4f11'.repeat(200), outcome: 'applied' });
  await audit.flush();
  const { body } =
    await world.twilio.call<{ method: string; path: string; form: Record<string, string> }[]>('/_local/journal');
  const sizes = body
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/Maps/rosterline-audit/Items'))
    .map(({ form }) => Buffer.byteLength(form.Data ?? ''));
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(10_240);
  expect((await world.execution().audit.all()).lines.filter(({ reason }) => reason)).toHaveLength(40);
});
