// The one asset that owns zod: bundled here once, minified, and loaded once however many assets validate with it.
export type { infer, ZodType } from 'zod';
export {
  array,
  boolean,
  discriminatedUnion,
  enum,
  iso,
  literal,
  looseObject,
  number,
  object,
  record,
  strictObject,
  string,
  union,
  unknown,
} from 'zod';
