import fc from 'fast-check';

/** As much of JSON Schema as the requests of the description are written in. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const INSTANTS = ['2026-11-02T13:00:00Z', '2026-11-03T00:00:00+01:00', '2030-01-01T00:00:00z', '2020-01-01T00:00:00Z'];
/** What can never be meant, or only by few fields. */
const STRANGE = [null, 7, -1, 1.5, '', [], {}, true, 'true', 'x'.repeat(300), '2026-02-30T00:00:00Z', { from: 1 }];

/**
 * Values that a schema accepts, as far as they are hit by chance: texts are from `words` more often than not.
 * @param words what the deployment knows: people, versions, rosters.
 */
export function valuesOf(schema: Schema, words: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, words)));
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date-time') return fc.constantFrom(...INSTANTS);
      return fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...words) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }) },
      );
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer());
    case 'object':
      return objectsOf(schema, words);
    default:
      throw new Error(`no values for ${JSON.stringify(schema)}`);
  }
}

/** Objects that a schema accepts, and others: fields that are missing, strange or unknown. */
export function objectsOf({ properties = {}, required = [] }: Schema, words: readonly string[]) {
  const absent = Symbol('absent');
  const fields = Object.entries(properties).map(([name, schema]) => {
    const given = [
      { weight: 6, arbitrary: valuesOf(schema, words) },
      { weight: 1, arbitrary: fc.constantFrom(...STRANGE) },
      { weight: required.includes(name) ? 1 : 8, arbitrary: fc.constant(absent) },
    ];
    return fc.oneof(...given).map((value) => [name, value] as const);
  });
  const unknown = fc.oneof(
    { weight: 9, arbitrary: fc.constant(absent) },
    { weight: 1, arbitrary: fc.constantFrom(...STRANGE) },
  );
  return fc
    .tuple(
      ...fields,
      unknown.map((value) => ['unknownField', value] as const),
    )
    .map((all) => Object.fromEntries(all.filter(([, value]) => value !== absent)));
}
