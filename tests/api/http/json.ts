import fc from 'fast-check';

/** Keys that mean something to JavaScript, to the platform or to us. */
const AWKWARD_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'toJSON',
  '0',
  '4047',
  '',
  'request',
  'headers',
  'cookies',
];

/**
 * Any value that can come as JSON, with awkward keys among the others; `keys` are those of the form under test, so that
 * values get far into it. `__proto__` is a property like any other here, as JSON.parse leaves it.
 */
export function anyJson(keys: readonly string[] = [], leaves: readonly unknown[] = []): fc.Arbitrary<unknown> {
  const key = fc.oneof(fc.constantFrom(...AWKWARD_KEYS, ...keys), fc.string({ maxLength: 8 }));
  const leaf = fc.oneof(
    fc.constantFrom(null, true, false, ...leaves),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.integer(),
    fc.string({ unit: 'binary' }),
  );
  return fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('object')),
    object: fc
      .array(fc.tuple(key, tie('value')), { maxLength: 6 })
      // fromEntries defines, it does not assign: __proto__ becomes a key.
      .map((entries): unknown => Object.fromEntries(entries)),
  })).value;
}

/** Any JSON object: what a body is. */
export function anyObject(keys?: readonly string[], leaves?: readonly unknown[]) {
  return anyJson(keys, leaves).filter(
    (value): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
}
