import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { standard } from '../../../assets/providers/standard/receive';
import { eventFile, NOW, native, providerContext, SECRET, signed } from '../requests';

/** What each delivery of events/ means. */
const MEANING = {
  offboarded: {
    type: 'staff.offboarded',
    data: { identity: 'ada@example.com', effectiveAt: Date.UTC(2026, 10, 30, 17) },
  },
  offboarding_cancelled: { type: 'staff.offboarding_cancelled', data: { identity: 'ada@example.com' } },
  reinstated: { type: 'staff.reinstated', data: { person: 'ada', effectiveAt: Date.UTC(2026, 11, 7, 8) } },
  leave: {
    type: 'staff.leave',
    data: {
      identity: 'ada@example.com',
      id: 'leave_7',
      from: Date.UTC(2026, 11, 23, 23),
      to: Date.UTC(2026, 11, 26, 23),
    },
  },
  leave_cancelled: { type: 'staff.leave_cancelled', data: { identity: 'ada@example.com', id: 'leave_7' } },
  shift: {
    type: 'staff.shift',
    data: {
      identity: 'ada@example.com',
      id: 'shift_7',
      from: Date.UTC(2026, 10, 23, 8),
      to: Date.UTC(2026, 10, 23, 16),
      label: 'Late desk',
    },
  },
  shift_cancelled: { type: 'staff.shift_cancelled', data: { identity: 'ada@example.com', id: 'shift_7' } },
  availability: {
    type: 'staff.availability',
    data: { person: 'ada', available: true, until: Date.UTC(2026, 10, 22, 12) },
  },
  profile: {
    type: 'staff.profile',
    data: {
      identity: "o'brien+x#1 ü@example.com",
      friendlyName: "Zoë O'Brien",
      avatar: 'https://example.com/faces/zoe.png',
    },
  },
};

const read = (body: object, id = 'msg_1') => standard.toEvents(signed(JSON.stringify(body), { id }), providerContext());

describe('a documented delivery', () => {
  test('is tested for every event type, and every test case is documented', () => {
    const files = readdirSync(join(__dirname, 'events')).filter((file) => file.endsWith('.json'));
    expect(files.sort()).toEqual(
      Object.keys(MEANING)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });

  test.each(Object.entries(MEANING))('%s is authentic and is taken as it is', (name, meaning) => {
    const payload = eventFile('standard', name);
    const request = signed(JSON.stringify(payload));
    expect(standard.authenticate(request, native(SECRET), NOW)).toBe(true);
    expect(standard.toEvents(request, providerContext())).toEqual({
      events: [{ id: payload.id, timestamp: NOW, ...meaning }],
      ignored: [],
      unmapped: [],
      faults: [],
    });
  });

  test.each(Object.keys(MEANING))('%s is rejected once its person is changed', (name) => {
    const request = signed(JSON.stringify(eventFile('standard', name)));
    const data = { ...Object(request.payload.data), identity: 'eve@example.com' };
    const forged = { ...request, payload: { ...request.payload, data } };
    expect(standard.authenticate(forged, native(SECRET), NOW)).toBe(false);
  });
});

describe('the id of an event', () => {
  const { id: _, ...anonymous } = eventFile('standard', 'offboarded');

  test("is the delivery's id where the event has none", () => {
    expect(read(anonymous, 'msg_9').events[0]?.id).toBe('msg_9');
  });

  test("is the event's own where it has one", () => {
    expect(read({ ...anonymous, id: 'evt_1' }, 'msg_9').events[0]?.id).toBe('evt_1');
  });

  test('is that of the delivery where it is null', () => {
    expect(read({ ...anonymous, id: null })).toEqual(read(anonymous));
    expect(read(anonymous).events).toHaveLength(1);
  });

  test('is not replaced where it is invalid', () => {
    for (const id of ['', 7]) expect(read({ ...anonymous, id }).faults).toMatchObject([{ path: 'id' }]);
  });

  test('is a fault where neither has one, as can happen with a bearer secret', () => {
    const delivery = standard.toEvents({ headers: {}, payload: anonymous }, providerContext());
    expect(delivery).toMatchObject({ events: [], faults: [{ path: 'id' }] });
  });
});

describe('a faulty event', () => {
  test('is reported with all its faults and values, and has no effect', () => {
    const { events, faults } = read({
      type: 'staff.leave',
      id: 'e',
      timestamp: 'now',
      data: { person: 'ada', from: 5 },
    });
    expect(events).toEqual([]);
    expect(faults.map(({ path }) => path).sort()).toEqual(['data.from', 'data.to', 'timestamp']);
    expect(faults.find(({ path }) => path === 'timestamp')?.message).toMatch(/expected an instant.*found "now"/);
  });

  test('is reported without its person', () => {
    const { faults } = read({
      ...eventFile('standard', 'offboarded'),
      data: { identity: 'ada@example.com', person: 'ada' },
    });
    expect(JSON.stringify(faults)).not.toContain('ada');
  });
});

test('a delivery without one of its headers, or with one of them twice, is not authentic', () => {
  const request = signed(JSON.stringify(eventFile('standard', 'offboarded')));
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
    const { [name]: value, ...rest } = request.headers;
    expect(standard.authenticate({ ...request, headers: rest }, native(SECRET), NOW)).toBe(false);
    const twice = { ...rest, [name]: [value, value] };
    expect(standard.authenticate({ ...request, headers: twice }, native(SECRET), NOW)).toBe(false);
  }
});

describe("the headers under Svix's names", () => {
  const { id: _, ...anonymous } = eventFile('standard', 'offboarded');
  const { headers, payload } = signed(JSON.stringify(anonymous), { id: 'msg_9' });
  const svix = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace(/^webhook/, 'svix'), value]),
  );
  const authentic = (given: object) => standard.authenticate({ headers: { ...given }, payload }, native(SECRET), NOW);

  test('stand for the same', () => {
    expect(authentic(svix)).toBe(true);
    expect(standard.toEvents({ headers: svix, payload }, providerContext()).events[0]?.id).toBe('msg_9');
  });

  test('do not make up for one that is missing, nor is an id beside them believed, which is not signed', () => {
    for (const part of ['id', 'timestamp', 'signature']) {
      const { [`svix-${part}`]: value, ...rest } = svix;
      expect(authentic({ ...rest, [`webhook-${part}`]: value })).toBe(false);
    }
    const beside = { ...svix, 'webhook-id': 'msg_8' };
    expect(authentic(beside)).toBe(true);
    expect(standard.toEvents({ headers: beside, payload }, providerContext()).events[0]?.id).toBe('msg_9');
  });
});

test('a key added by the query breaks the signature', () => {
  const request = signed(JSON.stringify(eventFile('standard', 'offboarded')));
  const payload = { ...request.payload, debug: '1' };
  expect(standard.authenticate({ ...request, payload }, native(SECRET), NOW)).toBe(false);
});
