// The one asset that owns zod: bundled here once, minified, and loaded once however many assets validate with it.
import { config } from 'zod';

export type { core, infer, ZodObject, ZodRawShape, ZodType } from 'zod';
export {
  array,
  boolean,
  discriminatedUnion,
  enum,
  int,
  iso,
  literal,
  looseObject,
  number,
  object,
  partialRecord,
  record,
  strictObject,
  string,
  tuple,
  union,
  unknown,
} from 'zod';

// zod would write and compile a function for each object schema at its first use. A cold start pays for that, 1 to 2 ms, and a
// warm process gains nothing that could be measured (bench/webhook.ts).
config({ jitless: true });
