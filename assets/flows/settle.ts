import { isDeepStrictEqual } from 'node:util';
import type { Decision, Outcome, Situation } from '../decisions/decision';
import {
  confirm,
  decide,
  emptyRecord,
  overtaken,
  type PersonRecord,
  type UserChange,
} from '../decisions/decisions.private';
import type { StaffEvent } from '../events/staff-event.private';
import { type Applied, apply, Conflict, describeError } from '../twilio/twilio.private';
import type { Ports } from './ports';

/** What came of one event; `user` is the Frontline user's SID where it is known. */
export interface Settled {
  readonly outcome: Outcome | 'conflict';
  readonly user?: string;
}

/** What telling Frontline came to. */
export type CarriedOut = Settled & { readonly outcome: Outcome };

/** The record store could not be reached, and the event has not taken effect either: the sender must send it again. */
export class NotRecorded extends Error {}

/** So long a record is read and decided again because others write it meanwhile, ms; then the sender is asked back. */
const CONTENTION_MS = 4500;
/** The longest wait between two tries, ms: full jitter, so that executions get out of each other's way. */
const LONGEST_WAIT_MS = 400;

/** Records an event, then acts on it, then confirms: a crash in between is repaired by the next tick. */
export async function settle(event: StaffEvent, identity: string, ports: Ports): Promise<Settled> {
  const situation = situationOf(identity, ports);
  let recorded: Committed;
  try {
    recorded = await commit(
      identity,
      (record) => guarded(identity, situation, (within) => decide(record, event, within), ports),
      ports,
    );
  } catch (error) {
    if (error instanceof Conflict) throw new NotRecorded();
    ports.log('error', 'The records cannot be reached', { who: ports.records.name(identity), ...describeError(error) });
    return withoutRecord(event, identity, situation, ports);
  }
  const { decision } = recorded;
  if (decision.outcome === 'held') await reportHeld(identity, decision, ports);
  return decision.change ? carryOut(identity, recorded, ports) : { outcome: decision.outcome };
}

/** Decides, and decides again with the limit reached where the decision would lock out one too many within the hour. */
export async function guarded<T extends Decision | undefined>(
  identity: string,
  situation: Situation,
  decideWithin: (situation: Situation) => T,
  { guard, people, configuration, records, now, log }: Ports,
): Promise<T> {
  const decision = decideWithin(situation);
  if (!decision?.locksOut) return decision;
  const limit = configuration.offboardingLimit ?? Math.max(5, Math.floor(people.size / 10));
  const admitted = await guard.admit(records.name(identity), now(), limit).catch((error: unknown) => {
    log('warn', 'The hourly limit cannot be checked; going on without it', describeError(error));
    return true;
  });
  return admitted ? decision : decideWithin({ ...situation, limitReached: true });
}

/** Tells the operators of an offboarding that waits for them. */
export async function reportHeld(identity: string, { record }: Decision, ports: Ports): Promise<void> {
  const why = record.held.at(-1)?.why ?? 'limit';
  const text =
    why === 'limit'
      ? 'Rosterline holds offboardings: more came within an hour than OFFBOARDING_LIMIT allows. Nobody held is locked out until you release them.'
      : `Rosterline holds an offboarding of ${nameOf(identity, ports)}, whom the roster protects. Release it if it is meant.`;
  await ports.alert(`held-${why}`, text);
}

/** What operators know a person by: the roster's key, else the start of the record's name. */
export function nameOf(identity: string, { people, records }: Ports): string {
  const person = people.byIdentity(identity);
  return person === undefined ? records.name(identity).slice(0, 12) : people.keyOf(person);
}

/** What the pure decisions need to know about a person just now. */
export function situationOf(identity: string, { people, resolver, now }: Ports): Situation {
  const instant = now();
  const person = people.byIdentity(identity);
  return {
    now: instant,
    protected: people.isProtected(identity),
    limitReached: false,
    known: person !== undefined,
    shouldBeAvailable: (facts) => person !== undefined && resolver.verdict(person, instant, facts).available,
    nextBoundary: () => (person === undefined ? null : resolver.nextBoundary(person, instant)),
  };
}

/** A decision that is on record; without a revision only if there was nothing to write and is no record. */
export interface Committed {
  readonly decision: Decision;
  readonly revision?: string;
}

/**
 * Reads, decides and writes until nobody wrote in between. A decision that leaves the record as it is writes nothing.
 * @throws Conflict if others keep writing; anything else means that Sync cannot be reached.
 */
