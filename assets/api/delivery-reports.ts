import { countWithinHour, type HourCount } from '../application/hour-count';
import { nameOf, type PersonNames } from '../application/lockout-limit';
import type { Alerts, Clock, ReportedLeaver, UnknownLeaverStore } from '../application/ports';
import type { EventResult } from '../application/push-change';
import {
  handshake,
  refusedDelivery,
  senderNeedsAttention,
  unauthorizedDelivery,
  unknownLeavers,
} from '../application/sender-alerts';
import { digest, displayId } from '../domain/person/record';
import type { ReceivedEvent } from '../domain/staff-event';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import type { ParsedDelivery, Provider } from '../providers/provider';
import type { ValidationError } from './http/answer';
import { header, type Request } from './http/request';
import { DRY_RUN_HEADER } from './webhook-dry-run';

// What operators learn of deliveries, or parts of them, that have no effect. None of it delays an event that has one.

interface ReportPorts {
  readonly log: Log;
  readonly alert: Alerts;
}

const REFUSAL_HINT =
  'wrong or missing secret, a clock more than 5 minutes off, a form instead of JSON, or a body whose JSON cannot be written again as it was (10.00, integers past 2^53, white space): then use a bearer: secret';

/** What reporting set-up requests takes. */
export interface HandshakePorts extends ReportPorts {
  readonly memory: { readonly unauthenticated: Map<string, HourCount> };
  readonly now: Clock;
}

/** So many set-up requests an hour are alerted by one process: anybody can send them. All are logged. */
const MOST_GREETINGS = 5;

/** Passes on what a set-up request has for the operators. */
export async function reportHandshake(
  { name }: Provider,
  forOperator: string,
  { alert, log, memory, now }: HandshakePorts,
): Promise<void> {
  const { after } = countWithinHour(memory.unauthenticated, `handshake-${name}`, now());
  if (after <= MOST_GREETINGS) await alert(handshake(name, forOperator, digest(forOperator)));
  else log('error', forOperator, { provider: name, hint: 'one of many set-up requests: not alerted' });
}

/** So many rejected requests within an hour that bring no credential at all are alerted: scanners of the internet send one or two. */
const ALERTED_FROM = 3;

/**
 * Logs a request that was not authentic, and alerts the operators: at once if it brings a signature or an `Authorization`,
 * as only the sender itself is likely to do; else from the third one within an hour. Anybody may cause this, so it is counted
 * in the process's memory, and reaches the alerts, which ask Sync, at most once an hour.
 */
export async function reportUnauthorized(
  { name, title }: Provider,
  { headers }: Request,
  ports: HandshakePorts,
): Promise<void> {
  const hasCredential = Object.keys(headers).some((header) => /authorization|signature/.test(header));
  // Before `rosterline send --dry-run` shows the secret, it asks whether the deployment would obey. That is no delivery, and nobody is to look for its fault.
  if (!hasCredential && Object.hasOwn(headers, DRY_RUN_HEADER)) return;
  ports.log('warn', 'A delivery was refused', { provider: name, hint: REFUSAL_HINT });
  const { unauthenticated } = ports.memory;
  const weight = hasCredential ? ALERTED_FROM : 1;
  const { before, after } = countWithinHour(unauthenticated, `unauthorized-${name}`, ports.now(), weight);
  if (before < ALERTED_FROM && after >= ALERTED_FROM) await ports.alert(unauthorizedDelivery(name, title));
}

const MOST_NAMED = 5;
const LONGEST_FAULT = 160;

/** Logs and alerts that an authentic delivery was refused, wholly or in part: its sender does not send it again. */
export async function reportFaults(
  { name, title }: Provider,
  request: Request,
  faults: readonly ValidationError[],
  { log, alert }: ReportPorts,
): Promise<void> {
  if (faults.length === 0) return;
  const { id, uuid } = request.payload;
  const event = [id, uuid, header(request, 'webhook-id')].find((found) => typeof found === 'string');
  const paths = faults.slice(0, MOST_NAMED).map(({ path }) => path);
  log('warn', 'An authentic delivery was refused', {
    provider: name,
    ...(typeof event === 'string' && { event: displayId(event) }),
    faults: faults.length,
    paths,
  });
  const named = faults.slice(0, MOST_NAMED).map(withoutValue).join('; ');
  const more = faults.length > MOST_NAMED ? `; and ${faults.length - MOST_NAMED} more` : '';
  const where = typeof event === 'string' ? `event ${displayId(event)}: ` : '';
  await alert(refusedDelivery(name, title, `${where}${named}${more}`));
}

