import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { okta } from '../../../assets/providers/okta/receive';
import { eventFile, NOW, native, providerContext } from '../requests';

const ADA = 'ada@example.com';
const BEN = 'US0123456789abcdef0123456789abcdef';
const AT = Date.UTC(2026, 10, 22, 8, 0, 0, 123);

const delivered = (payload: Record<string, unknown>, env?: Record<string, string>) =>
  okta.toEvents({ headers: { 'content-type': 'application/json' }, payload }, providerContext(env));
const file = (name: string, env?: Record<string, string>) => delivered(eventFile('okta', name), env);

/** A delivery of one event, otherwise like deactivate.json. */
function like(change: Record<string, unknown>) {
  const [event] = Object(eventFile('okta', 'deactivate').data).events;
  return delivered({ data: { events: [{ ...event, ...change }] } });
}

const user = (change: Record<string, unknown>) => ({ id: '00u', type: 'User', alternateId: ADA, ...change });

describe('an event of Okta', () => {
  test.each([
    ['deactivate', 'staff.offboarded', 'u-deactivate'],
    ['suspend', 'staff.offboarded', 'u-suspend'],
    ['delete.initiated', 'staff.offboarded', 'u-delete'],
    ['unsuspend', 'staff.reinstated', 'u-unsuspend'],
    ['activate', 'staff.reinstated', 'u-activate'],
    ['reactivate', 'staff.reinstated', 'u-reactivate'],
    ['membership.remove', 'staff.offboarded', 'u-remove'],
    ['membership.add', 'staff.reinstated', 'u-add'],
  ])('%s means %s, under its uuid and dated as published', (name, type, id) => {
    expect(file(name)).toEqual({
      events: [{ type, id, timestamp: AT, data: { identity: ADA }, senderId: '00uADA' }],
      ignored: [],
      unmapped: [],
      faults: [],
    });
  });

  test('update_profile sets the display name of Okta', () => {
    expect(file('update_profile').events).toEqual([
      {
        type: 'staff.profile',
        id: 'u-profile',
        timestamp: AT,
        data: { identity: ADA, friendlyName: 'Ada Lovelace' },
        senderId: '00uADA',
      },
    ]);
  });

  test('update_profile without a display name is ignored', () => {
    for (const displayName of [null, undefined, '']) {
      const { events, ignored } = like({ eventType: 'user.account.update_profile', target: [user({ displayName })] });
      expect({ events, ignored: ignored.length }).toEqual({ events: [], ignored: 1 });
    }
  });

  test("that failed is ignored, under Okta's type", () => {
    expect(file('failed')).toEqual({
      events: [],
      ignored: [{ id: 'u-failed', type: 'user.lifecycle.deactivate' }],
      unmapped: [],
      faults: [],
    });
  });

  test('without an outcome is ignored', () => {
    for (const outcome of [undefined, { result: 'UNKNOWN' }, { result: 'success' }]) {
      expect(like({ outcome })).toMatchObject({ events: [], ignored: [{ id: 'u-deactivate' }], faults: [] });
    }
  });

  test.each(['create', 'delete.completed', 'lock', 'unlock'])('%s is ignored', (name) => {
    expect(file(name)).toMatchObject({ events: [], ignored: [{ id: `u-${name}` }], faults: [] });
  });

  test('of an unknown type is ignored', () => {
    expect(file('unknown-type')).toMatchObject({ events: [], ignored: [{ type: 'user.session.start' }], faults: [] });
    for (const eventType of ['constructor', '__proto__', 'toString', '']) {
      expect(like({ eventType })).toMatchObject({ events: [], ignored: [{ type: eventType }], faults: [] });
    }
  });
});

describe('the person of an event', () => {
  test('is the target of type User, whatever its position', () => {
    const [event] = Object(eventFile('okta', 'membership.add').data).events;
    expect(event.target.map(({ type }: { type: string }) => type)).toEqual(['AppUser', 'AppInstance', 'User']);
    expect(file('membership.add').events[0]?.data).toEqual({ identity: ADA });
  });

  test('is the person to whom the roster maps the id, rather than the login', () => {
    expect(like({ target: [user({ id: '00uBEN', alternateId: 'ben@example.com' })] }).events[0]?.data.identity).toBe(
      BEN,
    );
    expect(like({ target: [user({ id: '00uBEN', alternateId: null })] }).events[0]?.data.identity).toBe(BEN);
  });

  test('is the login, verbatim, where the roster does not map the id', () => {
    const login = "O'Brien+x#1 ü@example.com";
    expect(like({ target: [user({ alternateId: login })] }).events[0]?.data.identity).toBe(login);
  });

  test('that is missing is a fault that says what was expected', () => {
    expect(file('no-user')).toEqual({
      events: [],
      ignored: [],
      unmapped: [],
      faults: [{ path: 'data.events.0.target', message: expect.stringContaining('type User') }],
    });
    for (const target of [
      null,
      undefined,
      [],
      [user({ alternateId: '' })],
      [user({ alternateId: null })],
      [user({ type: 'user' })],
    ]) {
      expect(like({ target }).faults).toMatchObject([{ path: 'data.events.0.target' }]);
    }
  });

  test('is never . or ..', () => {
    for (const alternateId of ['.', '..']) {
      const { events, faults } = like({ target: [user({ alternateId })] });
      expect({ events, faults: faults.length }).toEqual({ events: [], faults: 1 });
    }
  });
});

