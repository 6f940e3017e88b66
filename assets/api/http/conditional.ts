import { createHash } from 'node:crypto';
import { type Answer, ok } from './answer';
import { header, type Request } from './request';

/** The `ETag` of an answer: equal for equal content, and for nothing else. */
export function etagOf(content: object): string {
  return `"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 27)}"`;
}

/**
 * An answer with an `ETag` over its content, and 304 without a body if the request already has that (RFC 9110 §13.1.2). Where the
 * platform does not hand `If-None-Match` over, it is answered in full.
 * @param apart what is answered too, but is no reason to answer anew.
 */
export function conditional(content: object, apart: object, request: Request): Answer {
  const etag = etagOf(content);
  const answer = ok({ ...apart, ...content });
  const known = (header(request, 'if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return { status: 304, headers: { 'Cache-Control': 'no-store', ETag: etag }, body: '' };
  return { ...answer, headers: { ...answer.headers, ETag: etag } };
}
