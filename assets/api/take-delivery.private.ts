import { type DryRunPorts, dryRunEvent, dryRunPorts } from '../application/dry-run-event';
import type { CurrentRoster, RosterInUse } from '../application/live-roster/roster-in-use';
import { type FeedSource, RosterUnknown, type Target } from '../application/ports';
import { processEvent } from '../application/process-event';
import type { EventResult } from '../application/push-change';
import { NotRecorded } from '../application/record-event';
import { recordLockouts } from '../application/record-lockouts';
import {
  bestKnown,
  type GivenName,
  protectingAccount,
  type ResolvedIdentity,
  resolveIdentities,
} from '../application/resolve-identity';
import { alertIfStopped, type LivenessPorts } from '../application/tick/liveness';
import type { Directory } from '../domain/roster/directory';
import type { Resolver } from '../domain/schedule/schedule';
import { CLOCK_AHEAD_MS, type ReceivedEvent, type StaffEvent } from '../domain/staff-event';
import { describeError } from '../lib/errors';
import type { Provider, ProviderContext } from '../providers/provider';
import { deliveryAnswer } from './delivery-answer';
import { logWhatHasNoEffect, reportAttention, reportFaults, reportUnknownLeavers } from './delivery-reports';
import { type Answer, problem, type ValidationError } from './http/answer';
import { isJson, type Request } from './http/request';

// What happens to a delivery beyond answering a refusal or a set-up request: loaded only when needed.

export { type HandshakePorts, reportHandshake, reportUnauthorized } from './delivery-reports';
export { dryRunPorts };

/** What taking deliveries takes of the world. */
export type TakeDeliveryPorts = DryRunPorts &
  LivenessPorts &
  ProviderContext & {
    readonly resolver: Resolver;
    readonly feeds: FeedSource;
    readonly people: Directory;
    readonly currentRoster: CurrentRoster;
    readonly target: Pick<Target, 'dryRun'>;
  };

type RosteredPorts = TakeDeliveryPorts & Pick<RosterInUse, 'rosterVersion' | 'rosterDoubt'>;

/** How events are processed: for real, or as a dry run. */
type Process = typeof processEvent;

/** Takes an authentic delivery: parse, record, decide, apply, answer. */
export async function takeDelivery(
  provider: Provider,
  request: Request,
  ports: TakeDeliveryPorts,
  isDryRun: boolean,
): Promise<Answer> {
  const rostered = { ...ports, ...(await ports.currentRoster('recent')) };
  if (isDryRun) return take(provider, request, dryRunPorts(rostered), dryRunEvent);
  return take(provider, request, rostered, processEvent);
}

/** With the roster in doubt its names serve; whoever it does not know may be on the one that counts. */
async function take(provider: Provider, request: Request, ports: RosteredPorts, process: Process): Promise<Answer> {
  const began = ports.now();
  if (!isJson(request)) {
    await reportFaults(provider, request, [NOT_JSON], ports);
    return problem('invalid_payload', 'Expected a body of type application/json.');
  }
  const delivery = provider.toEvents(request, ports);
  logWhatHasNoEffect(provider, delivery, ports.log);
  const latest = ports.now() + CLOCK_AHEAD_MS;
  const source = { name: provider.name, liftsAll: ports.people.hasAuthority(provider.name) };
  const said = delivery.events.map((event): ReceivedEvent => ({ ...event, source }));
  const events = said.filter(({ timestamp }) => timestamp <= latest);
  const faults = [...delivery.faults, ...said.filter((event) => !events.includes(event)).map(tooEarly)];
  try {
    const people = await resolvePeople(events, ports);
    const results = await processAll(events, people, ports, process);
    const isUnknown = delivery.unmapped.length > 0 || results.some(({ outcome }) => outcome === 'unknown_user');
    if (!ports.rosterVersion && isUnknown) throw new NotRecorded(new RosterUnknown(ports.rosterDoubt?.reason ?? ''));
    const identities = people.map((person) => person?.identity);
    await reportUnknownLeavers(provider, delivery, events, results, identities, ports);
    await reportAttention(provider, delivery, ports);
    await alertIfStopped(ports);
    await recordLockouts(began, ports);
    return deliveryAnswer(delivery, events, results, faults, ports.target.dryRun);
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error;
    return problem('upstream_unavailable', 'The event could not be recorded. Send it again.');
  } finally {
    await reportFaults(provider, request, faults, ports);
  }
}

