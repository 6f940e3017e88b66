import { isDeepStrictEqual } from 'node:util';
import type { Decision, Situation } from '../domain/person/decision';
import { emptyRecord, type PersonRecord } from '../domain/person/record';
import type { Directory } from '../domain/roster/directory';
import type { Resolver } from '../domain/schedule/schedule';
import { type Clock, Conflict, type Random, type RecordStore, type Target, type WritePurpose } from './ports';

/** How long a record is read and decided again because others write it meanwhile, ms; then the sender has to send again. */
const CONTENTION_MS = 5000;
/** The longest wait between two tries, ms: full jitter, so that executions get out of each other's way. */
const LONGEST_WAIT_MS = 1600;
const FIRST_WAIT_MS = 40;

/** The ports that updating a record takes. */
export interface UpdateRecordPorts {
  readonly records: Pick<RecordStore, 'read' | 'verify' | 'write'>;
  readonly now: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: Random;
}

/** What the situation of a person is made of. */
export interface SituationPorts {
  readonly people: Pick<Directory, 'byIdentity' | 'isProtected'>;
  readonly resolver: Pick<Resolver, 'verdict' | 'nextBoundary'>;
  readonly target: Pick<Target, 'name'>;
  readonly now: Clock;
}

/** A decision that is on record; without a revision only if there was nothing to write and is no record. */
export interface RecordUpdate {
  readonly decision: Decision;
  readonly revision?: string;
}

/**
 * Reads, decides and writes until nobody wrote in between. A decision that leaves the record as it is writes nothing.
 * @param purpose whether the record says what is to be done, or that it was done.
 * @throws Conflict if others keep writing; anything else means that Sync cannot be reached.
 */
export async function updateRecord(
  identity: string,
  decideOn: (record: PersonRecord) => Decision | Promise<Decision>,
  { records, now, sleep, random }: UpdateRecordPorts,
  purpose: WritePurpose,
): Promise<RecordUpdate> {
  const began = now();
  let written: Decision | undefined;
  for (let conflicts = 0; ; conflicts++) {
    const { record = emptyRecord(identity), revision } = await records.read(identity);
    // A write whose answer got lost is refused when it is tried again; what is there then is our own.
    if (written && revision !== undefined && same(record, written.record)) return { decision: written, revision };
    const decision = await decideOn(record);
    if (decision.record === record) {
      if (revision === undefined) await records.verify(); // or a missing Service would look like a person without a record
      return { decision, ...(revision !== undefined && { revision }) };
    }
    written = decision;
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
export function situationOf(identity: string, { people, resolver, target, now }: SituationPorts): Situation {
  const instant = now();
  const person = people.byIdentity(identity);
  return {
    now: instant,
    protected: people.isProtected(identity),
    limitReached: false,
    known: person !== undefined,
    shouldBeAvailable: (facts) => person !== undefined && resolver.verdict(person, instant, facts).available,
    nextBoundary: (after, facts) => (person === undefined ? null : resolver.nextBoundary(person, after, facts)),
    targets: [target.name],
  };
}
