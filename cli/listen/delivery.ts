import { type Answer, problem } from '../../assets/api/http/answer';
import { type Request, readRequest } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import { DRY_RUN_HEADER } from '../../assets/api/webhook-dry-run';
import { dryRunPorts } from '../../assets/application/dry-run-event';
import type { Ports } from '../../assets/main/ports';
import type { Sender } from '../../assets/providers/sample';
import { eventOf } from '../../emulator/runner/event';
import { SENDERS } from '../send/senders';
import { readingOf } from './reading';
import { explainSignature } from './signature';

/** An HTTP request as it arrived. */
export interface Arrival {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Names and values by turns. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** What is shown of a delivery: no secret, no header, no value of the body that identifies anybody. */
export interface Shown {
  readonly path: string;
  readonly bytes: number;
  readonly signature?: { readonly verified: boolean; readonly text: string };
  /** What Rosterline reads in it, a line for each event or fault. */
  readonly read: readonly string[];
  /** What a deployment would answer; it is also the answer to the sender. */
  readonly answer: Answer;
}

/**
 * Receives a delivery as a deployment would, on the receiver's own code, and changes nothing.
 * @param ports fresh ones, whose writes are never used.
 */
export async function examine(arrival: Arrival, ports: Ports): Promise<Shown> {
  const [path = '/', query = ''] = splitOnce(arrival.url);
  const shown = { path: displayText(path), bytes: arrival.body.length };
  const sender = SENDERS.find(({ provider }) => path === `/webhooks/${provider.name}`);
  if (!sender)
    return { ...shown, read: [`There is no such address. Senders: ${NAMES}.`], answer: refused(404, 'Not found') };
  if (!['GET', 'POST'].includes(arrival.method)) {
    return {
      ...shown,
      read: [`${displayText(arrival.method)} is not accepted.`],
      answer: refused(405, 'Method not allowed'),
    };
  }
  const request = requestOf(arrival, query);
  if (!request) {
    const read = ['Neither the headers nor the body can be used: expected a JSON object, and no key named request.'];
    return { ...shown, read, answer: refused(400, 'The body is not a JSON object') };
  }
  const world = dryRunPorts(ports);
  const signature = explainSignature({
    sender,
    request,
    body: arrival.body.toString(),
    queryKeys: query === '' ? [] : query.split('&'),
    secretsOf: ({ provider }) => ports.configuration.secrets[provider.secret],
    senders: SENDERS,
    now: ports.now(),
  });
  const read = readingOf(sender.provider, request, world);
  return { ...shown, signature, read, answer: await answerTo(sender, request, world) };
}

const NAMES = SENDERS.map(({ provider }) => `/webhooks/${provider.name}`).join(', ');

async function answerTo({ provider }: Sender, { headers, payload }: Request, ports: Ports): Promise<Answer> {
  try {
    return await receiveDelivery(provider, { payload, headers: { ...headers, [DRY_RUN_HEADER]: 'true' } }, ports);
  } catch {
    return problem('upstream_unavailable', 'The records in Twilio Sync could not be read.');
  }
}

/** The request in the form in which a Function gets it; undefined if the platform or Rosterline would not take it. */
function requestOf({ rawHeaders, body }: Arrival, query: string): Request | undefined {
  const index = rawHeaders.findIndex((name, at) => at % 2 === 0 && name.toLowerCase() === 'content-type');
  const type = /^[^;\s]*/.exec(rawHeaders[index + 1] ?? '')?.[0].toLowerCase() ?? '';
  try {
    return readRequest(eventOf({ rawHeaders, type: index < 0 ? '' : type, query, body }));
  } catch {
    return undefined;
  }
}

function refused(status: number, detail: string): Answer {
  return { status, headers: { 'Content-Type': 'application/json' }, body: { detail } };
}

function splitOnce(url: string): [string, string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

/** Text of a stranger's for a terminal. */
function displayText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
}
