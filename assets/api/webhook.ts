import { handshake } from '../application/alerts';
import type { FeedSource, Target } from '../application/ports';
import { NotRecorded, type ProcessEventPorts, processEvent } from '../application/process-event';
import type { EventResult } from '../application/push-change';
import { alertIfStopped, type LivenessPorts } from '../application/tick/liveness';
import type { Directory } from '../domain/roster/directory';
import type { Resolver } from '../domain/schedule/schedule';
import { CLOCK_AHEAD_MS, type StaffEvent } from '../domain/staff-event';
import { describeError } from '../lib/errors';
import type { Secret } from '../lib/secret';
import type { ParsedDelivery, Provider, ProviderContext } from '../providers/provider';
import { type Answer, ok, problem, type ValidationError } from './http/answer';
import { isJson, methodOf, type Request } from './http/request';
import { hasBasic, hasBearer } from './http/secrets';
import { changeView } from './views/person';

/** One line of an answer. `user` is a Frontline SID, never an identity. */
interface Result {
  readonly event: string;
  readonly type: string;
  readonly outcome: string;
  readonly user?: string;
  /** Of a dry run: what would be changed. */
  readonly would?: readonly string[];
  /** Why an event is ignored, where somebody may wonder. */
  readonly detail?: string;
}

/** What receiving deliveries takes of the world. */
type WebhookPorts = ProcessEventPorts &
  LivenessPorts &
  ProviderContext & {
    readonly configuration: { readonly secrets: Readonly<Record<Provider['secret'], readonly Secret[]>> };
    readonly resolver: Resolver;
    readonly feeds: FeedSource;
    readonly people: Directory;
    readonly target: Pick<Target, 'dryRun'>;
  };

/** The way of a delivery: authenticate, parse, record, decide, apply, answer. */
export async function receiveDelivery(
  provider: Provider,
  request: Request | undefined,
  ports: WebhookPorts,
): Promise<Answer> {
  const secrets = ports.configuration.secrets[provider.secret];
  // Some senders tell their secret only in or after the greeting. It is answered without one, and nothing else is.
  if (secrets.length === 0 && provider.handshakeBeforeSecret && request) {
    const greeting = await greet(provider, request, ports);
    if (greeting) return greeting;
  }
  if (secrets.length === 0) {
    return problem('provider_not_configured', `Set ${provider.secret} to accept deliveries at this address.`);
  }
  if (!request) return problem('unauthorized', 'The headers of this request cannot be trusted.');
  const greeting = await greet(provider, request, ports);
  if (greeting) return greeting;
  if (!isAuthentic(provider, request, secrets, ports.now())) {
    ports.log('warn', 'A delivery was refused', { provider: provider.name, hint: REFUSAL_HINT });
    return problem('unauthorized', 'The signature or secret is missing, wrong or too old.');
  }
  if (!isJson(request)) return problem('invalid_payload', 'Expected a body of type application/json.');
  const delivery = provider.toEvents(request, ports);
  logWhatHasNoEffect(provider, delivery, ports);
  const latest = ports.now() + CLOCK_AHEAD_MS;
  const events = delivery.events.filter(({ timestamp }) => timestamp <= latest);
  const faults = [...delivery.faults, ...delivery.events.filter((event) => !events.includes(event)).map(tooEarly)];
  try {
    const results = await processAll(events, ports);
    await alertIfStopped(ports);
    return answer(delivery, events, results, faults, ports.target.dryRun);
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    return problem('upstream_unavailable', 'The event could not be recorded. Send it again.');
  }
}

/** What the feeds say counts for availability; a leaver must be locked out also when that cannot be read. */
async function storedResolver({
  resolver,
  feeds,
  log,
}: Pick<WebhookPorts, 'resolver' | 'feeds' | 'log'>): Promise<Resolver> {
  try {
    return (await feeds.resolver('stored')).resolver;
  } catch (error) {
    log('warn', 'The iCalendar feeds cannot be read; going on without them', describeError(error));
    return resolver;
  }
}

const REFUSAL_HINT =
  'wrong or missing secret, a clock more than 5 minutes off, a form instead of JSON, or a body whose JSON cannot be written again as it was (10.00, integers past 2^53, white space): then use a bearer: secret';

/** Answers a sender's set-up request. It grants nothing; what the operator needs of it is logged and alerted. */
async function greet(
  provider: Provider,
  request: Request,
  { alert }: Pick<WebhookPorts, 'alert'>,
): Promise<Answer | undefined> {
  const greeting = provider.handshake?.(request);
  if (!greeting || (greeting.forOperator && methodOf(request) !== 'POST')) return undefined;
  if (greeting.forOperator) await alert(handshake(provider.name, greeting.forOperator));
  return ok(greeting.answer);
}