const NOT_JSON: ValidationError = { path: 'Content-Type', message: 'expected application/json' };

/** What the feeds say counts for availability; a leaver must be locked out also when that cannot be read. */
async function storedResolver({
  resolver,
  feeds,
  log,
}: Pick<TakeDeliveryPorts, 'resolver' | 'feeds' | 'log'>): Promise<Resolver> {
  try {
    return (await feeds.resolver('stored')).resolver;
  } catch (error) {
    log('warn', 'The iCalendar feeds cannot be read; going on without them', describeError(error));
    return resolver;
  }
}

function tooEarly({ id, timestamp }: StaffEvent): ValidationError {
  const found = new Date(timestamp).toISOString();
  return { path: 'timestamp', message: `event ${id} is dated ${found}; expected at most 5 minutes ahead of now` };
}

/** Whom each event means; undefined where the roster has no such person. Each distinct name is fetched at most once. */
async function resolvePeople(
  events: readonly StaffEvent[],
  ports: TakeDeliveryPorts,
): Promise<readonly (ResolvedIdentity | undefined)[]> {
  const names = events.map((event) => identityOf(event, ports));
  const given = events.flatMap(({ type }, index): GivenName[] => {
    const name = names[index];
    if (name === undefined) return [];
    return [{ name, needsAccount: type === 'staff.offboarded' && ports.people.mayBeProtectedByOtherName(name) }];
  });
  const resolved = await resolveIdentities(given, ports);
  return names.map((name) => (name === undefined ? undefined : resolved.get(name)));
}

/**
 * Events of one person one after another, in the order of the delivery; of several people side by side. Everything ends before
 * a failure is thrown: what is under way when the answer is sent may never be finished.
 */
async function processAll(
  events: readonly ReceivedEvent[],
  people: readonly (ResolvedIdentity | undefined)[],
  ports: TakeDeliveryPorts,
  process: Process,
): Promise<readonly EventResult[]> {
  const results = new Array<EventResult>(events.length);
  const byPerson = new Map<string, number[]>();
  for (const [index, event] of events.entries()) {
    const identity = people[index]?.identity;
    if (identity === undefined) {
      ports.log('warn', 'An event names somebody whom the roster does not know', { event: event.id });
      results[index] = { outcome: 'unknown_user' };
    } else byPerson.set(identity, [...(byPerson.get(identity) ?? []), index]);
  }
  const { resolver, read } = readingFeeds(ports);
  const ended = await Promise.allSettled(
    [...byPerson].map(async ([identity, indexes]) => {
      const person = bestKnown(indexes.flatMap((index) => people[index] ?? []));
      const own = { ...ports, resolver, people: person ? protectingAccount(ports.people, person) : ports.people };
      // Lock-outs do not wait for the feeds, which say nothing of who has left.
      if (!indexes.some((index) => events[index]?.type === 'staff.offboarded')) await read;
      for (const [position, index] of indexes.entries()) {
        const event = events[index];
        // The user as fetched is good for the first event only: the second one may find it changed by the first.
        const fetched = position === 0 ? person?.fetched : undefined;
        if (event) results[index] = await process(event, identity, own, fetched);
      }
    }),
  );
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}

/** The roster's resolver, which also knows what the feeds say as soon as that is read. */
function readingFeeds(ports: TakeDeliveryPorts): { resolver: DryRunPorts['resolver']; read: Promise<void> } {
  let { resolver } = ports;
  const read = storedResolver(ports).then((stored) => {
    resolver = stored;
  });
  return {
    resolver: {
      verdict: (person, instant, facts) => resolver.verdict(person, instant, facts),
      nextBoundary: (person, instant, facts) => resolver.nextBoundary(person, instant, facts),
    },
    read,
  };
}

/** The name by which an event means a person. */
function identityOf({ data }: StaffEvent, { people }: Pick<TakeDeliveryPorts, 'people'>): string | undefined {
  if (data.identity !== undefined) return data.identity;
  const person = data.person === undefined ? undefined : people.byKey(data.person);
  return person === undefined ? undefined : people.identityOf(person);
}