export async function commit(
  identity: string,
  decideOn: (record: PersonRecord) => Decision | Promise<Decision>,
  { records, now, sleep, random }: Ports,
): Promise<Committed> {
  const began = now();
  let mine: Decision | undefined;
  for (let conflicts = 0; ; conflicts++) {
    const { record = emptyRecord(identity), revision } = await records.read(identity);
    // A write whose answer got lost is refused when it is tried again; what is there then is our own.
    if (mine && revision !== undefined && same(record, mine.record)) return { decision: mine, revision };
    const decision = await decideOn(record);
    if (decision.record === record) return { decision, ...(revision !== undefined && { revision }) };
    mine = decision;
    try {
      return { decision, revision: await records.write(identity, decision.record, revision) };
    } catch (error) {
      if (!(error instanceof Conflict) || now() - began > CONTENTION_MS) throw error;
      await sleep(random() * Math.min(LONGEST_WAIT_MS, 10 * 2 ** conflicts));
    }
  }
}

function same(stored: PersonRecord, written: PersonRecord): boolean {
  return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(written)));
}

/** How often a change is told anew because another one overtook it on its way to Frontline. */
const MAX_OVERTAKEN = 4;

/** Tells Frontline what is recorded as pending, and takes it off the record. */
export async function carryOut(identity: string, committed: Committed, ports: Ports, tries = 0): Promise<CarriedOut> {
  const { record, change } = committed.decision;
  const event = record.pending?.event;
  if (!change || event === undefined) return { outcome: 'unchanged' };
  const applied = await apply({ identity, change, because: event }, ports);
  try {
    const late = await confirmOnRecord(identity, committed, applied, ports);
    if (applied.result === 'failed') await reportFailure(identity, change, record, ports);
    if (late?.decision.change && tries < MAX_OVERTAKEN) await carryOut(identity, late, ports, tries + 1);
  } catch (error) {
    // Nothing is lost: the change is still pending, and telling Frontline once more does no harm.
    const who = ports.records.name(identity);
    ports.log('warn', 'A change could not be confirmed', { who, ...describeError(error) });
  }
  return settled(applied);
}

/** Tells the operators of a lock-out that has to wait, and of anything that has been tried for long. */
async function reportFailure(identity: string, change: UserChange, record: PersonRecord, ports: Ports): Promise<void> {
  const name = nameOf(identity, ports);
  if (change.state === 'deactivated') {
    await ports.alert(
      'lock-out-waits',
      `Frontline does not take lock-outs: ${name} has left and is still let in. Each tick tries again.`,
    );
  } else if ((record.pending?.attempts ?? 0) > LASTING) {
    await ports.alert(
      'changes-fail',
      `Frontline has not taken a change of ${name} for long. After 24 hours it waits for replay.`,
    );
  }
}

/** A change that failed more often than this has failed for more than an hour. */
const LASTING = 8;

/** Confirms on the record. @returns what has to be told anew because another decision came in between, if anything. */
async function confirmOnRecord(
  identity: string,
  { decision: { record, change = {} }, revision }: Committed,
  applied: Applied,
  ports: Ports,
): Promise<Committed | undefined> {
  const event = record.pending?.event ?? '';
  const confirmed = (current: PersonRecord) => confirm(current, event, change, applied, ports.now(), ports.random());
  try {
    await ports.records.write(identity, confirmed(record), revision);
    return undefined;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
  return commit(
    identity,
    (current) => {
      const after = confirmed(current);
      const overtook = 'user' in applied && current.pending?.event !== event;
      const late = overtook ? overtaken(after, change, situationOf(identity, ports)) : undefined;
      return late ?? { record: after, outcome: 'applied' };
    },
    ports,
  );
}

function settled(applied: Applied): CarriedOut {
  switch (applied.result) {
    case 'applied':
    case 'unchanged':
      return { outcome: applied.result, user: applied.user.sid };
    case 'unknown_user':
      return { outcome: 'unknown_user' };
    case 'failed':
      return { outcome: 'retrying' };
  }
}

/**
 * With the records out of reach, someone who has left is locked out all the same; everything else, and a lock-out that
 * fails as well, is for the sender to send again.
 */
async function withoutRecord(
  event: StaffEvent,
  identity: string,
  situation: Situation,
  ports: Ports,
): Promise<Settled> {
  const { change } = decide(emptyRecord(identity), event, situation);
  if (event.type !== 'staff.offboarded' || !change) throw new NotRecorded();
  const outcome = settled(await apply({ identity, change, because: event.id }, ports));
  if (outcome.outcome !== 'applied' && outcome.outcome !== 'unchanged') throw new NotRecorded();
  await ports.alert(
    'sync-down',
    `Sync cannot be reached: ${nameOf(identity, ports)} was locked out without a record. Compare with reconcile when it is back.`,
  );
  return outcome;
}
