import { isDeepStrictEqual } from 'node:util';
import type { Decision, Outcome, Situation } from '../decisions/decision';
import { confirm, decide, emptyRecord, type PersonRecord } from '../decisions/decisions.private';
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

/** How often a record is read and decided again because somebody else wrote it meanwhile. */
const MAX_CONFLICTS = 12;

/** Records an event, then acts on it, then confirms: a crash in between is repaired by the next tick. */
export async function settle(event: StaffEvent, identity: string, ports: Ports): Promise<Settled> {
  const situation = situationOf(identity, ports);
  let recorded: { decision: Decision; revision?: string };
  try {
    recorded = await commit(identity, (record) => decide(record, event, situation), ports);
  } catch (error) {
    ports.log('error', 'The records cannot be reached', { who: ports.records.name(identity), ...describeError(error) });
    return withoutRecord(event, identity, situation, ports);
  }
  const { decision, revision } = recorded;
  if (!decision.change) return { outcome: decision.outcome };
  return carryOut(identity, decision, revision, ports);
}

/** What the pure decisions need to know about a person just now. */
export function situationOf(identity: string, { people, resolver, now }: Ports): Situation {
  const instant = now();
  const person = people.byIdentity(identity);
  return {
    now: instant,
    protected: people.isProtected(identity),
    known: person !== undefined,
    shouldBeAvailable: (facts) => person !== undefined && resolver.verdict(person, instant, facts).available,
    nextBoundary: () => (person === undefined ? null : resolver.nextBoundary(person, instant)),
  };
}

/** Reads, decides and writes until nobody wrote in between. A decision that leaves the record as it is writes nothing. */
export async function commit(
  identity: string,
  decideOn: (record: PersonRecord) => Decision,
  { records }: Ports,
): Promise<{ decision: Decision; revision?: string }> {
  let mine: Decision | undefined;
  for (let conflicts = 0; ; conflicts++) {
    const { record = emptyRecord(identity), revision } = await records.read(identity);
    // A write whose answer got lost is refused when it is tried again; what is there then is our own.
    if (mine && revision !== undefined && same(record, mine.record)) return { decision: mine, revision };
    const decision = decideOn(record);
    if (decision.record === record) return { decision, ...(revision !== undefined && { revision }) };
    mine = decision;
    try {
      return { decision, revision: await records.write(identity, decision.record, revision) };
    } catch (error) {
      if (!(error instanceof Conflict) || conflicts === MAX_CONFLICTS) throw error;
    }
  }
}

function same(stored: PersonRecord, written: PersonRecord): boolean {
  return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(written)));
}

/** Tells Frontline what is recorded as pending, and takes it off the record. */
export async function carryOut(
  identity: string,
  { record, change }: Decision,
  revision: string | undefined,
  ports: Ports,
): Promise<CarriedOut> {
  const event = record.pending?.event;
  if (!change || event === undefined) return { outcome: 'unchanged' };
  const applied = await apply(ports.users, identity, change, ports.records.name(identity), ports.log);
  const confirmed = (current: PersonRecord) => confirm(current, event, change, applied, ports.now(), ports.random());
  try {
    try {
      await ports.records.write(identity, confirmed(record), revision);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await commit(identity, (current) => ({ record: confirmed(current), outcome: 'applied' }), ports);
    }
  } catch (error) {
    // Nothing is lost: the change is still pending, and telling Frontline once more does no harm.
    ports.log('warn', 'A change could not be confirmed', {
      who: ports.records.name(identity),
      ...describeError(error),
    });
  }
  return settled(applied);
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
  const outcome = settled(await apply(ports.users, identity, change, ports.records.name(identity), ports.log));
  if (outcome.outcome !== 'applied' && outcome.outcome !== 'unchanged') throw new NotRecorded();
  return outcome;
}
