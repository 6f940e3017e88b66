import { isUnderWay } from '../domain/person/handover';
import { HELD_REASONS, type HeldReason, type PersonRecord, targetState } from '../domain/person/record';
import type { TargetName } from '../domain/person/target';
import { recordsByIdentity } from './refile-records';
import type { StoredRecords } from './stored-records';

/** How much waits for an operator, for another attempt or for somebody to take over. Counts only: nobody is named. */
export interface Backlog {
  /** Events on employment that wait for an operator, by reason. */
  readonly held: Readonly<Record<HeldReason, number>>;
  /** Changes that were given up. */
  readonly failed: number;
  /** People with a change that the target has still to be told. */
  readonly retrying: number;
  /** Hand-overs of conversations that are not over, and those of them for which nobody can take over. */
  readonly handovers: { readonly underWay: number; readonly waiting: number };
  /** Conversations that could not be handed over, or given back. */
  readonly conversationsFailed: number;
  /** Records that cannot be read: nothing of them is counted. */
  readonly unreadable: number;
  /** Whether there was time to read every record. If not, every count is a lower bound. */
  readonly complete: boolean;
}

/** Counts what the records say. @param now ms. */
export function backlogOf(stored: StoredRecords, target: TargetName, now: number): Backlog {
  const records = [...recordsByIdentity(stored, now).values()];
  const sum = (count: (record: PersonRecord) => number) => records.reduce((total, record) => total + count(record), 0);
  const heldFor = (reason: HeldReason) => sum(({ held }) => held.filter((event) => event.reason === reason).length);
  const handovers = records.flatMap(({ handover }) => handover ?? []);
  return {
    held: {
      protected: heldFor('protected'),
      limit: heldFor('limit'),
      old: heldFor('old'),
      full: heldFor('full'),
      other_source: heldFor('other_source'),
    },
    failed: sum((record) => targetState(record, target).failed.length),
    retrying: sum((record) => (targetState(record, target).pending ? 1 : 0)),
    handovers: {
      underWay: handovers.filter(isUnderWay).length,
      waiting: handovers.filter(({ step }) => step === 'waiting').length,
    },
    conversationsFailed: handovers.reduce((total, { failed }) => total + failed, 0),
    unreadable: stored.unreadable.length,
    complete: stored.complete,
  };
}

/** Everything that is held, whatever the reason. */
export function countHeld({ held }: Pick<Backlog, 'held'>): number {
  return HELD_REASONS.reduce((total, reason) => total + held[reason], 0);
}
