/** The body of an answer that is JSON. */
export function jsonOf(body: object | string): object {
  if (typeof body === 'string') throw new Error(`expected JSON, found ${body.slice(0, 80)}`);
  return body;
}
