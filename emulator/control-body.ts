import type { Context } from 'hono';
import type * as z from 'zod';
import type { TwilioEnv } from './api';

/** `{ error, errors: [{ path, message }] }`, where `path` is the field that is wrong. */
function badRequestResponse(c: Context<TwilioEnv>, errors: { path: string; message: string }[]): Response {
  return c.json({ error: errors.map(({ path, message }) => `${path}: ${message}`).join('; '), errors }, 400);
}

function fieldErrors(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.flatMap((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
    if (unknown) return unknown.map((key) => ({ path: [...issue.path, key].join('.'), message: 'unknown field' }));
    return [{ path: issue.path.join('.') || 'body', message: issue.message }];
  });
}

/**
 * The JSON body of a call to our own API; a body that is missing counts as one without any fields. A wrong one comes back as the
 * answer, 400, with every fault by its field.
 * @param schema what the body must be, or which schema suits it.
 */
export async function readControl<T>(
  c: Context<TwilioEnv>,
  schema: z.ZodType<T> | ((json: unknown) => z.ZodType<T>),
): Promise<{ data: T } | { response: Response }> {
  const text = await c.req.text();
  let json: unknown;
  try {
    json = text === '' ? {} : JSON.parse(text);
  } catch {
    return { response: badRequestResponse(c, [{ path: 'body', message: 'is not JSON' }]) };
  }
  const read = (typeof schema === 'function' ? schema(json) : schema).safeParse(json);
  return read.success ? { data: read.data } : { response: badRequestResponse(c, fieldErrors(read.error)) };
}
