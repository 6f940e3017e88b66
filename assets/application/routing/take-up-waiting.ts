/** What a tick does for the new conversations that wait for a worker. */
import type { RoutingRule } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import { waitingUnread } from '../routing-alerts';
import { teamOnDuty } from './candidates';
import { type Routed, type RoutingPorts, routeHeld, ruleOf } from './route-conversation';
import type { WaitingRequest } from './routing-requests';
import { isKnownOut, readRecords, type Staff } from './staff';
import { tendLongWaiting } from './waiting-long';

/** So many are taken up by one tick, of each number the oldest first: each takes some six calls. */
const MOST_TAKEN_UP = 100;

/**
 * Gives workers to the conversations that wait, where somebody could take them by now. A tick calls this after its changes, with the
 * roster that counts and the resolver of its calendars, if that has `routing`.
 * @param until ms: none is begun after that.
 */
export async function takeUpWaiting(until: number, given: RoutingPorts): Promise<void> {
  const { resolver } = given;
  const ports = { ...given, feeds: { resolver: async () => ({ resolver, feeds: [] }) } };
  const waiting = await readWaiting(ports);
  if (waiting.length === 0) return;
  const records = await readRecords(ports);
  const isPossible = possibleFor({ records, isCertain: true }, ports);
  const able = byNumber(waiting.filter((request) => isPossible(ruleOf(request, ports))));
  const takeUp = async (request: WaitingRequest): Promise<Routed | 'failed'> => {
    if (ports.now() >= until) return 'failed';
    try {
      const hold = await ports.routingRequests.take(request);
      if (typeof hold === 'string') return { outcome: hold === 'held' ? 'busy' : 'done' };
      return await routeHeld(request, hold, undefined, records, ports);
    } catch (error) {
      const { conversation } = request;
      ports.log('warn', 'A waiting conversation could not be taken up', { conversation, ...describeError(error) });
      return 'failed';
    }
  };
  const taken = await Promise.all(shared(able, MOST_TAKEN_UP).map((requests) => takeUpInTurn(requests, takeUp)));
  const done = new Set(taken.flat());
  await tendLongWaiting(
    waiting.filter((request) => !done.has(request)),
    records,
    until,
    ports,
  );
}

/** The requests of each number, the oldest first. */
function byNumber(requests: readonly WaitingRequest[]): WaitingRequest[][] {
  const groups = new Map<string, WaitingRequest[]>();
  for (const request of requests) groups.set(request.number, [...(groups.get(request.number) ?? []), request]);
  return [...groups.values()];
}

/**
 * So many of all groups, from each as many as from every other one as far as it has them: a number whose people are on duty and cannot
 * take anything would otherwise keep all others waiting.
 */
function shared(groups: readonly WaitingRequest[][], most: number): WaitingRequest[][] {
  const rounds = Array.from({ length: most }, (_, round) => groups.flatMap((group) => group[round] ?? []));
  return byNumber(rounds.flat().slice(0, most));
}

/** Where nobody can take the oldest of a number after all, nobody can take the others. @returns those that need nothing more. */
async function takeUpInTurn(
  [oldest, ...others]: readonly WaitingRequest[],
  takeUp: (request: WaitingRequest) => Promise<Routed | 'failed'>,
): Promise<WaitingRequest[]> {
  if (!oldest) return [];
  const first = await takeUp(oldest);
  if (first !== 'failed' && first.outcome === 'waits' && first.why === 'nobody-on-duty') return [];
  const rest = await Promise.all(others.map(takeUp));
  return [oldest, ...others].filter((_, index) => {
    const routed = [first, ...rest][index];
    return routed !== undefined && routed !== 'failed' && routed.outcome !== 'waits';
  });
}

async function readWaiting({
  routingRequests,
  turns,
  roster,
  alert,
  log,
}: RoutingPorts): Promise<readonly WaitingRequest[]> {
  try {
    const waiting = await routingRequests.waiting();
    // Before the first conversation comes: of many at once each would otherwise have to.
    if (waiting.isNew) await Promise.all([...teamsOf(roster)].map(turns.prepare));
    if (waiting.unreadable.length > 0) {
      log('error', 'Conversations that wait cannot be read', { conversations: waiting.unreadable });
      await alert(waitingUnread());
    }
    return waiting.requests;
  } catch (error) {
    log('error', 'The conversations that wait cannot be read', describeError(error));
    await alert(waitingUnread());
    return [];
  }
}

/** The teams that take turns. */
function teamsOf({ routing = [] }: RoutingPorts['roster']): Set<string> {
  return new Set(routing.flatMap(({ team, otherwise }) => (otherwise.kind === 'team' ? [team, otherwise.team] : team)));
}

/**
 * Whether somebody could take a conversation of a rule, as far as it is known here: whoever is chosen is looked at anew. Most wait
 * for hours until somebody is on duty, and cost no call until then.
 */
function possibleFor(staff: Staff, ports: RoutingPorts): (rule: RoutingRule | undefined) => boolean {
  const teams = new Map<string, boolean>();
  const isAnybodyOnDuty = (team: string) => {
    const known = teams.get(team) ?? teamOnDuty(team, staff, ports).length > 0;
    teams.set(team, known);
    return known;
  };
  return (rule) => {
    if (!rule) return false;
    const { team, otherwise } = rule;
    if (isAnybodyOnDuty(team)) return true;
    if (otherwise.kind === 'person') return !isKnownOut(otherwise.person, staff, ports);
    return otherwise.kind === 'team' && isAnybodyOnDuty(otherwise.team);
  };
}
