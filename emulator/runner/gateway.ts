import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Deployed, MAX_CONTEXT_BYTES } from '../serverless/deployed';
import type { Version } from '../serverless/store';
import { assetReply, PREFLIGHT, payloadBytes, textReply, toClientReply } from './answers';
import { eventOf, type FunctionRequest, InvalidBody } from './event';
import { exceedLimits } from './headers';
import type { LogLine, Reply } from './messages';
import type { Pool } from './pool';
import { MAX_BODY_BYTES, readBody } from './read-body';
import { isSigned } from './signature';

/** The deployment that is being served. */
export interface LiveDeployment {
  readonly deployed: Deployed;
  readonly pool: Pool;
  fileOf(version: Version): string;
}

export interface GatewayOptions {
  /** `http://127.0.0.1:<port>` */
  readonly url: () => string;
  /** For the signatures of protected Functions and Assets. */
  readonly authToken: string;
  /** Receives each line that a Function prints. */
  readonly print: (path: string, line: LogLine) => void;
}

/** Answers a request as the cloud does, before, around and after the Function. */
export async function handleRequest(
  request: IncomingMessage,
  live: LiveDeployment | undefined,
  options: GatewayOptions,
): Promise<Reply> {
  if (exceedLimits(request.rawHeaders)) return textReply(431, 'Request headers or cookies too long');
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  const found = live && findFile(live.deployed, path);
  if (!found) return textReply(404, 'Not found');
  const { kind, version } = found;
  const method = request.method ?? '';
  if (method === 'OPTIONS') return PREFLIGHT;
  const methods = kind === 'asset' ? ['GET', 'HEAD'] : ['GET', 'POST'];
  if (!methods.includes(method))
    return textReply(405, 'Method not allowed', { Allow: [...methods, 'OPTIONS'].join(', ') });
  if (method === 'GET' && hasBody(request)) return textReply(403, 'A GET request has no body');
  const body = await readBody(request);
  if (!body) return textReply(413, 'The body is too large');
  const type = /^[^;\s]*/.exec(request.headers['content-type'] ?? '')?.[0].toLowerCase() ?? '';
  const asked: FunctionRequest = { rawHeaders: request.rawHeaders, type, query, body };
  if (version.visibility === 'protected') {
    const addresses = [`https://${live.deployed.domainName}${path}`, `${options.url()}${path}`];
    const signature = request.headers['x-twilio-signature']?.toString();
    if (!isSigned(signature, addresses, asked, options.authToken)) {
      // https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow
      return textReply(400, 'Unauthorized - you are not authenticated to perform this request');
    }
  }
  if (kind === 'asset') return assetReply(version, request.headers['if-none-match']);
  // A client that used the deployment's own domain, through the proxy, gets that domain as DOMAIN_NAME.
  const { domainName } = live.deployed;
  const domain =
    request.headers.host?.replace(/:443$/, '') === domainName ? domainName : options.url().replace(/^https?:\/\//, '');
  return runFunction(live, version, path, asked, { ...options, domain });
}

/** Matches exact addresses only. `/` serves the Asset `/assets/index.html`, according to the local runtime. */
function findFile({ deployment: { build } }: Deployed, path: string) {
  const has = (address: string) => (version: Version) => version.path === address && version.visibility !== 'private';
  const called = build.functionVersions.find(has(path));
  if (called) return { kind: 'function', version: called } as const;
  const file = build.assetVersions.find(has(path === '/' ? '/assets/index.html' : path));
  return file && ({ kind: 'asset', version: file } as const);
}

async function runFunction(
  live: LiveDeployment,
  version: Version,
  path: string,
  asked: FunctionRequest,
  options: GatewayOptions & { readonly domain: string },
): Promise<Reply> {
  const { deployed, pool } = live;
  const context = { ...deployed.context(), DOMAIN_NAME: options.domain, PATH: path };
  if (Buffer.byteLength(JSON.stringify(context)) > MAX_CONTEXT_BYTES)
    return textReply(500, '82006 Environment Context too large');
  let event: Record<string, unknown>;
  try {
    event = eventOf(asked);
  } catch (error) {
    if (error instanceof InvalidBody) return textReply(400, error.message);
    throw error;
  }
  const requestSid = `RQ${randomBytes(16).toString('hex')}`;
  const print = (line: LogLine) => {
    deployed.log({ level: line.level, message: line.message, functionSid: version.fileSid, requestSid });
    options.print(path, line);
  };
  const outcome = await pool.run({ file: live.fileOf(version), context, event }, print);
  if (!outcome) return textReply(429, 'Too many executions at once');
  if (outcome.kind === 'reply') {
    const bytes = payloadBytes(outcome.reply);
    if (bytes <= MAX_BODY_BYTES) return toClientReply(outcome.reply);
    const text = `The answer has ${bytes} bytes; a Function can answer with at most ${MAX_BODY_BYTES}`;
    print({ kind: 'printed', level: 'error', message: text });
    return textReply(502, 'The answer is too large');
  }
  const message =
    outcome.kind === 'timeout' ? 'runtime application timed out' : 'runtime application exited unexpectedly';
  print({ kind: 'printed', level: 'error', message });
  return textReply(outcome.kind === 'timeout' ? 504 : 500, message);
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + separator.length)];
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