describe('a membership event', () => {
  test.each(['membership.add', 'membership.remove'])('%s of another application is ignored', (name) => {
    expect(file(name, { OKTA_APP_ID: '0oaOTHER' })).toMatchObject({ events: [], ignored: [{}], faults: [] });
  });

  test.each(['membership.add', 'membership.remove'])(
    '%s is ignored as long as no application is configured, and the reason is given',
    (name) => {
      const ignored = [{ detail: 'OKTA_APP_ID is not set' }];
      expect(file(name, {})).toMatchObject({ events: [], ignored, faults: [] });
    },
  );
});

describe('a delivery', () => {
  test('can carry several events, each with its own effect', () => {
    expect(file('several')).toEqual({
      events: [
        {
          type: 'staff.offboarded',
          id: 'u-1',
          timestamp: Date.UTC(2026, 10, 22, 8),
          data: { identity: ADA },
          senderId: '00uADA',
        },
        { type: 'staff.reinstated', id: 'u-3', timestamp: Date.UTC(2026, 10, 22, 7, 59, 59), data: { identity: BEN } },
      ],
      ignored: [{ id: 'u-2', type: 'user.session.start' }],
      unmapped: [],
      faults: [],
    });
  });

  test('with a faulty event applies the others and reports the fault by its path', () => {
    const [good] = Object(eventFile('okta', 'deactivate').data).events;
    const { events, faults } = delivered({ data: { events: [{ ...good, uuid: 7 }, good, 'text', null] } });
    expect(events.map(({ id }) => id)).toEqual(['u-deactivate']);
    expect(faults.map(({ path }) => path)).toEqual(['data.events.0.uuid', 'data.events.2', 'data.events.3']);
  });

  test.each([{}, { data: null }, { data: {} }, { data: { events: {} } }, { data: { events: [] } }])(
    'without events is faulty: %j',
    (payload) => {
      const { events, faults } = delivered(payload);
      expect({ events, faulty: faults.length > 0 }).toEqual({ events: [], faulty: true });
    },
  );

  test("reports no fault that contains a person's data", () => {
    const { faults } = like({ target: [user({ alternateId: 'x'.repeat(300) })], published: 'then' });
    expect(faults).toHaveLength(2);
    expect(JSON.stringify(faults)).not.toContain('xxx');
  });
});

test('every documented delivery is tested above', () => {
  const files = readdirSync(join(__dirname, 'events')).filter((name) => name.endsWith('.json'));
  for (const name of files) expect(file(name.slice(0, -'.json'.length))).toBeDefined();
  expect(files).toHaveLength(17);
});

describe('the secret of a hook', () => {
  const authentic = (authorization: unknown, ...secrets: string[]) =>
    okta.authenticate({ headers: { authorization }, payload: {} }, native(...secrets), NOW);

  test('is compared with Authorization verbatim', () => {
    expect(authentic('s3cret', 's3cret')).toBe(true);
  });

  test('is rejected after Bearer unless it is configured as bearer:', () => {
    expect(authentic('Bearer s3cret', 's3cret')).toBe(false);
  });

  test('is accepted from either of two during rotation', () => {
    expect([authentic('old', 'old', 'new'), authentic('new', 'old', 'new')]).toEqual([true, true]);
  });

  test.each(['', 'S3cret', 's3cre', 's3crets', ' s3cret', 's3cret ', undefined, ['s3cret'], ['s3cret', 's3cret']])(
    'is refused as %j',
    (authorization) => expect(authentic(authorization, 's3cret')).toBe(false),
  );

  test('rejects everything while it is not set', () => expect(authentic('undefined')).toBe(false));
});

describe('the handshake', () => {
  const challenge = { 'x-okta-verification-challenge': 'Ycl8+/=' };

  test('returns the challenge, which Okta sends once by GET', () => {
    expect(okta.handshake?.({ headers: challenge, payload: {} })).toEqual({ answer: { verification: 'Ycl8+/=' } });
  });

  test('is not answered without a challenge, or with two', () => {
    expect(okta.handshake?.({ headers: {}, payload: {} })).toBeUndefined();
    const twice = { 'x-okta-verification-challenge': ['a', 'b'] };
    expect(okta.handshake?.({ headers: twice, payload: {} })).toBeUndefined();
  });

  test('is never answered for a delivery, so that none passes unauthenticated', () => {
    expect(okta.handshake?.({ headers: challenge, payload: eventFile('okta', 'deactivate') })).toBeUndefined();
  });
});
