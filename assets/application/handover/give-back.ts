/** A hand-over backwards: what is still with whom it was given to comes back. */
import { employmentAt } from '../../domain/person/employment-history';
import { isUnderWay } from '../../domain/person/handover';
import { describeError } from '../../lib/errors';
import { type BatchEntry, mayBeWithTaker, readBatches, type StoredBatch } from './batches';
import { triedAgain } from './open-batches';
import type { HandoverRun } from './run';
import { type HandoverState, leaverOf, MOST_TRIES } from './state';
import { transfer } from './transfer';

/**
 * Gives back batch by batch. A conversation in which the successor is no more stays where it is, and so does one that was closed. As long as
 * the user has no access, nothing comes back.
 * @throws Unavailable, Conflict, BatchUnreadable: `state` has what was done until then.
 */
export async function giveBack(
  identity: string,
  account: string,
  state: HandoverState,
  run: HandoverRun,
): Promise<void> {
  if (!(await run.takers.mayTake(account))) {
    state.why = 'their user cannot be used';
    return;
  }
  const batches = await readBatches(state.handover, run.ports.handoverBatches);
  state.batches = batches;
  for (const [index, batch] of batches.entries()) {
    if (batch.number < (state.handover.back ?? 0)) continue;
    if (!run.mayGoOn()) return;
    const isLastTry = (state.handover.tries ?? 0) >= MOST_TRIES;
    const { given, answered, failed } = await returnBatch(
      { identity, account },
      state.handover.id,
      batch,
      isLastTry,
      run,
    );
    batches[index] = given;
    if (given.entries.some(isToReturn)) {
      state.handover = await triedAgain(leaverOf(account, state.handover), state.handover, { answered, failed }, run);
      return;
    }
    const { tries: _, ...rest } = state.handover;
    state.handover = { ...rest, back: batch.number + 1 };
  }
  state.handover = { ...state.handover, step: 'returned' };
}

/** Who is in again, by the name that records have and by that of their account. */
interface Returner {
  readonly identity: string;
  readonly account: string;
}

function isToReturn(entry: BatchEntry): boolean {
  return entry.taker !== undefined && mayBeWithTaker(entry);
}

/** @param isLastTry what fails now is left where it is. */
async function returnBatch(to: Returner, id: string, batch: StoredBatch, isLastTry: boolean, run: HandoverRun) {
  const results = await Promise.all(batch.entries.map((entry) => returnOne(to, batch, entry, run)));
  const entries = batch.entries.map((entry, index): BatchEntry => {
    const result = results[index];
    if (result === 'returned' || result === 'elsewhere') return { ...entry, outcome: result };
    return result === 'failed' && isLastTry ? { ...entry, outcome: 'not returned' } : entry;
  });
  const given = await run.ports.handoverBatches.write(id, { ...batch, entries });
  return {
    given,
    answered: results.filter((result) => result === 'returned' || result === 'elsewhere').length,
    failed: results.filter((result) => result === 'failed').length,
  };
}

/** @returns undefined if nothing was done. */
async function returnOne(
  { identity, account }: Returner,
  { takers }: StoredBatch,
  entry: BatchEntry,
  run: HandoverRun,
): Promise<'returned' | 'elsewhere' | 'failed' | undefined> {
  const from = entry.taker === undefined ? undefined : takers[entry.taker];
  if (from === undefined || !isToReturn(entry)) return undefined;
  return run.inTurn(async () => {
    if (!run.mayGoOn()) return undefined;
    const { log, records, conversations } = run.ports;
    const { conversation, address, outcome } = entry;
    const keepsBoth = outcome === 'was in';
    try {
      if (await isMovingAway(from, run)) return undefined;
      const wanted = { conversation, from, to: account, address, isFirst: false, mayAdd: true, keepsBoth };
      const done = await transfer(wanted, { conversations, heirOf: async () => undefined });
      if (done === 'moved' || done === 'was in' || done === 'unnumbered') return 'returned';
      return done === 'nothing' ? 'elsewhere' : 'failed';
    } catch (error) {
      log('warn', 'A conversation could not be given back; it is tried again', {
        who: records.name(identity),
        conversation,
        ...describeError(error),
      });
      return 'failed';
    }
  });
}

/**
 * Whether a successor's conversations are themselves on their way to somebody: this one may just be passing on, and would be with two.
 * It comes back, or stays with whom it went to, once that has ended.
 */
async function isMovingAway(account: string, run: HandoverRun): Promise<boolean> {
  const record = run.known.records.get(await run.accounts.personOf(account));
  if (!record) return false;
  if (record.handover && isUnderWay(record.handover) && record.handover.step !== 'returning') return true;
  const { left, by } = employmentAt(record.employmentEvents, run.ports.now());
  const isDue = left && (run.ports.roster.handover?.left.kind ?? 'none') !== 'none';
  return isDue && !(record.handover?.because === 'left' && record.handover.key === by?.key);
}
