/**
 * Fetches feeds over HTTPS, guarded: neither an editor of the roster nor a feed's server can make us connect to our internal
 * network (server-side request forgery), wait long or allocate much memory.
 */
import { lookup } from 'node:dns/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { StartTimer } from '../application/ports';
import { connectionFault } from '../lib/errors';
import type { FeedAnswer, FeedRequest, FetchFeed } from './feed';
import { isPublic } from './public-address';

export interface FetchOptions {
  /** For everything: DNS, connections, redirects and body. ms. */
  readonly timeLimit?: number;
  /** Ends the wait when the time limit is over; the system's timer by default. */
  readonly startTimer?: StartTimer;
  /** Of the body, before and after decompression. Bytes. */
  readonly sizeLimit?: number;
  /** Accepts `http:` addresses; redirects must still lead to `https:`. */
  readonly allowHttp?: boolean;
  /** Accepts addresses that are not public. */
  readonly allowPrivate?: boolean;
  /** Which addresses count as public; {@link isPublic} by default. */
  readonly isPublic?: (address: string) => boolean;
  /** PEM of an additional certificate authority to trust. */
  readonly ca?: string;
  /** Name → addresses; the system's by default. */
  readonly resolve?: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
}

type Settings = Required<Omit<FetchOptions, 'ca'>> & Pick<FetchOptions, 'ca'>;

const DEFAULTS = {
  timeLimit: 2000,
  startTimer(ms: number, elapsed: () => void) {
    const timer = setTimeout(elapsed, ms);
    return () => clearTimeout(timer);
  },
  sizeLimit: 1024 * 1024,
  allowHttp: false,
  allowPrivate: false,
  isPublic,
  resolve: (host: string) => lookup(host, { all: true }),
} satisfies Settings;

const MAX_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** A failure with a message in plain words that names neither address nor host. */
class FeedError extends Error {}

/** @returns a port that never throws; its answers and reasons never hold the address, which may be secret. */
export function createFeedFetcher(options: FetchOptions = {}): FetchFeed {
  const settings: Settings = { ...DEFAULTS, ...options };
  return async (request) => {
    const abort = new AbortController();
    const cancel = settings.startTimer(settings.timeLimit, () => abort.abort());
    try {
      return await followRedirects(request, settings, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return failed(`it took longer than ${settings.timeLimit / 1000} s`);
      return failed(error instanceof FeedError ? error.message : `it cannot be reached (${connectionFault(error)})`);
    } finally {
      cancel();
      abort.abort(); // closes whatever is still open, on success too
    }
  };
}

async function followRedirects(request: FeedRequest, settings: Settings, signal: AbortSignal): Promise<FeedAnswer> {
  let url = parseUrl(request.url.replace(/^webcals?:/i, 'https:'));
  if (url.protocol !== 'https:' && !(settings.allowHttp && url.protocol === 'http:')) {
    throw new FeedError('its address is not https');
  }
  for (let redirects = 0; ; redirects++) {
    const response = await send(url, request, settings, signal);
    const { location } = response.headers;
    if (!REDIRECTS.includes(response.statusCode ?? 0) || location === undefined)
      return readResponse(response, settings);
    response.destroy();
    if (redirects === MAX_REDIRECTS) throw new FeedError(`it redirects more than ${MAX_REDIRECTS} times`);
    url = parseUrl(location, url);
    if (url.protocol !== 'https:') throw new FeedError('it redirects to an address that is not https');
  }
}

function send(
  url: URL,
  { etag, modified }: FeedRequest,
  settings: Settings,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // `lookup` is called for names only, so a literal address is checked here.
  if (isIP(host) !== 0) rejectPrivateAddress(host, settings);
  const options: https.RequestOptions = {
    signal,
    agent: false, // a kept-alive connection might have been opened under other rules
    lookup: guardedLookup(settings),
    ...(settings.ca !== undefined && { ca: settings.ca }),
    headers: {
      accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'Rosterline',
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...(modified !== undefined && { 'if-modified-since': modified }),
    },
  };
  const { get } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    get(url, options, resolve).on('error', reject);
  });
}

async function readResponse(response: http.IncomingMessage, settings: Settings): Promise<FeedAnswer> {
  const { statusCode = 0, headers } = response;
  if (statusCode !== 200) response.destroy();
  if (statusCode === 304) return { kind: 'unchanged' };
  if (statusCode !== 200) throw new FeedError(`it answered with status ${statusCode}`);
  const chunks: Buffer[] = [];
  await pipeline(
    response,
    limitSize(settings.sizeLimit),
    decoder(headers['content-encoding']),
    limitSize(settings.sizeLimit),
    async (body: AsyncIterable<Buffer>) => {
      for await (const chunk of body) chunks.push(chunk);
    },
  );
  return {
    kind: 'text',
    text: Buffer.concat(chunks)
      .toString('utf8')
      .replace(/^\uFEFF/, ''),
    ...(headers.etag !== undefined && { etag: headers.etag }),
    ...(headers['last-modified'] !== undefined && { modified: headers['last-modified'] }),
  };
}

/** Passes the body through, up to a size in bytes. */
function limitSize(most: number) {
  return async function* (body: AsyncIterable<Buffer>) {
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > most) throw new FeedError(`it is larger than ${most / 1024 / 1024} MiB`);
      yield chunk;
    }
  };
}

function decoder(encoding: string | undefined): Transform {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new FeedError('it is compressed in an unknown way');
  }
}

/** Checks the addresses of a name when connecting, which defeats DNS rebinding. */
function guardedLookup(settings: Settings): LookupFunction {
  return (host, options, callback) => {
    settings
      .resolve(host)
      .then((addresses) => {
        for (const { address } of addresses) rejectPrivateAddress(address, settings);
        const [first] = addresses;
        if (first === undefined) throw new FeedError('its host has no address');
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      })
      .catch((error: Error) => callback(error, '', 0));
  };
}

function rejectPrivateAddress(address: string, { allowPrivate, isPublic: passes }: Settings): void {
  if (!allowPrivate && !passes(address)) throw new FeedError('it leads to an address that is not public');
}

function parseUrl(text: string, base?: URL): URL {
  try {
    return new URL(text, base);
  } catch {
    throw new FeedError('its address cannot be read');
  }
}

function failed(reason: string): FeedAnswer {
  return { kind: 'failed', reason };
}
