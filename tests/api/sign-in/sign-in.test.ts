/** Who is let in by a key, and when nobody can tell. */
import { tick } from '../../../assets/application/tick/tick';
import { askRoster, publish } from '../../support/live-roster';
import { digestOf, KEYS, keyOf, NAMES, OPERATORS } from '../../support/named-operators';
import { operate, showRoster } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { ALERTS, withWorld } from '../../support/with-world';
import { SECRETS } from '../../support/world';

const OWN = rosterOf(['ana', 'ben'], { more: OPERATORS });
const PLAIN = rosterOf(['ana', 'ben']);
const world = withWorld(OWN, { env: ALERTS });
const ask = (secret: string) => askRoster(world, 'rosterHistory', {}, secret);

describe('An operator', () => {
  test('who is taken off the roster is out at once, also in a process that still remembers them', async () => {
    expect((await ask(KEYS.viewer)).status).toBe(200);
    const without = OWN.replace(/.*name: Vera.*\n/, '');
    const remembering = world.execution();
    // Another process publishes, of which this one hears nothing.
    world.restart();
    await publish(world, without, 1);
    const { status } = await operate(world, 'rosterHistory', {}, { secret: KEYS.viewer, ports: remembering });
    expect(status).toBe(401);
  });

  test('who is put on the roster is let in within a minute', async () => {
    await publish(world, `${OWN}  - { name: New, role: viewer, key: "sha256:${digestOf(keyOf('n'))}" }\n`, 1);
    world.passMinutes(1);
    expect((await ask(keyOf('n'))).status).toBe(200);
  });

  test('is refused with 503 while it cannot be told who is one, and OPS_SECRET is not refused for that', async () => {
    world.restart();
    await world.fault({ host: 'sync.twilio.com', status: 503 });
    const { status, body } = await ask(KEYS.admin);
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'upstream_unavailable' });
    expect(body.detail).toContain('It cannot be told who is an operator now.');
    // It is let in, and then the history cannot be read: the entry point answers that with 503.
    await expect(ask(SECRETS.OPS_SECRET)).rejects.toThrow('Sync cannot be reached');
    await world.mend();
  });

  test('is let in without OPS_SECRET, and then a wrong key is still a wrong key', async () => {
    world.configure({ OPS_SECRET: undefined });
    expect((await ask(KEYS.viewer)).status).toBe(200);
    expect((await ask(keyOf('x'))).status).toBe(401);
  });

  test('is shown by GET /roster to themselves: name and role', async () => {
    const { body } = await showRoster(world, {}, { authorization: `Bearer ${KEYS.editor}` });
    expect(body.operator).toEqual({ name: NAMES.editor, role: 'editor' });
  });
});

test('guesses cost Sync one call a minute at most', async () => {
  await ask(KEYS.viewer);
  const before = (await world.calls('sync')).length;
  for (const letter of 'bcdf') expect((await ask(keyOf(letter))).status).toBe(401);
  expect((await world.calls('sync')).length).toBe(before);
});

describe('OPS_SECRET', () => {
  test('is alerted where the roster has operators, once an hour', async () => {
    await ask(SECRETS.OPS_SECRET);
    await ask(SECRETS.OPS_SECRET);
    const texts = await world.texts();
    expect(texts).toEqual([expect.stringContaining('OPS_SECRET was used, which is for emergencies')]);
    world.passMinutes(61);
    await ask(SECRETS.OPS_SECRET);
    expect(await world.texts()).toHaveLength(2);
  });

  test('is alerted also where the action fails', async () => {
    await world.fault({ host: 'sync.twilio.com', path: '/Documents/rosterline-heartbeat', status: 503 });
    await askRoster(world, 'publish', { yaml: OWN, basedOn: 1 }, SECRETS.OPS_SECRET).catch(() => undefined);
    await world.mend();
    expect(await world.texts()).toHaveLength(1);
  });

  test('is not alerted where it is the only way in, nor are keys', async () => {
    await ask(KEYS.admin);
    world.deploy(PLAIN);
    await ask(SECRETS.OPS_SECRET);
    expect(await world.texts()).toEqual([]);
  });
});

describe('What an operator does', () => {
  test('is in the audit by their name, and what the schedule does is not', async () => {
    const ticking = world.execution();
    await tick(ticking);
    await ticking.audit.flush();
    const { status } = await operate(
      world,
      'override',
      { person: 'ana', available: false, until: '2026-11-02T15:00:00Z' },
      { secret: KEYS.editor },
    );
    expect(status).toBe(200);
    const ports = world.execution();
    const { lines } = await ports.audit.of(ports.records.name('ana@example.com'));
    expect(new Map(lines.map(({ available, by }) => [available, by]))).toEqual(
      new Map([
        [false, NAMES.editor],
        [true, undefined],
      ]),
    );
  });

  test('is in the audit by their name also where no user is changed for it at once', async () => {
    const leave = { from: '2026-11-09T00:00:00Z', to: '2026-11-10T00:00:00Z' };
    await operate(world, 'override', { person: 'ana', leave, id: 'holiday' }, { secret: KEYS.editor });
    // Nothing comes of this, so nobody did anything.
    await operate(world, 'override', { person: 'ana', end: 'override' }, { secret: KEYS.admin });
    const ports = world.execution();
    const { lines } = await ports.audit.of(ports.records.name('ana@example.com'));
    expect(lines.map(({ fields, by }) => [by, fields])).toEqual([[NAMES.editor, ['leave-set']]]);
  });

  test('with OPS_SECRET is in the audit as that', async () => {
    await operate(world, 'override', { person: 'ana', available: true, until: '2026-11-02T15:00:00Z' });
    const ports = world.execution();
    const { lines } = await ports.audit.of(ports.records.name('ana@example.com'));
    expect(lines.map(({ by }) => by)).toEqual(['OPS_SECRET']);
  });
});
