import { RosterUnknown, ServiceMissing } from '../application/ports';
import '@twilio-labs/serverless-runtime-types';
import type {
  Context,
  ServerlessCallback,
  ServerlessEventObject,
  ServerlessFunctionSignature,
} from '@twilio-labs/serverless-runtime-types/types';
import { type Answer, problem } from '../api/http/answer';
import { type Request, readRequest } from '../api/http/request';
import { writeAnswer } from '../api/http/response';
import { receiveDelivery } from '../api/webhook';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import type { Provider } from '../providers/provider';
import { compose } from './compose.private';
import { readConfiguration } from './configuration';
import { isLocal } from './domain-name';
import type { Ports } from './ports';
import { portsOnDemand } from './ports-on-demand';

// The composition root. Nothing but it and compose.private.ts reads the clock, chance, the environment (`context`) and `Twilio`. Every entry point
// loads what this file imports, so it imports no more than refusing a request takes.

/** What a door does with a request that the platform hands over. */
type Flow = (request: Request | undefined, ports: Ports) => Promise<Answer>;

/** Sent with 500 where not even a response could be made. A text: the runtimes show an Error's stack to the caller. */
const LAST_RESORT = 'The request could not be finished. Send it again.';

/**
 * The handler of an address. It returns nothing and calls `callback` from the promise that it started: before Runtime Handler
 * 2.1.2 the platform does not know handlers that return a promise
 * (https://www.twilio.com/docs/serverless/functions-assets/functions/async-await-migration). Every call is answered, by a
 * rejection or a throw as well, and nothing internal is in the answer: the platform would let the caller wait for ten seconds.
 */
export function createHandler(flow: Flow): ServerlessFunctionSignature {
  return (context, event, callback) => {
    respond(flow, context, event, callback).catch(report);
  };
}

/** The handler of a sender of webhooks. */
export function webhook(provider: Provider): ServerlessFunctionSignature {
  return createHandler((request, ports) => receiveDelivery(provider, request, ports));
}

async function respond(
  flow: Flow,
  context: Context,
  event: ServerlessEventObject,
  callback: ServerlessCallback,
): Promise<void> {
  try {
    const answer = await answerTo(flow, context, event);
    callback(null, writeAnswer(answer, new Twilio.Response(), report));
  } catch (error) {
    report(error);
    callback(LAST_RESORT);
  }
}

function report(error: unknown): void {
  log('error', 'An answer could not be sent', describeError(error));
}

async function answerTo(flow: Flow, context: Context, event: ServerlessEventObject): Promise<Answer> {
  const started = Date.now();
  let composed: Ports | undefined;
  try {
    const read = readConfiguration(variablesOf(context), { local: isLocal(context.DOMAIN_NAME) });
    if ('problems' in read) {
      log('error', 'The environment has faults; nothing is accepted until they are mended', {
        problems: read.problems,
      });
      return problem('misconfigured', 'The environment of this deployment has faults; its log names them all.');
    }
    const { configuration } = read;
    const ports = portsOnDemand({ configuration, log, now: Date.now }, () => {
      composed = compose(context, configuration, started, log);
      return composed;
    });
    return await flow(readRequest(event), ports);
  } catch (error) {
    log('error', 'A request could not be finished', describeError(error));
    const detail =
      error instanceof ServiceMissing || error instanceof RosterUnknown
        ? error.message
        : 'The request could not be finished. Send it again.';
    return problem('upstream_unavailable', detail);
  } finally {
    await composed?.audit.flush();
  }
}

/** The variables of a context, without touching its getters: the local runtime has some that complain when they are read. */
function variablesOf(context: Context): Record<string, unknown> {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(context));
  return Object.fromEntries(properties.map(([name, { value }]) => [name, value]));
}

const log: Log = (level, message, fields) => {
  console[level](JSON.stringify({ level, message, ...fields }));
};