/** For the operator: what has to be added to the roster or set for an event to have an effect. */
function logWhatHasNoEffect(
  { name }: Provider,
  { ignored, unmapped }: ParsedDelivery,
  { log }: Pick<WebhookPorts, 'log'>,
): void {
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

function isAuthentic(provider: Provider, request: Request, secrets: readonly Secret[], now: number): boolean {
  const of = (wanted: Secret['scheme']) => secrets.filter(({ scheme }) => scheme === wanted);
  // All three are checked, whichever is right: the time taken must not tell which schemes are configured.
  const byBearer = hasBearer(request, of('bearer'));
  const byBasic = hasBasic(request, of('basic'));
  const native = of('native');
  return (native.length > 0 && provider.authenticate(request, native, now)) || byBearer || byBasic;
}

function tooEarly({ id, timestamp }: StaffEvent): ValidationError {
  const found = new Date(timestamp).toISOString();
  return { path: 'timestamp', message: `event ${id} is dated ${found}; expected at most 5 minutes ahead of now` };
}

/**
 * Events of one person one after another, in the order of the delivery; of several people side by side. Everything ends before
 * a failure is thrown: what is under way when the answer is sent may never be finished.
 */
async function processAll(events: readonly StaffEvent[], ports: WebhookPorts): Promise<readonly EventResult[]> {
  const results = new Array<EventResult>(events.length);
  const byPerson = new Map<string, number[]>();
  for (const [index, event] of events.entries()) {
    const identity = identityOf(event, ports);
    if (identity === undefined) {
      ports.log('warn', 'An event names somebody whom the roster does not know', { event: event.id });
      results[index] = { outcome: 'unknown_user' };
    } else byPerson.set(identity, [...(byPerson.get(identity) ?? []), index]);
  }
  const { resolver, read } = readingFeeds(ports);
  const ended = await Promise.allSettled(
    [...byPerson].map(async ([identity, indexes]) => {
      // Lock-outs do not wait for the feeds, which say nothing of who has left.
      if (!indexes.some((index) => events[index]?.type === 'staff.offboarded')) await read;
      for (const index of indexes) {
        const event = events[index];
        if (event) results[index] = await processEvent(event, identity, { ...ports, resolver });
      }
    }),
  );
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}

/** The roster's resolver, which also knows what the feeds say as soon as that is read. */
function readingFeeds(ports: WebhookPorts): { resolver: ProcessEventPorts['resolver']; read: Promise<void> } {
  let { resolver } = ports;
  const read = storedResolver(ports).then((stored) => {
    resolver = stored;
  });
  return {
    resolver: {
      verdict: (person, instant, facts) => resolver.verdict(person, instant, facts),
      nextBoundary: (person, instant) => resolver.nextBoundary(person, instant),
    },
    read,
  };
}

function identityOf({ data }: StaffEvent, { people }: Pick<WebhookPorts, 'people'>): string | undefined {
  if (data.identity !== undefined) return data.identity;
  const person = data.person === undefined ? undefined : people.byKey(data.person);
  return person === undefined ? undefined : people.identityOf(person);
}

function answer(
  delivery: ParsedDelivery,
  events: readonly StaffEvent[],
  eventResults: readonly EventResult[],
  faults: readonly ValidationError[],
  dryRun: boolean,
): Answer {
  const lines = eventResults.map(({ outcome, user, would }, index): Result => {
    const event = events[index];
    return {
      event: event?.id ?? '',
      type: event?.type ?? '',
      outcome,
      ...(user !== undefined && { user }),
      ...(would && { would: changeView(would) }),
    };
  });
  const conflicts = lines.filter(({ outcome }) => outcome === 'conflict');
  if (conflicts.length > 0) {
    const ids = conflicts.map(({ event }) => event).join(', ');
    return problem('payload_conflict', `Already received with another content, and not taken again: ${ids}`);
  }
  if (faults.length > 0) return problem('invalid_payload', 'What is listed in errors has no effect.', faults);
  const unmapped = delivery.unmapped.map(({ id, type }): Result => ({ event: id, type, outcome: 'unknown_user' }));
  const ignored = delivery.ignored.map(
    ({ id, type, detail }): Result => ({ event: id, type, outcome: 'ignored', ...(detail && { detail }) }),
  );
  return ok({ ...(dryRun && { dryRun }), results: [...lines, ...unmapped, ...ignored] });
}
