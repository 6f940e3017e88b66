import { isDeepStrictEqual } from 'node:util';
import type { Decision, Situation } from '../decisions/decision';
import { emptyRecord, type PersonRecord } from '../decisions/decisions.private';
import { Conflict, type WritePurpose } from '../twilio/twilio.private';
import type { Ports } from './ports';

/** So long a record is read and decided again because others write it meanwhile, ms; then the sender is asked back. */
const CONTENTION_MS = 5000;
/** The longest wait between two tries, ms: full jitter, so that executions get out of each other's way. */
const LONGEST_WAIT_MS = 1600;
const FIRST_WAIT_MS = 40;

/** A decision that is on record; without a revision only if there was nothing to write and is no record. */
export interface Committed {
  readonly decision: Decision;
  readonly revision?: string;
}

/**
 * Reads, decides and writes until nobody wrote in between. A decision that leaves the record as it is writes nothing.
 * @param purpose whether the record says what is to be done, or that it was done.
 * @throws Conflict if others keep writing; anything else means that Sync cannot be reached.
 */
export async function commit(
  identity: string,
  decideOn: (record: PersonRecord) => Decision | Promise<Decision>,
  { records, now, sleep, random }: Ports,
  purpose: WritePurpose,
): Promise<Committed> {
  const began = now();
  let mine: Decision | undefined;
  for (let conflicts = 0; ; conflicts++) {
    const { record = emptyRecord(identity), revision } = await records.read(identity);
    // A write whose answer got lost is refused when it is tried again; what is there then is our own.
    if (mine && revision !== undefined && same(record, mine.record)) return { decision: mine, revision };
    const decision = await decideOn(record);
    if (decision.record === record) {
      if (revision === undefined) await records.verify(); // or a missing Service would look like a person without a record
      return { decision, ...(revision !== undefined && { revision }) };
    }
    mine = decision;
    try {
      return { decision, revision: await records.write(identity, decision.record, revision, purpose) };
    } catch (error) {
      if (!(error instanceof Conflict) || now() - began > CONTENTION_MS) throw error;
      await sleep(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** conflicts));
    }
  }
}

function same(stored: PersonRecord, written: PersonRecord): boolean {
  return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(written)));
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
