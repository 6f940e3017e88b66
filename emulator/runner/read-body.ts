import type { IncomingMessage } from 'node:http';

/** A request's body and an answer at most: what AWS Lambda takes, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** Reads the body of a request; undefined if it is too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
