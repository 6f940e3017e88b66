import type { PersonRecord } from '../../domain/person/record';
import { isReportedLeaver } from '../../domain/policies/callback-access';
import type { Clock, RecordStore } from '../ports';

/** https://www.twilio.com/docs/frontline/api/user-resource */
interface FoundSid {
  readonly sid: string;
  readonly at: number;
}

/** What the gate before Frontline's callbacks keeps from one execution to the next. */
export interface GateMemory {
  /** Names of records of leavers, as far as the process has read or written them; whom it came across last stands last. */
  readonly departed: Set<string>;
  /** When it last saw that the store is there, ms: "there is no record" is believed for a while. */
  storeSeen: number;
  /** SIDs of users by the name of the record of their identity, and when Frontline said so, ms. */
  readonly sids: Map<string, FoundSid>;
}

export function createGateMemory(): GateMemory {
  return { departed: new Set(), storeSeen: Number.NEGATIVE_INFINITY, sids: new Map() };
}

/** So many leavers are remembered, 64 characters each; the oldest memories go first. */
export const MOST_REMEMBERED = 2000;

/** So many SIDs are remembered, about 100 characters each; the oldest memories go first. */
const MOST_SIDS = 2000;

/** Remembers the SID of a user. */
export function rememberSid({ sids }: GateMemory, who: string, found: FoundSid): void {
  sids.delete(who);
  sids.set(who, found);
  for (const oldest of sids.keys()) {
    if (sids.size <= MOST_SIDS) return;
    sids.delete(oldest);
  }
}

/** Remembers or forgets somebody, as the record has it. */
function note({ departed }: GateMemory, who: string, record: PersonRecord, now: number): void {
  departed.delete(who);
  if (isReportedLeaver(record, now)) departed.add(who);
  for (const oldest of departed) {
    if (departed.size <= MOST_REMEMBERED) return;
    departed.delete(oldest);
  }
}

/** Of whom there is no record any more, somebody has erased it. */
function forgetOthers(departed: Set<string>, recorded: ReadonlySet<string>): void {
  for (const who of departed) if (!recorded.has(who)) departed.delete(who);
}

/**
 * The same store; whatever deliveries, ticks and the gate read or write there keeps the memory up to date, without a call of its own.
 * Somebody of whom nothing is found stays as remembered: that a record is not there is certain only once the store has been verified.
 */
export function rememberDeparted(records: RecordStore, memory: GateMemory, now: Clock): RecordStore {
  const { departed } = memory;
  return {
    ...records,
    async read(identity) {
      const stored = await records.read(identity);
      if (stored.record) note(memory, records.name(identity), stored.record, now());
      return stored;
    },
    async write(identity, record, revision, purpose) {
      const written = await records.write(identity, record, revision, purpose);
      note(memory, records.name(identity), record, now());
      return written;
    },
    async erase(identity) {
      await records.erase(identity);
      departed.delete(records.name(identity));
    },
    async remove(who, revision) {
      await records.remove(who, revision);
      departed.delete(who);
    },
    async all() {
      const stored = await records.all();
      const found = new Set(stored.records.map(({ identity }) => records.name(identity)));
      // What is filed under a former key counts where there is nothing newer under the present one.
      const misfiled = stored.misfiled.map(({ record }) => record);
      const all = [...misfiled.filter(({ identity }) => !found.has(records.name(identity))), ...stored.records];
      for (const record of all) note(memory, records.name(record.identity), record, now());
      if (stored.complete)
        forgetOthers(departed, new Set([...all.map(({ identity }) => records.name(identity)), ...stored.unreadable]));
      return stored;
    },
  };
}
