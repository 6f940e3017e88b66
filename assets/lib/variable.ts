// Variables of the environment, each checked and read from its text. Every entry point reads them all before it can refuse a
// request, so they do without zod: loading that would be most of a cold start (docs/performance.md).

// The platform's limits: https://www.twilio.com/docs/serverless/functions-assets/functions/variables

/** Of one variable, in bytes of UTF-8. */
const MAX_VALUE_BYTES = 450;
/** Of all that a Function finds in its context, in bytes of JSON. */
export const MAX_CONTEXT_BYTES = 3072;

/** How one variable is checked and read. The methods are called as in zod, and do the same. */
export interface Variable<T> {
  /** @param text undefined where the variable is not set. */
  read(text: string | undefined): Reading<T>;
  /** A further check; without `abort` those after it are made as well, so that all faults are named at once. */
  refine(holds: (value: T) => boolean, fault: { readonly error: string; readonly abort?: boolean }): Variable<T>;
  /** Changes a value without faults. */
  transform<Changed>(change: (value: T) => Changed): Variable<Changed>;
  optional(): Variable<T | undefined>;
  default(otherwise: T): Variable<T>;
}

/** The value of a variable, or everything that is wrong with it. No fault holds a value. */
export type Reading<T> = { readonly value: T } | { readonly faults: readonly string[] };

/** What the variables of a table are read to. */
export type Values<Variables> = {
  readonly [Name in keyof Variables]: Variables[Name] extends Variable<infer T> ? T : never;
};

/** A value as far as it has been checked; without one, no further check makes sense. */
type Checked<T> = { readonly faults: readonly string[]; readonly value?: undefined } | Found<T>;
type Found<T> = { readonly faults: readonly string[]; readonly value: { readonly is: T } };

const found = <T>(is: T, faults: readonly string[] = []): Found<T> => ({ faults, value: { is } });

function variable<T>(check: (text: string | undefined) => Checked<T>): Variable<T> {
  return {
    read(text) {
      const { value, faults } = check(text);
      return value && faults.length === 0 ? { value: value.is } : { faults };
    },
    refine: (holds, { error, abort = false }) =>
      variable((text) => {
        const checked = check(text);
        if (!checked.value || holds(checked.value.is)) return checked;
        const faults = [...checked.faults, error];
        return abort ? { faults } : { ...checked, faults };
      }),
    transform: (change) =>
      variable((text) => {
        const { value, faults } = check(text);
        return value && faults.length === 0 ? found(change(value.is)) : { faults };
      }),
    optional: () => variable<T | undefined>((text) => (text === undefined ? found(undefined) : check(text))),
    default: (otherwise) => variable((text) => (text === undefined ? found(otherwise) : check(text))),
  };
}

/** The value of one variable that has to be set. @param error what to say where it is not. */
export function required(error: string): Variable<string> {
  return variable((text) => (text === undefined ? { faults: [error] } : found(text))).refine(
    (text) => new TextEncoder().encode(text).length <= MAX_VALUE_BYTES,
    { error: `must be at most ${MAX_VALUE_BYTES} bytes` },
  );
}

/** The value of one variable. */
export const value = required('must be set');

/** A switch that is off unless it is set. Anything but the two words is refused: `yes` or `1` must not silently mean no. */
export const yesOrNo = toggle(false);

/** A switch that is on unless it is set to `false`. */
export const yesUnlessNo = toggle(true);

function toggle(otherwise: boolean) {
  return value
    .refine((text) => text === 'true' || text === 'false', { error: 'must be true or false' })
    .transform((text) => text === 'true')
    .default(otherwise);
}
