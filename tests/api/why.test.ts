import { tick } from '../../assets/application/tick/tick';
import { deliver } from '../support/deliveries';
import { operate, showWhy } from '../support/operators';
import { withWorld } from '../support/with-world';

const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ada@example.com, zone: Europe/Madrid }
  ben: { identity: ben@example.com }
shifts:
  - { id: day, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ada] }
protect: [ben@example.com]
`;
const MONDAY_TEN = '2026-11-02T09:00:00Z'; // 10:00 in Madrid

const world = withWorld(ROSTER, { start: MONDAY_TEN });

const say = (type: string, id: string, data: Record<string, unknown>) =>
  deliver(world, { type: `staff.${type}`, id, data });
const answerFor = async (person: string) => (await showWhy(world, { person })).body.answer;

describe('why someone is on or off, in plain words', () => {
  test('on the person’s own clock, beside what Frontline has', async () => {
    await tick(world.execution());
    expect(await answerFor('ada')).toEqual([
      'ada is on duty until Mon 2 Nov, 16:00 (Europe/Madrid): shift day.',
      'In Frontline they are on duty, as they should be.',
    ]);
    expect(await answerFor('ben')).toEqual([
      'ben is off duty, with no end in sight: no shift.',
      'In Frontline they are off duty, as they should be.',
    ]);
  });

  test('says so where Frontline has it otherwise', async () => {
    await tick(world.execution());
    await world.put('ada@example.com', { is_available: false });
    expect((await answerFor('ada'))[1]).toMatch(
      /^In Frontline they are off duty, and should be on duty\. If their shift has just begun or ended, the next tick changes it/,
    );
    await world.put('ada@example.com', { state: 'deactivated' });
    expect((await answerFor('ada'))[1]).toMatch(
      /^In Frontline they are locked out, and should be on duty\. Somebody changed it by hand/,
    );
    await world.fault({ host: 'frontline-api.twilio.com', status: 400 });
    expect((await answerFor('ada'))[1]).toBe('Frontline could not be asked just now.');
  });

  test('leave, overrides, announced leavings, and what has left', async () => {
    await say('leave', 'v', { person: 'ada', from: '2026-11-02T00:00:00Z', to: '2026-11-04T00:00:00Z' });
    expect((await answerFor('ada'))[0]).toBe('ada is off duty until Wed 4 Nov, 01:00 (Europe/Madrid): leave.');
    await say('availability', 'o', { person: 'ada', available: true, until: '2026-11-02T10:00:00Z' });
    await say('offboarded', 'l', { person: 'ada', effectiveAt: '2026-11-30T17:00:00Z' });
    expect(await answerFor('ada')).toEqual([
      'ada is on duty until Mon 2 Nov, 11:00 (Europe/Madrid): override.',
      'In Frontline they are on duty, as they should be.',
      'Leave from Mon 2 Nov, 01:00 to Wed 4 Nov, 01:00.',
      'Leaves Mon 30 Nov, 18:00, announced by Standard Webhooks Mon 2 Nov, 10:00 (event l).',
    ]);
    world.passMinutes();
    await say('offboarded', 'now', { person: 'ada', effectiveAt: '2026-11-02T09:01:00Z' });
    // No sentence about the leave and the override: nothing of that switches anybody who is locked out.
    expect(await answerFor('ada')).toEqual([
      'ada is locked out: Standard Webhooks reported on Mon 2 Nov, 10:01 (Europe/Madrid) that they left.',
      'In Frontline they are locked out, as they should be.',
    ]);
  });

  test('what is held, what waits, and for whom Frontline has no user', async () => {
    await say('offboarded', 'h', { person: 'ben' });
    expect(await answerFor('ben')).toContain(
      'Standard Webhooks reported on Mon 2 Nov, 09:00 that they left (event h). It is held for an operator, because the roster protects them.',
    );
    await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 503 });
    await say('offboarded', 'l', { person: 'ada' });
    const answer = await answerFor('ada');
    expect(answer[1]).toBe('In Frontline they are off duty, and should be locked out. The change is still to be made.');
    expect(answer[2]).toMatch(
      /^They are still to be locked out in Frontline \(l\), since .*; attempts so far: 1, the next .*\.$/,
    );
    await world.mend();
    await say('offboarded', 'x', { identity: 'ghost@example.com' });
    const ghost = await answerFor('ghost@example.com');
    expect(ghost[0]).toMatch(/^ghost@example\.com should be locked out: Standard Webhooks reported on/);
    expect(ghost[1]).toBe('Frontline has no such user.');
  });
});

test('shows the audit of the person, newest first, and nobody else’s', async () => {
  await tick(world.execution()); // says its audit at its end
  const ports = world.execution();
  await deliver(world, { type: 'staff.offboarded', id: 'l', data: { person: 'ada' } }, ports);
  await ports.audit.flush();
  world.passMinutes();
  await operate(world, 'undo', { person: 'ada' });
  const { body } = await showWhy(world, { person: 'ada' });
  expect(body.audit).toEqual([
    {
      at: '2026-11-02T09:01:00Z',
      because: expect.stringMatching(/^undo-/),
      source: 'Operator',
      by: 'OPS_SECRET',
      change: ['state=active', 'available=true'],
      outcome: 'applied',
    },
    {
      at: MONDAY_TEN,
      because: 'l',
      source: 'Standard Webhooks',
      change: ['state=deactivated', 'available=false'],
      outcome: 'applied',
    },
  ]);
  expect((await showWhy(world, { person: 'ben' })).body.audit).toEqual([]);
});

test('the audit names the schedule’s reason, the operator and the sender, also of a change that HR did not ask for', async () => {
  const ports = world.execution();
  await tick(ports);
  await ports.audit.flush();
  const said = world.execution();
  await deliver(world, { type: 'staff.availability', id: 'event-9', data: { person: 'ada', available: false } }, said);
  await said.audit.flush();
  world.passMinutes();
  await operate(world, 'override', { person: 'ada', available: true });
  world.passMinutes();
  await operate(world, 'override', { person: 'ada', end: 'override' });
  const { audit } = (await showWhy(world, { person: 'ada' })).body;
  expect(audit.map(({ change, source }) => `${change}: ${source}`)).toEqual([
    'available=true: Operator',
    'available=true: Operator',
    'available=false: Standard Webhooks',
    'available=true: Schedule: shift day',
  ]);
});

describe('on the reader’s clock', () => {
  test('each time has the person’s beside it where it differs', async () => {
    await tick(world.execution());
    const answer = async (zone: string) => (await showWhy(world, { person: 'ada', zone })).body.answer[0];
    expect(await answer('America/New_York')).toBe(
      'ada is on duty until Mon 2 Nov, 10:00 your time (16:00 in Madrid): shift day.',
    );
    expect(await answer('Asia/Tokyo')).toBe(
      'ada is on duty until Tue 3 Nov, 00:00 your time (Mon 2 Nov, 16:00 in Madrid): shift day.',
    );
    expect(await answer('Europe/Berlin')).toBe('ada is on duty until Mon 2 Nov, 16:00: shift day.');
  });

  test('a zone that is not known counts as none', async () => {
    const { body } = await showWhy(world, { person: 'ada', zone: 'Europe/Atlantis' });
    expect(body.answer[0]).toBe('ada is on duty until Mon 2 Nov, 16:00 (Europe/Madrid): shift day.');
  });
});

test('tells of the coming days, and of people whom only Frontline knows', async () => {
  const { coming } = (await showWhy(world, { person: 'ada' })).body;
  expect(coming?.on[0]).toEqual({ from: MONDAY_TEN, to: '2026-11-02T15:00:00Z', because: 'shift day', kind: 'shift' });
  expect(coming?.on.at(-1)?.to).toBe('2026-11-09T15:00:00Z'); // a week from now, and not cut
  await world.put('eve@example.com', {});
  const eve = (await showWhy(world, { identity: 'eve@example.com' })).body;
  expect(eve.person).toMatchObject({ onRoster: false, should: { available: null, state: 'active' } });
  expect(eve.answer[0]).toBe('eve@example.com is not on the roster, and nothing has been said of their availability.');
  expect(eve.coming).toBeUndefined();
});

test('somebody whom nobody knows is a fault that names the field', async () => {
  expect(await showWhy(world, { person: 'nobody' })).toMatchObject({
    status: 400,
    body: { code: 'invalid_payload', errors: [{ path: 'person' }] },
  });
  expect(await showWhy(world, {})).toMatchObject({ status: 400, body: { errors: [{ path: 'identity' }] } });
});

test('reads no more of a long audit than it has time for, and says how far back it goes', async () => {
  const who = world.execution().records.name('ada@example.com');
  const line = { who, because: 'shift day', fields: ['isAvailable'], available: true, outcome: 'applied' };
  for (let minute = 0; minute < 1100; minute++) {
    const { audit } = world.execution();
    audit.note({ ...line, at: Date.parse('2026-11-01T00:00:00Z') + minute * 60_000 });
    await audit.flush();
    world.clock.now += 100; // Sync takes 20 writes a second
  }
  const { body } = await showWhy(world, { person: 'ada' });
  expect(body.auditSince).toBe('2026-11-01T01:40:00Z');
  expect(body.audit).toHaveLength(999);
  expect(body.audit[0]?.at).toBe('2026-11-01T18:19:00Z');
});
