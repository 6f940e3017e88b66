/**
 * Fetches feeds over HTTPS, guarded: whoever may edit the roster, and whoever answers at a feed's address, cannot make us
 * talk to what is inside our own network (server-side request forgery), wait long or hold much.
 */
import { lookup } from 'node:dns/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { StartTimer } from '../application/ports';
import type { FeedAnswer, FeedRequest, FetchFeed } from './feed';
import { isPublic } from './public-address';

export interface FetchOptions {
  /** For all of it: names, connections, redirects, body. ms. */
  readonly timeLimit?: number;
  /** Ends the wait when the time limit is over; the system's timer by default. */
  readonly startTimer?: StartTimer;
  /** Of the body, compressed and not. */
  readonly sizeLimit?: number;
  /** Takes `http:` addresses; redirects lead to `https:` all the same. */
  readonly allowHttp?: boolean;
  /** Takes addresses that are not public. */
  readonly allowPrivate?: boolean;
  /** Which addresses count as public; {@link isPublic} by default. */
  readonly isPublic?: (address: string) => boolean;
  /** PEM of a certificate authority to trust besides; for servers of one's own. */
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

const MOST_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** A reason in plain words that names neither address nor host. */
class Refusal extends Error {}

/** @returns a port that never throws; its answers and reasons never hold the address, which may be secret. */
export function createFeedFetcher(options: FetchOptions = {}): FetchFeed {
  const settings: Settings = { ...DEFAULTS, ...options };
  return async (request) => {
    const abort = new AbortController();
    const cancel = settings.startTimer(settings.timeLimit, () => abort.abort());
    try {
      return await follow(request, settings, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return failed(`it took longer than ${settings.timeLimit / 1000} s`);
      return failed(error instanceof Refusal ? error.message : `it cannot be reached (${codeOf(error)})`);
    } finally {
      cancel();
      abort.abort(); // ends what is still open, whichever way it went
    }
  };
}

async function follow(request: FeedRequest, settings: Settings, signal: AbortSignal): Promise<FeedAnswer> {
  let url = addressOf(request.url.replace(/^webcals?:/i, 'https:'));
  if (url.protocol !== 'https:' && !(settings.allowHttp && url.protocol === 'http:')) {
    throw new Refusal('its address is not https');
  }
  for (let redirects = 0; ; redirects++) {
    const response = await send(url, request, settings, signal);
    const { location } = response.headers;
    if (!REDIRECTS.includes(response.statusCode ?? 0) || location === undefined) return read(response, settings);
    response.destroy();
    if (redirects === MOST_REDIRECTS) throw new Refusal(`it redirects more than ${MOST_REDIRECTS} times`);
    url = addressOf(location, url);
    if (url.protocol !== 'https:') throw new Refusal('it redirects to an address that is not https');
  }
}

function send(
  url: URL,
  { etag, modified }: FeedRequest,
  settings: Settings,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Only names are looked up: an address that is written out has to be checked here.
  if (isIP(host) !== 0) refuseInner(host, settings);
  const options: https.RequestOptions = {
    signal,
    agent: false, // a connection that was kept might have been opened under other rules
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

async function read(response: http.IncomingMessage, settings: Settings): Promise<FeedAnswer> {
  const { statusCode = 0, headers } = response;
  if (statusCode !== 200) response.destroy();
  if (statusCode === 304) return { kind: 'unchanged' };
  if (statusCode !== 200) throw new Refusal(`it answered with status ${statusCode}`);
  const chunks: Buffer[] = [];
  await pipeline(
    response,
    limited(settings.sizeLimit),
    decoder(headers['content-encoding']),
    limited(settings.sizeLimit),
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

/** Passes on what comes, up to a size. */
function limited(most: number) {
  return async function* (body: AsyncIterable<Buffer>) {
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > most) throw new Refusal(`it is larger than ${most / 1024 / 1024} MiB`);
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
      throw new Refusal('it is compressed in an unknown way');
  }
}

/** Checks what a name stands for at the moment of connecting, so that a name that changes its mind gains nothing. */
function guardedLookup(settings: Settings): LookupFunction {
  return (host, options, callback) => {
    settings
      .resolve(host)
      .then((addresses) => {
        for (const { address } of addresses) refuseInner(address, settings);
        const [first] = addresses;
        if (first === undefined) throw new Refusal('its host has no address');
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      })
      .catch((error: Error) => callback(error, '', 0));
  };
}

function refuseInner(address: string, { allowPrivate, isPublic: passes }: Settings): void {
  if (!allowPrivate && !passes(address)) throw new Refusal('it leads to an address that is not public');
}

function addressOf(text: string, base?: URL): URL {
  try {
    return new URL(text, base);
  } catch {
    throw new Refusal('its address cannot be read');
  }
}

function failed(reason: string): FeedAnswer {
  return { kind: 'failed', reason };
}

/** Such as ENOTFOUND or CERT_HAS_EXPIRED; never a message, which may name the host. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'no answer';
}
