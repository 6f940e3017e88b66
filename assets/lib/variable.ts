import * as z from './zod';

// The platform's limits: https://www.twilio.com/docs/serverless/functions-assets/functions/variables

/** Of one variable, in bytes of UTF-8. */
const MAX_VALUE_BYTES = 450;
/** Of all that a Function finds in its context, in bytes of JSON. */
export const MAX_CONTEXT_BYTES = 3072;

/** The value of one variable. */
export const value = z.string().refine((text) => new TextEncoder().encode(text).length <= MAX_VALUE_BYTES, {
  error: `must be at most ${MAX_VALUE_BYTES} bytes`,
});

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
