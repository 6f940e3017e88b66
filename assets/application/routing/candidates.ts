import { digest } from '../../domain/person/record';
import { inTurn } from '../../domain/policies/routing';
import type { PersonIndex, Roster, RoutingRule } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import { type LastWorkerPorts, lastWorkers } from './last-worker';
import type { RoutingRequest, Turns } from './routing-requests';
import { accountFor, type Need, onDuty, type Staff, type StaffPorts } from './staff';

/** Somebody who may get a conversation, if they are still what they have to be. */
export interface Candidate {
  readonly person: PersonIndex;
  readonly need: Need;
  readonly because: 'last worker' | 'turn' | 'otherwise';
}

/** Somebody who may get a conversation now. */
interface FitCandidate extends Pick<Candidate, 'because'> {
  /** Of their account. */
  readonly identity: string;
}

/** The ports that finding candidates takes. */
export type CandidatePorts = StaffPorts & LastWorkerPorts & { readonly roster: Roster; readonly turns: Turns };

/**
 * Who may get a new conversation, in this order: the customer's last worker, the people of the number's team in turn, and whoever the
 * rule names otherwise. Each is found out when it is asked for.
 * @param isHeld this execution holds the request; if not, Sync is not asked for tickets either.
 */
export async function* candidatesFor(
  request: RoutingRequest,
  rule: RoutingRule,
  staff: Staff,
  isHeld: boolean,
  ports: CandidatePorts,
): AsyncGenerator<Candidate> {
  const { conversation, customer } = request;
  const { otherwise } = rule;
  // Whoever could not have it on duty may still be the one whom the rule names otherwise.
  const seen: Record<Need, Set<PersonIndex>> = { 'on duty': new Set(), in: new Set() };
  async function* unseen(people: AsyncIterable<PersonIndex> | Iterable<PersonIndex>, as: Omit<Candidate, 'person'>) {
    for await (const person of people) {
      if (seen[as.need].has(person)) continue;
      seen[as.need].add(person);
      yield { person, ...as };
    }
  }
  if (rule.sticky && customer !== undefined) {
    const last = onDuty(await lastWorkers(customer, conversation, ports), staff, ports);
    yield* unseen(last, { need: 'on duty', because: 'last worker' });
  }
  yield* unseen(teamInTurn(rule.team, conversation, staff, isHeld, ports), { need: 'on duty', because: 'turn' });
  if (otherwise.kind === 'person') yield* unseen([otherwise.person], { need: 'in', because: 'otherwise' });
  if (otherwise.kind === 'team') {
    const others = teamInTurn(otherwise.team, conversation, staff, isHeld, ports);
    yield* unseen(others, { need: 'on duty', because: 'otherwise' });
  }
}

/** Where the target cannot be asked about so many, it is asked about nobody else: each takes up to three seconds. */
const MOST_UNSEEN = 2;

/** The candidates who may have a conversation, with their accounts. Those about whom the target could not be asked come last. */
export async function* fitOf(
  candidates: AsyncIterable<Candidate>,
  staff: Staff,
  ports: StaffPorts,
): AsyncGenerator<FitCandidate> {
  const unseen: FitCandidate[] = [];
  for await (const { person, need, because } of candidates) {
    const account = await accountFor(person, need, staff, ports);
    if (!account) continue;
    if (!account.isUnseen) yield { because, identity: account.identity };
    else if (unseen.push({ because, identity: account.identity }) === MOST_UNSEEN) break;
  }
  yield* unseen;
}

/** The people of a team who are on duty, by their keys. */
export function teamOnDuty(team: string, staff: Staff, ports: Omit<StaffPorts, 'target' | 'log'>): PersonIndex[] {
  const keyOf = (person: PersonIndex) => ports.roster.people[person]?.key ?? '';
  const people = onDuty(ports.roster.teams?.[team] ?? [], staff, ports);
  return people.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function teamInTurn(
  team: string,
  conversation: string,
  staff: Staff,
  isHeld: boolean,
  ports: CandidatePorts,
): AsyncGenerator<PersonIndex> {
  // The same for every execution that routes this conversation.
  let place = Number.parseInt(digest(conversation).slice(0, 8), 16);
  const byChance = async () => place++;
  const draw = async () => {
    if (!isHeld) return byChance();
    try {
      return await ports.turns.draw(team);
    } catch (error) {
      ports.log('warn', 'Whose turn it is cannot be told; chance decides', { conversation, ...describeError(error) });
      return byChance();
    }
  };
  return inTurn(teamOnDuty(team, staff, ports), draw);
}