/** A fault without the value that was found: an answer to the sender may show it, an alert goes to other people. */
function withoutValue({ path, message }: ValidationError): string {
  const [expected = ''] = message.split('; found ');
  return displayText(path === '' ? expected : `${path}: ${expected}`);
}

function displayText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_FAULT);
}

/** Logs what has to be added to the roster or configured for an event to have an effect. */
export function logWhatHasNoEffect({ name }: Provider, { ignored, unmapped }: ParsedDelivery, log: Log): void {
  for (const { id, type, person } of unmapped) {
    log('warn', `An event names somebody whom the roster does not know: ids: { ${name}: … }`, {
      event: id,
      type,
      person,
    });
  }
  for (const { id, type, detail } of ignored) {
    if (detail) log('info', 'An event is ignored', { provider: name, event: id, type, detail });
  }
}

/** Alerts what a delivery tells that changes nobody and must not be lost. */
export async function reportAttention(
  { name }: Provider,
  { ignored }: ParsedDelivery,
  { alert }: Pick<ReportPorts, 'alert'>,
): Promise<void> {
  const alerts = new Map(ignored.flatMap((one) => (one.alert ? [[one.alert.cause, one.alert] as const] : [])));
  for (const { cause, text } of alerts.values()) await alert(senderNeedsAttention(name, cause, text));
}

/**
 * Alerts about leavers for whom nobody was found: by the sender's id in the roster, or by the name in Frontline. Those whom the sender
 * knows by an id are kept, too: the page says what the roster needs to find them.
 * @param identities by event, in the same order as the results; undefined where the roster has no such person.
 */
export async function reportUnknownLeavers(
  { name: sender, title }: Provider,
  { unmapped }: ParsedDelivery,
  events: readonly ReceivedEvent[],
  results: readonly EventResult[],
  identities: readonly (string | undefined)[],
  ports: UnknownLeaverPorts,
): Promise<void> {
  const whoHas = (...names: readonly unknown[]) => displayId(ports.records.name(JSON.stringify(names)));
  const byName = events.flatMap(({ id, type, data, senderId }, index) => {
    if (type !== 'staff.offboarded' || results[index]?.outcome !== 'unknown_user') return [];
    const identity = identities[index];
    const person = identity === undefined ? undefined : nameOf(identity, ports);
    const who = person ?? whoHas('roster', data.person);
    return [{ who, event: displayId(id), ...(person !== undefined && { person }), id: senderId, name: data.identity }];
  });
  const byId = unmapped
    .filter(({ meaning }) => meaning === 'staff.offboarded')
    .map(({ id, person }) => ({ who: whoHas(sender, person), event: displayId(id), id: person, name: undefined }));
  const leavers = [...byName, ...byId];
  const at = ports.now();
  const toFind = leavers.flatMap(({ id, event, name }) => (id === undefined ? [] : [{ sender, id, name, event, at }]));
  if (leavers.length > 0) await ports.alert(unknownLeavers(leavers, title));
  await keep(toFind, ports);
}

type UnknownLeaverPorts = PersonNames & {
  readonly alert: Alerts;
  readonly unknownLeavers: Pick<UnknownLeaverStore, 'add'>;
  readonly log: Log;
  readonly now: Clock;
};

/** They were alerted, also where they cannot be kept for the page. */
async function keep(
  leavers: readonly ReportedLeaver[],
  { unknownLeavers: store, log }: UnknownLeaverPorts,
): Promise<void> {
  if (leavers.length === 0) return;
  try {
    await store.add(leavers);
  } catch (error) {
    log('warn', 'An unknown leaver could not be kept for the page', describeError(error));
  }
}
