import '@twilio-labs/serverless-runtime-types';
import type {
  Context,
  ServerlessCallback,
  ServerlessEventObject,
  ServerlessFunctionSignature,
} from '@twilio-labs/serverless-runtime-types/types';
import type { RequestClient } from 'twilio';
import { type Configuration, readConfiguration } from './configuration.private';
import { createPeople } from './decisions/decisions.private';
import { createResolver } from './duty/resolver.private';
import type { Ports } from './flows/ports';
import { receive } from './flows/webhook.private';
import { type Answer, problem, type Request, readRequest } from './http/http.private';
import type { Log } from './log';
import type { Provider } from './providers/provider';
import { roster } from './roster/current.private';
import {
  createConnections,
  createLimiter,
  describeError,
  frontlineUsers,
  syncDutyTable,
  syncRecords,
  Transport,
} from './twilio/twilio.private';

// The composition root: the only place that reads the clock, chance, the environment (`context`) and `Twilio`.

/** All of an execution must end this long after its start, ms; the platform ends it at 10 s. */
const BUDGET_MS = 8500;

// Kept across the calls of a warm process: compiled roster, open connections, what was learnt about concurrency.
const people = createPeople(roster);
const resolver = createResolver(roster);
const limiter = createLimiter();
let connections: RequestClient | undefined;

/** What a door does with a request that the platform hands over. */
type Flow = (request: Request | undefined, ports: Ports) => Promise<Answer>;

/** The handler of an address. Whatever happens, it answers, and nothing internal is in the answer. */
export function door(flow: Flow): ServerlessFunctionSignature {
  return async (context: Context, event: ServerlessEventObject, callback: ServerlessCallback) => {
    const started = Date.now();
    let answer: Answer;
    try {
      const read = readConfiguration({ ...context });
      if ('problems' in read) {
        log('error', 'The environment has faults; nothing is accepted until they are mended', {
          problems: read.problems,
        });
        answer = problem('misconfigured', 'The environment of this deployment has faults; its log names them all.');
      } else {
        answer = await flow(readRequest(event), compose(context, read.configuration, started));
      }
    } catch (error) {
      log('error', 'A request could not be finished', describeError(error));
      answer = problem('upstream_unavailable', 'The request could not be finished. Send it again.');
    }
    callback(null, respond(answer));
  };
}

/** The door of a sender of webhooks. */
export function webhook(provider: Provider): ServerlessFunctionSignature {
  return door((request, ports) => receive(provider, request, ports));
}

function compose(context: Context, configuration: Configuration, started: number): Ports {
  connections ??= createConnections();
  const transport = new Transport(connections, limiter, {
    deadline: started + BUDGET_MS,
    now: Date.now,
    sleep: (ms) => new Promise((resume) => setTimeout(resume, ms)),
    random: Math.random,
  });
  const client = context.getTwilioClient({ httpClient: transport, lazyLoading: true });
  const { syncService, recordKey } = configuration;
  return {
    configuration,
    roster,
    people,
    resolver,
    records: syncRecords(client, syncService, recordKey),
    duty: syncDutyTable(client, syncService),
    users: frontlineUsers(client),
    log,
    now: Date.now,
    random: Math.random,
  };
}

function respond({ status, headers, body }: Answer) {
  const response = new Twilio.Response();
  response.setStatusCode(status).setBody(body);
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value);
  return response;
}

const log: Log = (level, message, fields) => {
  console[level](JSON.stringify({ level, message, ...fields }));
};
