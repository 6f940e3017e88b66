/** Gives new conversations a worker. */
import { ruleFor } from '../../domain/policies/routing';
import type { RoutingRule } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import type { RosterInUse } from '../live-roster/roster-in-use';
import { type Alerts, type Conversations, type Participant, Refused } from '../ports';
import { conversationLost, conversationWaits, routedWithoutRecords, type WaitingFor } from '../routing-alerts';
import { type Candidate, type CandidatePorts, candidatesFor, fitOf } from './candidates';
import { servedBy } from './presence';
import type { RoutingHold, RoutingRequest, RoutingRequests, Taken } from './routing-requests';
import { type ReadRecords, type ReadRecordsPorts, readRecords, type Staff } from './staff';

/**
 * What became of a conversation. `assigned`: somebody was added, `because` of that. `present`: a worker is in it already. `over`: it
 * is closed, or gone. `busy`: another execution is at work on it. `done`: it was routed some minutes ago at most. `waits`: a
 * tick tries again; for a `handover`, which gives it somebody. `lost`: it has no worker, and that could not be noted down either.
 */
export type Routed =
  | { readonly outcome: 'assigned'; readonly because: Candidate['because'] }
  | { readonly outcome: 'present' | 'over' | 'busy' | 'done' }
  | { readonly outcome: 'waits' | 'lost'; readonly why: WaitingFor | 'handover' };

/** What routing takes of the roster that counts. */
export type RoutingRoster = Pick<
  RosterInUse,
  'roster' | 'people' | 'resolver' | 'feeds' | 'rosterVersion' | 'rosterDoubt'
>;

/** The ports that routing takes, with the parts of the roster that counts. */
export type RoutingPorts = CandidatePorts &
  ReadRecordsPorts &
  RoutingRoster & {
    readonly conversations: Conversations;
    readonly routingRequests: RoutingRequests;
    readonly alert: Alerts;
  };

/** The same before it is known which roster counts. */
export type UnrosteredPorts = Omit<RoutingPorts, keyof RoutingRoster> & {
  readonly currentRoster: (how: 'recent') => Promise<RoutingRoster>;
};

/** A request that this execution is at work on, and what it knows for it. `hold` undefined: the store did not take the request. */
interface Work {
  readonly request: RoutingRequest;
  readonly hold: RoutingHold | undefined;
  readonly participants: Listed;
  readonly staff: Staff;
}

/** Everybody in a conversation; undefined if there is no such conversation. */
type Listed = readonly Participant[] | undefined | 'unreachable';

/**
 * Routes a new conversation. The request is filed and held first: so only one execution at a time gives it a worker, and a tick takes it
 * up where this one ends before it has. Never throws for what fails outside.
 */
export async function routeConversation(
  request: RoutingRequest,
  { currentRoster, ...ports }: UnrosteredPorts,
): Promise<Routed> {
  const [opened, participants, records, inUse] = await Promise.all([
    openRequest(request, ports),
    listParticipants(request, ports),
    readRecords(ports),
    currentRoster('recent'),
  ]);
  // Once more, before anybody is added without a hold: where only this one call failed, another execution may be at work.
  const hold = opened ?? (await openRequest(request, ports));
  if (hold === 'held') return { outcome: 'busy' };
  if (hold === 'done') return { outcome: 'done' };
  return routeHeld(request, hold, participants, records, { ...ports, ...inUse });
}

async function openRequest(
  request: RoutingRequest,
  { routingRequests, log }: Pick<RoutingPorts, 'routingRequests' | 'log'>,
): Promise<Taken | undefined> {
  try {
    return await routingRequests.open(request);
  } catch (error) {
    const { conversation } = request;
    log('error', 'A new conversation could not be noted down', { conversation, ...describeError(error) });
    return undefined;
  }
}

async function listParticipants(
  { conversation }: RoutingRequest,
  { conversations, log }: Pick<RoutingPorts, 'conversations' | 'log'>,
): Promise<Listed> {
  try {
    return await conversations.participants(conversation);
  } catch (error) {
    log('error', 'The participants of a conversation could not be listed', { conversation, ...describeError(error) });
    return 'unreachable';
  }
}

/** @param listed the participants, where they were listed before the request was held. */
export async function routeHeld(
  request: RoutingRequest,
  hold: RoutingHold | undefined,
  listed: Listed,
  records: ReadRecords | undefined,
  ports: RoutingPorts,
): Promise<Routed> {
  // Whoever held it before may have added somebody since.
  const participants = hold?.isFirst === false ? await listParticipants(request, ports) : listed;
  const { resolver, isStored } = await resolverOf(ports);
  const isCertain = isStored && records !== undefined && ports.rosterDoubt === undefined;
  const work = { request, hold, participants, staff: { records, isCertain } };
  const routed = await assign(work, { ...ports, resolver });
  return finish(work, routed, ports);
}

/** The resolver with what the calendars say; without it, if that cannot be read: then only whom Frontline shows as available counts. */
async function resolverOf({ feeds, resolver, log }: Pick<RoutingPorts, 'feeds' | 'resolver' | 'log'>) {
  try {
    return { resolver: (await feeds.resolver('stored')).resolver, isStored: true };
  } catch (error) {
    log('warn', 'The iCalendar feeds cannot be read; a conversation is routed without them', describeError(error));
    return { resolver, isStored: false };
  }
}

