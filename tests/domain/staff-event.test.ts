import fc from 'fast-check';
import { staffEvent, withoutNulls } from '../../assets/domain/staff-event';
import { anyJson } from '../api/http/json';

const AT = '2026-11-22T08:00:00Z';
const WHO = { identity: 'ada@example.com' };

const event = (type: string, data: unknown) => ({ type, id: 'evt_1', timestamp: AT, data });

/** The paths at fault, sorted; none if the event is accepted. */
function faults(input: unknown): string[] {
  const parsed = staffEvent.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.')).sort();
}

describe('an event is accepted in its documented form:', () => {
  const until = '2026-11-30T17:00:00Z';
  test.each<[string, Record<string, unknown>]>([
    ['staff.offboarded', {}],
    ['staff.offboarded', { effectiveAt: until }],
    ['staff.offboarding_cancelled', {}],
    ['staff.reinstated', {}],
    ['staff.reinstated', { effectiveAt: until }],
    ['staff.leave', { from: AT, to: until }],
    ['staff.leave', { id: 'leave_1', from: AT, to: until }],
    ['staff.leave_cancelled', { id: 'leave_1' }],
    ['staff.shift', { id: 'shift_1', from: AT, to: until }],
    ['staff.shift', { id: 'shift_1', from: AT, to: until, label: 'Spät, Empfang' }],
    ['staff.shift_cancelled', { id: 'shift_1' }],
    ['staff.availability', { available: false }],
    ['staff.availability', { available: true, until }],
    ['staff.profile', { friendlyName: 'Ada' }],
    ['staff.profile', { avatar: 'https://example.com/ada.png' }],
    ['staff.profile', { friendlyName: 'Ada', avatar: '' }],
  ])('%s with %j', (type, data) => {
    expect(faults(event(type, { ...WHO, ...data }))).toEqual([]);
    expect(faults(event(type, { person: 'ada', ...data }))).toEqual([]);
  });
});

test('the content that our own code gives an event is no part of a delivery', () => {
  expect(faults({ ...event('staff.offboarded', WHO), content: 'words' })).not.toEqual([]);
});

test('an instant may have a lower-case t and z, as RFC 3339 says', () => {
  const written = {
    ...event('staff.offboarded', { ...WHO, effectiveAt: '2026-11-30t17:00:00z' }),
    timestamp: '2026-11-22t08:00:00.5z',
  };
  expect(staffEvent.parse(written)).toMatchObject({
    timestamp: Date.UTC(2026, 10, 22, 8, 0, 0, 500),
    data: { effectiveAt: Date.UTC(2026, 10, 30, 17) },
  });
});

describe('null counts as absent', () => {
  const read = (type: string, data: object) => faults(withoutNulls(event(type, data)));

  test.each([
    ['staff.offboarded', { effectiveAt: null, person: null }],
    ['staff.reinstated', { effectiveAt: null }],
    ['staff.leave', { id: null, from: AT, to: '2026-11-30T17:00:00Z' }],
    ['staff.availability', { available: true, until: null }],
    ['staff.profile', { friendlyName: null, avatar: '' }],
  ])('for the optional fields of %s', (type, data) => {
    expect(read(type, { ...WHO, ...data })).toEqual([]);
  });

  test('for no field that must be there, nor for a name that is not known', () => {
    expect(read('staff.leave_cancelled', { ...WHO, id: null })).toEqual(['data.id']);
    expect(read('staff.availability', { ...WHO, available: null })).toEqual(['data.available']);
    expect(read('staff.offboarded', { ...WHO, until: null })).not.toEqual([]);
    expect(read('staff.offboarded', { ...WHO, effectiveat: null })).not.toEqual([]);
    expect(read('staff.offboarded', { identity: null })).not.toEqual([]);
    expect(faults(withoutNulls({ ...event('staff.offboarded', WHO), data: null }))).not.toEqual([]);
  });
});

