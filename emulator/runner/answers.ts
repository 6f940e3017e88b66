import { createHash } from 'node:crypto';
import type { Version } from '../serverless/store';
import { exceedLimits, safeCookie } from './headers';
import type { Reply } from './messages';

// Answers of the platform itself. Bodies that are not documented are a line of text (assumed).

export function textReply(statusCode: number, text: string, headers: Reply['headers'] = {}): Reply {
  return { statusCode, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body: `${text}\n` };
}

/** The headers are documented; Functions never see the request. */
export const PREFLIGHT: Reply = {
  statusCode: 204,
  headers: {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': '*',
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  },
  body: '',
};

/**
 * How large an answer is on its way out of Lambda, where it is JSON and bytes are in base64. Whether Twilio packs it so is not
 * documented; this is the strict side.
 */
export function payloadBytes({ statusCode, headers, body }: Reply): number {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('base64');
  return Buffer.byteLength(JSON.stringify({ statusCode, headers, body: text }));
}

/** A Function's answer as the platform passes it on. */
export function toClientReply(reply: Reply): Reply {
  const headers = Object.fromEntries(
    Object.entries(reply.headers)
      .map(([name, value]): [string, string | readonly string[]] => {
        const isCookies = name.toLowerCase() === 'set-cookie';
        return [name, isCookies ? [value].flat().map(safeCookie) : value];
      })
      .filter(([, value]) => value.length > 0),
  );
  const raw = Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((one) => [name, one]));
  return exceedLimits(raw) ? textReply(431, 'Response headers or cookies too long') : { ...reply, headers };
}

/** An Asset with its type and a validator; that browsers must ask again each time is assumed. */
export function assetReply({ content, contentType, createdAt }: Version, ifNoneMatch: string | undefined): Reply {
  const etag = `"${createHash('md5').update(content).digest('hex')}"`;
  const headers = {
    ETag: etag,
    'Last-Modified': new Date(createdAt).toUTCString(),
    'Cache-Control': 'public, max-age=0, must-revalidate',
    'Content-Type': contentType,
  };
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return { statusCode: 304, headers, body: '' };
  return { statusCode: 200, headers, body: content };
}
