/** A hand-over backwards: what is still with whom it was given to comes back. */
import type { Handover } from '../../domain/person/handover';
import { describeError } from '../../lib/errors';
import { type BatchEntry, type MoveOutcome, mayBeWithTaker, readBatches, type StoredBatch } from './batches';
import { closeFor } from './close';
import { triedAgain } from './open-batches';
import { withPaused } from './paused-handovers';
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
  const isLastTry = (state.handover.tries ?? 0) >= MOST_TRIES;
  const calls = { answered: 0, failed: 0 };
  let isAllBack = true;
  for (const [index, batch] of batches.entries()) {
    if (batch.number < (state.handover.back ?? 0)) continue;
    if (!run.mayGoOn()) return;
    const result = await returnBatch({ identity, account }, state.handover.id, batch, isLastTry, run);
    batches[index] = result.given;
    calls.answered += result.answered;
    calls.failed += result.failed;
    // What has to wait does not keep the batches after it.
    isAllBack &&= !result.given.entries.some(isToReturn);
    if (isAllBack) state.handover = withoutTries({ ...state.handover, back: batch.number + 1 });
  }
  if (isAllBack) state.handover = { ...state.handover, step: 'returned' };
  else if (isLastTry) state.handover = withoutTries(state.handover);
  else state.handover = await triedAgain(leaverOf(account, state.handover), state.handover, calls, run);
}

function withoutTries({ tries: _, ...rest }: Handover): Handover {
  return rest;
}

/** Who is in again, by the name that records have and by that of their account. */
interface Returner {
  readonly identity: string;
  readonly account: string;
}

function isToReturn(entry: BatchEntry): boolean {
  return isUnclosed(entry) || (entry.taker !== undefined && mayBeWithTaker(entry));
}

/** It was to be closed, and may be half done: the leaver may be out, and a colleague not have their number yet. */
function isUnclosed({ taker, outcome }: BatchEntry): boolean {
  return taker === undefined && outcome === undefined;
}

/** With whom a conversation is; nobody if it was closed. */
function takerOf({ takers }: StoredBatch, { taker }: BatchEntry): string[] {
  const identity = taker === undefined ? undefined : takers[taker];
  return identity === undefined ? [] : [identity];
}

/** @param isLastTry what fails now is left where it is. */
async function returnBatch(to: Returner, id: string, batch: StoredBatch, isLastTry: boolean, run: HandoverRun) {
  const from = new Set(batch.entries.flatMap((entry) => (isToReturn(entry) ? takerOf(batch, entry) : [])));
  const results = await withPaused(from, run, (mayGive) =>
    Promise.all(batch.entries.map((entry) => returnOne(to, batch, entry, { mayGive, isLastTry }, run))),
  );
  const entries = batch.entries.map((entry, index): BatchEntry => {
    const result = results[index];
    if (result === undefined) return entry;
    if (result !== 'failed') return { ...entry, outcome: result };
    return isLastTry ? { ...entry, outcome: 'not returned' } : entry;
  });
  const isChanged = entries.some((entry, index) => entry !== batch.entries[index]);
  const given = isChanged ? await run.ports.handoverBatches.write(id, { ...batch, entries }) : batch;
  return {
    given,
    answered: results.filter((result) => result !== undefined && result !== 'failed').length,
    failed: results.filter((result) => result === 'failed').length,
  };
}

/** @returns undefined if nothing was done. */
async function returnOne(
  { identity, account }: Returner,
  batch: StoredBatch,
  entry: BatchEntry,
  { mayGive, isLastTry }: { readonly mayGive: (account: string) => boolean; readonly isLastTry: boolean },
  run: HandoverRun,
): Promise<MoveOutcome | 'failed' | undefined> {
  const [from] = takerOf(batch, entry);
  if (!isToReturn(entry) || (from !== undefined && !mayGive(from))) return undefined;
  return run.inTurn(async () => {
    if (!run.mayGoOn()) return undefined;
    const { log, records, conversations } = run.ports;
    const { conversation, address, outcome } = entry;
    const keepsBoth = outcome === 'was in';
    try {
      if (from === undefined) return await closeFor(account, { conversation, address }, { ...run, endsOnly: true });
      const wanted = { conversation, from, to: account, address, isFirst: false, keepsBoth };
      const done = await transfer(wanted, { conversations, heirOf: async () => undefined });
      // Without the number it is tried again, and comes back all the same.
      if (done === 'moved' || done === 'was in' || (done === 'unnumbered' && isLastTry)) return 'returned';
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
