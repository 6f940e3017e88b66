import { type UpdateUserPorts, updateUser } from '../../assets/application/update-user';
import type { TargetChange, TargetUser } from '../../assets/domain/person/target';
import { rosterOf } from '../support/roster';
import { withWorld } from '../support/with-world';

const ADA = 'ada@example.com';
const POST = { host: 'frontline-api.twilio.com', method: 'POST' };

const world = withWorld(rosterOf(['ada'], { onDuty: [] }));
beforeEach(() => world.put(ADA, { is_available: true }));

const update = (change: TargetChange, skipFetch = false) =>
  updateUser({ identity: ADA, change, because: 'test', skipFetch }, world.execution());
const forms = async () => (await world.calls('frontline', 'POST')).map(({ form }) => form);
const lockOut = { access: false, available: false };

test.each([[{ access: false, available: false }], [{ available: false }], [{ access: false }]])(
  'an update that is answered 200 with the user as it was has failed: %j',
  async (change) => {
    await world.fault({ ...POST, lie: 'unchanged' });
    for (const skipFetch of [false, true]) {
      expect(await update(change, skipFetch)).toMatchObject({ result: 'failed', failure: { status: 200 } });
    }
    expect(world.logged.join()).toContain('An update was answered 200 and changed nothing');
    expect(world.logged.join()).not.toContain('ada@example.com');
  },
);

test('a name or a picture that is answered as it was before has failed, where that was fetched', async () => {
  await world.put(ADA, { friendly_name: 'Ada' });
  await world.fault({ ...POST, lie: 'unchanged' });
  expect(await update({ name: 'Ada L.' })).toMatchObject({ result: 'failed', failure: { status: 200 } });
  expect(await update({ avatar: 'https://example.com/a.png' })).toMatchObject({ result: 'failed' });
});

test('a name that comes back in another spelling has been applied', async () => {
  const user: TargetUser = { id: 'US1', account: ADA, access: true, available: true, name: 'Ada', avatar: '' };
  const noted: string[] = [];
  const ports: UpdateUserPorts = {
    target: { dryRun: false, find: async () => user, update: async () => ({ ...user, name: 'Ada L' }) },
    records: { name: () => 'name' },
    audit: { note: ({ outcome }) => void noted.push(outcome) },
    log: () => undefined,
    now: () => 0,
  };
  const result = await updateUser({ identity: ADA, change: { name: 'Ada  L' }, because: 'test' }, ports);
  expect(result).toMatchObject({ result: 'applied' });
  expect(noted).toEqual(['applied']);
});

describe('an update of several fields that is answered 400', () => {
  const reject = (form: Record<string, string>) => world.fault({ ...POST, form, status: 400, code: 20001 });

  test('is tried field by field, and a lock-out is done once the state is set', async () => {
    await reject({ IsAvailable: 'false' });
    expect(await update(lockOut)).toMatchObject({
      result: 'applied',
      user: { access: false },
      parts: [
        { change: { access: false }, result: { result: 'applied' } },
        { change: { available: false }, result: { result: 'failed', failure: { status: 400, code: 20001 } } },
      ],
    });
    expect(await forms()).toMatchObject([
      { State: 'deactivated', IsAvailable: 'false' },
      { State: 'deactivated' },
      { IsAvailable: 'false' },
    ]);
  });

  test('has failed if it is a lock-out whose state is rejected, and the user is off duty at least', async () => {
    await reject({ State: 'deactivated' });
    expect(await update(lockOut)).toMatchObject({ result: 'failed', failure: { status: 400 } });
    expect(await world.user(ADA)).toMatchObject({ state: 'active', is_available: false });
  });

  test('is not tried further once a field gets no answer', async () => {
    await reject({ State: 'deactivated', IsAvailable: 'false' });
    await world.fault({ ...POST, status: 503 });
    expect(await update(lockOut)).toMatchObject({ result: 'failed', failure: { status: 503 } });
    expect((await forms()).some((form) => !('State' in (form ?? {})))).toBe(false);
  });

  test('has failed if any field of it was not set and it is no lock-out', async () => {
    await reject({ Avatar: 'bad' });
    expect(await update({ name: 'Ada', avatar: 'bad' })).toMatchObject({ result: 'failed', failure: { status: 400 } });
    expect(await world.user(ADA)).toMatchObject({ friendly_name: 'Ada' });
  });
});

test('a failed update says what the user was before, and why it failed', async () => {
  await world.fault({ ...POST, reset: true });
  expect(await update(lockOut)).toMatchObject({ result: 'failed', failure: {}, before: { access: true } });
});
