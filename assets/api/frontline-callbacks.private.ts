import type { Alert } from '../application/alert';
import { type AdmitWorkerPorts, admitWorker } from '../application/gate/admit-worker';
import type {
  CallbackAddresses,
  CallbackName,
  FormFields,
  ForwardCallback,
  ServiceAnswer,
} from '../application/gate/forward-callback';
import type { Alerts, Target } from '../application/ports';
import { SECOND } from '../domain/time';
import { describeError } from '../lib/errors';
import { within } from '../lib/within';
import { type Answer, ok, problem } from './http/answer';
import type { Request } from './http/request';
import { unsigned } from './http/twilio-signature';

/** What the gate takes of the world. */
type CallbackPorts = AdmitWorkerPorts & {
  readonly configuration: { readonly callbacks: CallbackAddresses };
  /** Whether Twilio itself signed this request. */
  readonly isFromTwilio: (request: Request) => boolean;
  readonly forwardCallback: ForwardCallback;
  readonly target: AdmitWorkerPorts['target'] & Pick<Target, 'dryRun'>;
  readonly alert: Alerts;
};

/** The store has to answer this long after the start, ms; then it counts as out of reach. */
const STORE_MS = 1.5 * SECOND;
/**
 * The answer is given this long after the start at the latest, ms. Frontline waits for 6 s (48005,
 * https://www.twilio.com/docs/api/errors/48005), and counts the network and a cold start.
 */
const ANSWER_MS = 5 * SECOND;

/** `POST /frontline/crm`: the customers of a Frontline user, and their details. */
export const crmCallback = gate('crm');
/** `POST /frontline/outgoing`: the number from which a user writes to a customer first. */
export const outgoingCallback = gate('outgoing');
/** `POST /frontline/templates`: what a user may write to a customer first. */
export const templatesCallback = gate('templates');

/**
 * A callback of Frontline's that goes on to the customer's own service, unless the user whose app asks has left: 403 with `{}`. The
 * service's answer is passed on, its errors as well.
 */
function gate(name: CallbackName): (request: Request | undefined, ports: CallbackPorts) => Promise<Answer> {
  return async (request, ports) => {
    const began = ports.now();
    const { configuration, log, records } = ports;
    if (!request || !ports.isFromTwilio(request)) {
      return unsigned('a callback', `/frontline/${name}`, "the callback in Frontline's settings", log);
    }
    const url = configuration.callbacks[name];
    if (url === undefined) {
      log('error', 'A callback came, and no address of a service is configured for it', { callback: name });
      return problem('callback_not_configured', `Set FRONTLINE_${name.toUpperCase()}_URL, and deploy again.`);
    }
    const { Worker: worker } = request.payload;
    if (typeof worker !== 'string' || worker === '') return problem('invalid_payload', NO_WORKER, [WORKER_MISSING]);
    const who = records.name(worker);
    const { admitted, alert } = await admitWorker(worker, began + STORE_MS, ports);
    const end = began + ANSWER_MS;
    const alerted = alert && alertBy(end, alert, ports);
    if (!admitted) {
      const refused = !ports.target.dryRun;
      log('warn', refused ? 'Refused a callback' : 'A callback would be refused, but for the dry run', {
        callback: name,
        who,
      });
      if (refused) {
        await alerted;
        return { ...ok({}), status: 403 };
      }
    }
    const fields = fieldsOf(request);
    const [answer] = await Promise.all([
      ports.forwardCallback({ url, fields, ms: Math.max(0, end - ports.now()) }),
      alerted,
    ]);
    return passOn(answer, (reason) => log('error', 'A callback has no usable answer', { callback: name, who, reason }));
  };
}

const NO_WORKER = "Expected one of Frontline's callbacks, with one Worker: the identity of the user.";
const WORKER_MISSING = { path: 'Worker', message: 'expected exactly one, and not an empty text' };

/** The alert is not worth an answer that comes too late. */
async function alertBy(end: number, alert: Alert, { alert: send, now, startTimer, log }: CallbackPorts): Promise<void> {
  try {
    await within(Math.max(0, end - now()), send(alert), startTimer);
  } catch (error) {
    log('warn', 'An answer did not wait for an alert, which may not have been sent', {
      alert: alert.cause,
      ...describeError(error),
    });
  }
}

/** The form as it came: a valid signature has shown that it has nothing but texts and lists of them. */
function fieldsOf({ payload }: Request): FormFields {
  const fields = Object.entries(payload).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String) : String(value),
  ]);
  return Object.fromEntries(fields);
}

const UNUSABLE = 'The service did not give an answer that can be passed on; the log says why.';

function passOn(answer: ServiceAnswer, report: (reason: string) => void): Answer {
  if ('failed' in answer) {
    report(answer.reason);
    if (answer.failed === 'timeout') return problem('callback_timeout', 'The service took too long.');
    return problem('callback_failed', UNUSABLE);
  }
  const { status, contentType = 'text/plain', body } = answer;
  const [type = ''] = contentType.split(';', 1);
  const headers = { 'Content-Type': `${type.trim()}; charset=utf-8`, 'Cache-Control': 'no-store' };
  if (!/^application\/json$/i.test(type.trim())) return { status, headers, body };
  const parsed = readJson(body);
  if ('value' in parsed) return { ...ok(parsed.value), status };
  report(parsed.fault);
  if (parsed.inexact) return problem('callback_failed', UNUSABLE);
  return { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

type ReadJson = { readonly value: object } | { readonly fault: string; readonly inexact?: true };

/** Reads a JSON object or list: the platform writes it again, so what would not come out as it came in is a fault. */
function readJson(text: string): ReadJson {
  let inexact = false;
  const noteNumber = (_: string, value: unknown) => {
    inexact ||=
      typeof value === 'number' && !(Number.isSafeInteger(value) || (value % 1 !== 0 && Number.isFinite(value)));
    return value;
  };
  let value: unknown;
  try {
    value = JSON.parse(text, noteNumber);
  } catch {
    return { fault: 'its body is not the JSON that its type says' };
  }
  if (inexact) return { fault: 'its JSON has a number beyond 2^53, which would lose digits: send it as text', inexact };
  if (typeof value !== 'object' || value === null) return { fault: 'its JSON is neither an object nor a list' };
  return { value };
}
