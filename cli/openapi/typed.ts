import { z } from 'zod';

// Schemas that the compiler compares with the types of what is answered, so that the description cannot drift from them.

/** A schema for each field of a type: none is missing, and there is no other. */
type Fields<T> = { readonly [Name in keyof T]-?: z.ZodType<Exclude<T[Name], undefined>> };

/**
 * An object with exactly the fields of a type. Say `satisfies z.ZodType<T>` as well: a field that may be absent is
 * `exactOptional`, and only such a one.
 */
export function fieldsOf<T>() {
  return <Shape extends Fields<T>>(shape: Shape & Record<Exclude<keyof Shape, keyof T>, never>) =>
    z.strictObject(shape);
}

/** Exactly the words of a type. */
export function wordsOf<Word extends string>() {
  return (words: { readonly [Name in Word]: Name }) => z.enum(words);
}

/** Gives a schema its name in the description. */
export function called<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  return schema;
}