type Result = Exclude<Routed, { outcome: 'lost' }> & { readonly isUncertain?: true };

async function assign({ request, hold, participants, staff }: Work, ports: RoutingPorts): Promise<Result> {
  if (participants === undefined) return { outcome: 'over' };
  if (participants === 'unreachable') return { outcome: 'waits', why: 'conversations-unreachable' };
  const present = await presence(participants, staff, ports);
  if (present) return present;
  if (!ports.rosterVersion) return { outcome: 'waits', why: 'roster-in-doubt' };
  const rule = ruleOf(request, ports);
  if (!rule) return { outcome: 'waits', why: 'no-rule' };
  let refused = false;
  const candidates = candidatesFor(request, rule, staff, hold !== undefined, ports);
  for await (const { because, identity } of fitOf(candidates, staff, ports)) {
    const result = await addTo(request, identity, because, { hold, staff }, ports);
    if (result === 'refused') refused = true;
    else if (result !== 'full') return result;
  }
  return { outcome: 'waits', why: refused ? 'refused' : 'nobody-on-duty' };
}

/** The rule of the number that a customer wrote to. */
export function ruleOf(
  { number }: Pick<RoutingRequest, 'number'>,
  { roster }: Pick<RoutingPorts, 'roster'>,
): RoutingRule | undefined {
  return ruleFor(roster.routing ?? [], number);
}

/** What has become of a conversation that needs nobody more, or of which that cannot be told; undefined: it needs somebody. */
async function presence(
  participants: readonly Participant[],
  staff: Staff,
  ports: RoutingPorts,
): Promise<Result | undefined> {
  const served = await servedBy(participants, staff.records, ports);
  if (served === 'worker') return { outcome: 'present' };
  if (served === 'handover') return { outcome: 'waits', why: 'handover' };
  // A second worker beside one who may well be in would be one too many.
  return served === 'unknown' ? { outcome: 'waits', why: 'failed' } : undefined;
}

/** Adds a worker. `full`, `refused`: nobody was added, and another one may be. */
async function addTo(
  request: RoutingRequest,
  identity: string,
  because: Candidate['because'],
  { hold, staff }: Pick<Work, 'hold' | 'staff'>,
  ports: RoutingPorts,
): Promise<Result | 'full' | 'refused'> {
  const { conversation } = request;
  const failed = (error: unknown) =>
    ports.log('error', 'A worker could not be added to a conversation', { conversation, ...describeError(error) });
  if (!hold) {
    // Nothing keeps another execution from adding somebody; it may have meanwhile.
    const participants = await listParticipants(request, ports);
    if (participants === undefined) return { outcome: 'over' };
    if (participants === 'unreachable') return { outcome: 'waits', why: 'conversations-unreachable' };
    const present = await presence(participants, staff, ports);
    if (present) return present;
  }
  try {
    const added = await ports.conversations.add(conversation, identity);
    if (added === 'added' || added === 'present') return { outcome: 'assigned', because };
    if (added === 'closed' || added === 'gone') return { outcome: 'over' };
    return added === 'full' ? 'full' : { outcome: 'waits', why: added === 'crowded' ? 'crowded' : 'failed' };
  } catch (error) {
    failed(error);
    if (error instanceof Refused) return 'refused';
    // They may have been added: only after the hold has ended anybody else is.
    return { outcome: 'waits', why: 'conversations-unreachable', isUncertain: true };
  }
}

/** Notes down what became of a request, and tells operators of one that waits. */
async function finish({ request, hold, staff }: Work, routed: Result, ports: RoutingPorts): Promise<Routed> {
  const { conversation, number } = request;
  const { isUncertain, ...result } = routed;
  const team = ruleOf(request, ports)?.team;
  ports.log('info', 'A new conversation was to be routed', { conversation, ...result });
  if (result.outcome !== 'waits') {
    await note(request, hold, 'complete', ports);
    if (result.outcome === 'assigned' && !(hold && staff.isCertain)) await ports.alert(routedWithoutRecords());
    return result;
  }
  if (!hold) {
    await ports.alert(conversationLost(conversation, number));
    return { ...result, outcome: 'lost' };
  }
  if (!isUncertain) await note(request, hold, 'release', ports);
  // A hand-over that cannot go on alerts itself.
  if (result.why !== 'handover') await ports.alert(conversationWaits(result.why, conversation, number, team));
  return result;
}

/** A hold that stays ends by itself; the tick that takes the request up then sees what was done. */
async function note(
  { conversation }: RoutingRequest,
  hold: RoutingHold | undefined,
  what: 'complete' | 'release',
  { log }: Pick<RoutingPorts, 'log'>,
): Promise<void> {
  try {
    await hold?.[what]();
  } catch (error) {
    log('warn', 'What became of a conversation could not be noted down; a tick looks at it again', {
      conversation,
      ...describeError(error),
    });
  }
}