describe('who is meant', () => {
  const offboarded = (data: unknown) => faults(event('staff.offboarded', data));

  test('is an identity or a key of the roster, never both and never neither', () => {
    expect(offboarded({ identity: 'ada', person: 'ada' })).toEqual(['data.identity']);
    expect(offboarded({})).toEqual(['data.identity']);
  });

  test('is never . or .. or empty, which would be another address at Twilio', () => {
    for (const identity of ['.', '..', '']) expect(offboarded({ identity })).toEqual(['data.identity']);
    expect(offboarded({ person: '' })).toEqual(['data.person']);
  });

  test('is taken as it is, odd characters and case included', () => {
    for (const identity of ["o'brien+x#1 ü@example.com", ' Ada ', '...', 'a/../b', '%2e%2e', '用户']) {
      expect(staffEvent.parse(event('staff.offboarded', { identity })).data.identity).toBe(identity);
    }
  });

  test('has at most 256 characters', () => {
    expect(offboarded({ identity: 'a'.repeat(256) })).toEqual([]);
    expect(offboarded({ identity: 'a'.repeat(257) })).toEqual(['data.identity']);
  });

  test.each([null, 1, true, ['ada'], { id: 'ada' }])('is not %j', (identity) => {
    expect(offboarded({ identity })).toEqual(['data.identity']);
  });
});

describe('an instant', () => {
  const millis = (effectiveAt: unknown) => {
    const { data } = staffEvent.parse(event('staff.offboarded', { ...WHO, effectiveAt }));
    return 'effectiveAt' in data ? data.effectiveAt : undefined;
  };

  test('is the same whatever the offset it is written with', () => {
    const expected = Date.UTC(2026, 10, 30, 17);
    for (const written of [
      '2026-11-30T17:00:00Z',
      '2026-11-30T18:00:00+01:00',
      '2026-12-01T05:45:00+12:45',
      '2026-11-30T17:00:00.000Z',
    ]) {
      expect(millis(written)).toBe(expected);
    }
  });

  test.each([
    '2026-11-30',
    '2026-11-30T17:00:00',
    '17:00',
    'tomorrow',
    '2026-02-30T00:00:00Z',
    '2026-11-30T24:00:01Z',
    '',
    1_795_334_400,
    null,
  ])('is not %j, which leaves the zone open or is no such time', (written) =>
    expect(faults(event('staff.offboarded', { ...WHO, effectiveAt: written }))).toEqual(['data.effectiveAt']),
  );
});

