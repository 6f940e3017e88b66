import { toValidationErrors } from '../../../assets/api/http/faults';

const issue = (path: readonly PropertyKey[]) => [{ path, message: 'expected something else' }];

describe('a fault', () => {
  test('names the field by its path, the value found there and what was expected', () => {
    const input = { data: { effectiveAt: 'tomorrow' } };
    expect(toValidationErrors(issue(['data', 'effectiveAt']), input)).toEqual([
      { path: 'data.effectiveAt', message: 'expected something else; found "tomorrow"' },
    ]);
  });

  test('names what is in a list by its index, under the place where the list was found', () => {
    const input = { target: [{ type: 5 }] };
    expect(toValidationErrors(issue(['target', 0, 'type']), input, ['data', 'events', 3])).toEqual([
      { path: 'data.events.3.target.0.type', message: 'expected something else; found 5' },
    ]);
  });

  test.each([
    ['text', 'a "b"', '"a \\"b\\""'],
    ['a number', 0, '0'],
    ['a boolean', false, 'false'],
    ['null', null, 'null'],
  ])('shows %s as JSON', (_, value, shown) => {
    expect(toValidationErrors(issue(['a']), { a: value })[0]?.message).toBe(`expected something else; found ${shown}`);
  });

  test.each(['identity', 'person', 'friendlyName', 'avatar', 'alternateId', 'displayName'])(
    'does not echo %s, which is personal',
    (field) => {
      const [fault] = toValidationErrors(issue(['data', field]), { data: { [field]: 'ada@example.com' } });
      expect(fault).toEqual({ path: `data.${field}`, message: 'expected something else' });
    },
  );

  test('does not echo what lies below a personal field either', () => {
    expect(toValidationErrors(issue(['identity', 'name']), { identity: { name: 'Ada' } })[0]?.message).not.toContain(
      'Ada',
    );
  });

  test('does not echo objects and lists, which may hold anything', () => {
    for (const value of [{ identity: 'ada@example.com' }, ['ada@example.com']]) {
      expect(toValidationErrors(issue(['data']), { data: value })[0]?.message).toBe('expected something else');
    }
  });

  test('of a field that is missing shows no value', () => {
    expect(toValidationErrors(issue(['data', 'from']), { data: {} })[0]?.message).toBe('expected something else');
    expect(toValidationErrors(issue(['data', 'from']), { data: 'text' })[0]?.message).toBe('expected something else');
    expect(toValidationErrors(issue(['data', 'from']), null)[0]?.message).toBe('expected something else');
  });

  test('shows at most 60 characters of a long value, and that it was cut', () => {
    const [fault] = toValidationErrors(issue(['a']), { a: 'x'.repeat(10_000) });
    expect(fault?.message).toBe(`expected something else; found "${'x'.repeat(59)}…`);
    expect(toValidationErrors(issue(['a']), { a: 'x'.repeat(58) })[0]?.message).not.toContain('…');
  });

  test('comes for every issue, in their order', () => {
    const paths = toValidationErrors([...issue(['b']), ...issue(['a'])], { a: 1, b: 2 }).map(({ path }) => path);
    expect(paths).toEqual(['b', 'a']);
  });
});
