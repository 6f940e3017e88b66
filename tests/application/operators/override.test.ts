import { tick } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { operate, showRoster } from '../../support/operators';
import { MONDAY_NOON, withWorld } from '../../support/with-world';

const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ada@example.com }
  off: { identity: off@example.com }
shifts:
  - { id: day, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ada] }
  - { id: late, days: [mon], from: "18:00", to: "20:00", who: [off] }
`;

const world = withWorld(ROSTER);
beforeEach(() => tick(world.execution()));

const set = (payload: Record<string, unknown>) => operate(world, 'override', payload);
const available = async (key: string) => (await world.user(`${key}@example.com`)).is_available;
const at = async (instant: string) => {
  world.clock.now = Date.parse(instant);
  await tick(world.execution());
};
const leaveOf = async (index: number) => (await showRoster(world)).body.people[index]?.leave[0]?.key ?? '';

test('an override without an end holds until the next shift change', async () => {
  expect((await set({ person: 'ada', available: false })).body.results).toEqual([
    {
      event: expect.stringMatching(/^operator-/),
      type: 'staff.availability',
      outcome: 'applied',
      person: 'ada',
      user: expect.stringMatching(/^US/),
    },
  ]);
  expect(await available('ada')).toBe(false);
  await at('2026-11-02T15:59:00Z');
  expect(await available('ada')).toBe(false);
  await at('2026-11-03T08:00:00Z');
  expect(await available('ada')).toBe(true);
});

test('an override with an end holds until then, and for someone off duty too', async () => {
  expect((await set({ person: 'off', available: true, until: '2026-11-02T13:00:00Z' })).outcomes).toEqual(['applied']);
  expect(await available('off')).toBe(true);
  await at('2026-11-02T13:00:00Z');
  expect(await available('off')).toBe(false);
});

test('an override is ended: the roster decides again, and ending it twice changes nothing', async () => {
  await set({ person: 'ada', available: false });
  expect((await set({ person: 'ada', end: 'override' })).outcomes).toEqual(['applied']);
  expect(await available('ada')).toBe(true);
  expect((await set({ person: 'ada', end: 'override' })).outcomes).toEqual(['unchanged']);
  expect((await showRoster(world)).body.people[0]?.override).toBeUndefined();
});

test('leave takes somebody off duty, now or when it begins; it is ended by its key, and only it', async () => {
  expect((await set({ person: 'ada', leave: { from: MONDAY_NOON, to: '2026-11-04T00:00:00Z' } })).outcomes).toEqual([
    'applied',
  ]);
  expect(await available('ada')).toBe(false);
  await at('2026-11-03T09:00:00Z');
  expect(await available('ada')).toBe(false);
  expect((await set({ person: 'ada', end: 'leave', leave: 'another' })).outcomes).toEqual(['unchanged']);
  expect(await available('ada')).toBe(false);
  const key = await leaveOf(0);
  expect((await set({ person: 'ada', end: 'leave', leave: key })).outcomes).toEqual(['applied']);
  expect(await available('ada')).toBe(true);
  expect((await set({ person: 'ada', end: 'leave', leave: key })).outcomes).toEqual(['unchanged']);
  const later = { from: '2026-11-05T00:00:00Z', to: '2026-11-06T00:00:00Z' };
  expect((await set({ person: 'ada', leave: later })).outcomes).toEqual(['deferred']);
});

test('nobody who has left is brought back by it', async () => {
  await deliver(world, { type: 'staff.offboarded', id: 'l', data: { person: 'ada' } });
  await set({ person: 'ada', available: true });
  await set({ person: 'ada', end: 'override' });
  await at('2026-11-03T09:00:00Z');
  expect(await world.user('ada@example.com')).toMatchObject({ state: 'deactivated', is_available: false });
});

test('the same request again, at any later time, has its effect once; another content under that id is a conflict', async () => {
  const wish = { person: 'ada', available: false, id: 'wish-1' };
  expect((await set(wish)).outcomes).toEqual(['applied']);
  expect((await set(wish)).outcomes).toEqual(['duplicate']);
  world.clock.now += 90_000;
  expect((await set(wish)).outcomes).toEqual(['duplicate']);
  const leave = { person: 'off', leave: { from: '2026-11-05T00:00:00Z', to: '2026-11-06T00:00:00Z' }, id: 'wish-2' };
  expect((await set(leave)).outcomes).toEqual(['deferred']);
  world.clock.now += 90_000;
  expect((await set(leave)).outcomes).toEqual(['duplicate']);
  expect(world.logged.join()).not.toContain('reused-id');
  const other = await set({ ...wish, available: true });
  expect([other.status, other.body.code]).toEqual([409, 'payload_conflict']);
  expect(world.logged.join()).toContain('reused-id');
});

test('what cannot be recorded is for the sender to send again', async () => {
  await world.fault({ host: 'sync.twilio.com', path: '/v1/Services/default/Maps', status: 503 });
  await world.fault({ host: 'sync.twilio.com', method: 'POST', status: 503 });
  const answer = await set({ person: 'ada', available: false });
  expect([answer.status, answer.body.code]).toEqual([503, 'upstream_unavailable']);
  expect(await available('ada')).toBe(true);
});

test('someone whom the roster does not know goes by the identity', async () => {
  await world.put('out@example.com', {});
  expect((await set({ identity: 'out@example.com', available: true, until: '2026-11-02T13:00:00Z' })).outcomes).toEqual(
    ['applied'],
  );
  expect((await world.user('out@example.com')).is_available).toBe(true);
  expect((await set({ person: 'nobody', available: true })).outcomes).toEqual(['unknown_user']);
  expect((await set({ identity: 'nobody@example.com', available: true })).outcomes).toEqual(['unknown_user']);
});

test.each([
  [{}, ['identity', 'available']],
  [{ person: 'ada' }, ['available']],
  [{ person: 'ada', identity: 'ada@example.com', available: 'no' }, ['available', 'identity', 'available']],
  [{ person: 'ada', available: true, end: 'override' }, ['available']],
  [{ person: 'ada', end: 'override', until: '2026-11-03T00:00:00Z' }, ['until']],
  [{ person: 'ada', end: 'leave' }, ['leave']],
  [{ person: 'ada', leave: 'a key' }, ['available', 'leave']],
  [{ person: 'ada', available: true, until: MONDAY_NOON }, ['until']],
  [{ person: 'ada', leave: { from: '2026-11-04T00:00:00Z', to: '2026-11-03T00:00:00Z' } }, ['leave.to']],
  [{ person: 'ada', leave: { from: '2026-11-01T00:00:00Z', to: MONDAY_NOON } }, ['leave.to']],
  [{ person: 'ada', available: true, untill: '2026-11-03T00:00:00Z' }, ['']],
])('%j is refused with every fault, and nothing is done', async (payload, paths) => {
  const { status, body } = await set(payload);
  expect([status, body.code]).toEqual([400, 'invalid_payload']);
  expect(new Set(body.errors?.map(({ path }) => path))).toEqual(new Set(paths));
  expect(await available('ada')).toBe(true);
});

test('is refused without the operators’ secret', async () => {
  const answer = await operate(world, 'override', { person: 'ada', available: false }, { secret: 'wrong' });
  expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
  expect(await available('ada')).toBe(true);
});