describe('an event is rejected', () => {
  test.each([
    ['effectivAt', 'staff.offboarded'],
    ['effective_at', 'staff.offboarded'],
    ['effectiveAt', 'staff.offboarding_cancelled'],
    ['until', 'staff.offboarded'],
    ['__proto__', 'staff.offboarded'],
    ['constructor', 'staff.reinstated'],
  ])('with a key %s that %s does not have: it must not act as if it had not been said', (key, type) => {
    const data = Object.fromEntries([...Object.entries(WHO), [key, AT]]);
    expect(faults(event(type, data))).toEqual(['data']);
  });

  test('with a key too many beside data', () => {
    expect(faults({ ...event('staff.offboarded', WHO), effectiveAt: AT })).toEqual(['']);
  });

  test('as of a type that is not known', () => {
    for (const type of ['staff.fired', 'offboarded', 'STAFF.OFFBOARDED', '', null, 1]) {
      expect(faults({ ...event('x', WHO), type })).toEqual(['type']);
    }
  });

  test('with every fault named at once', () => {
    const input = { type: 'staff.leave', id: '', timestamp: 'now', extra: 1, data: { from: 'x', to: 'y', too: 1 } };
    expect(faults(input)).toEqual(['', 'data', 'data.from', 'data.identity', 'data.to', 'id', 'timestamp']);
  });

  test('with the rules of the whole named as well, where a field of it is missing or of another type', () => {
    expect(faults(event('staff.availability', {}))).toEqual(['data.available', 'data.identity']);
    expect(faults({ ...event('staff.profile', WHO), id: 7 })).toEqual(['data', 'id']);
    expect(faults({ ...event('staff.leave', { ...WHO, from: AT, to: AT }), id: 7 })).toEqual(['data.to', 'id']);
  });

  test('as leave that ends before it begins, or when it begins', () => {
    const leave = (from: string, to: string) => faults(event('staff.leave', { ...WHO, from, to }));
    expect(leave('2026-12-02T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual(['data.to']);
    expect(leave(AT, AT)).toEqual(['data.to']);
    expect(leave('2026-12-01T00:30:00+01:00', '2026-12-01T00:00:00Z')).toEqual([]);
  });

  test('as leave without both ends, and as a cancellation that does not say of which leave', () => {
    expect(faults(event('staff.leave', WHO))).toEqual(['data.from', 'data.to']);
    expect(faults(event('staff.leave_cancelled', WHO))).toEqual(['data.id']);
  });

  test('as a shift without id or an end, that ends before it begins, or that lasts longer than 366 days', () => {
    const shift = (data: object) => faults(event('staff.shift', { ...WHO, id: 's', ...data }));
    expect(faults(event('staff.shift', WHO))).toEqual(['data.from', 'data.id', 'data.to']);
    expect(faults(event('staff.shift_cancelled', WHO))).toEqual(['data.id']);
    expect(shift({ from: AT, to: AT })).toEqual(['data.to']);
    expect(shift({ from: '2026-12-02T00:00:00Z', to: '2026-12-01T00:00:00Z' })).toEqual(['data.to']);
    expect(shift({ from: '2026-01-01T00:00:00Z', to: '2027-01-02T00:00:00Z' })).toEqual([]);
    expect(shift({ from: '2026-01-01T00:00:00Z', to: '2027-01-02T00:00:01Z' })).toEqual(['data.to']);
  });

  test('as a shift whose label is empty, long, or has a line break', () => {
    const label = (text: unknown) =>
      faults(event('staff.shift', { ...WHO, id: 's', from: AT, to: '2026-11-30T17:00:00Z', label: text }));
    expect(label('x'.repeat(64))).toEqual([]);
    for (const wrong of ['', 'x'.repeat(65), 'a\nb', '\u0000', 7]) expect(label(wrong)).toEqual(['data.label']);
  });

  test('as a profile that changes nothing', () => {
    expect(faults(event('staff.profile', WHO))).toEqual(['data']);
  });

  test('as availability that is not a plain yes or no', () => {
    for (const available of ['true', 1, null, undefined]) {
      expect(faults(event('staff.availability', { ...WHO, available }))).toEqual(['data.available']);
    }
  });

  test.each(['id', 'timestamp', 'data'])('without %s', (key) => {
    const { [key]: _, ...rest } = event('staff.offboarded', WHO) as Record<string, unknown>;
    expect(faults(rest)).toContain(key);
  });
});

describe('whatever JSON comes instead of an event', () => {
  const types = [
    'staff.offboarded',
    'staff.leave',
    'staff.profile',
    'staff.availability',
    'staff.leave_cancelled',
    'staff.shift',
  ];
  const keys = ['type', 'id', 'timestamp', 'data', 'identity', 'person', 'from', 'to', 'until', 'effectiveAt'];
  const json = anyJson(keys, [...types, AT]);

  test('it is answered with faults, never thrown at', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(faults(value)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('neither is one that is nearly right', () => {
    const nearly = fc.record({ type: fc.constantFrom(...types), id: json, timestamp: json, data: json });
    const nearer = fc.record({ identity: json, from: json, to: json }).map((data) => event('staff.leave', data));
    fc.assert(
      fc.property(fc.oneof(nearly, nearer), (value) => {
        const parsed = staffEvent.safeParse(value);
        if (parsed.success) expect(Number.isFinite(parsed.data.timestamp)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
