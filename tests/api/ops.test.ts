import { operate } from '../support/operators';
import { withTeam } from '../support/team';
import { SECRETS } from '../support/world';

const { world } = withTeam();

test('An operator address rejects a wrong secret with 401 and an invalid payload with 400', async () => {
  for (const door of ['release', 'replay', 'undo', 'erase', 'reconcile'] as const) {
    expect(await operate(world, door, {}, { secret: SECRETS.TICK_SECRET })).toMatchObject({
      status: 401,
      body: { code: 'unauthorized' },
    });
    expect(await operate(world, door, { persn: 'p0' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_payload' },
    });
  }
  expect((await operate(world, 'undo', { person: 'p0', identity: 'x' })).status).toBe(400);
  expect((await operate(world, 'undo', { person: 'nobody-here' })).outcomes).toEqual(['unknown_user']);
});
