/** Ends what earlier executions have left half done. */
import type { Handover } from '../../domain/person/handover';
import { Unavailable } from '../ports';
import { type BatchEntry, isOpen, readBatches, type StoredBatch } from './batches';
import type { HandoverRun } from './run';
import { type HandoverState, type Leaver, MOST_TRIES } from './state';
import { type Worked, workOff } from './work';

/**
 * Before the list is looked at: the conversations of an open batch have their successor already.
 * @returns whether no batch is open any more.
 */
export async function endOpenBatches(leaver: Leaver, state: HandoverState, run: HandoverRun): Promise<boolean> {
  return endAll(leaver, await readBatches(state.handover, run.ports.handoverBatches), state, run);
}

/**
 * Ends what was begun of open batches, and begins nothing more: a successor who is in it already stays, nothing is closed, and what was
 * not begun stays with the leaver.
 * @returns whether no batch is open any more.
 */
export async function endWhatWasBegun(leaver: Leaver, state: HandoverState, run: HandoverRun): Promise<boolean> {
  const batches = await readBatches(state.handover, run.ports.handoverBatches);
  return endAll(leaver, batches, state, { ...run, endsOnly: true });
}

async function endAll(
  leaver: Leaver,
  batches: StoredBatch[],
  state: HandoverState,
  run: HandoverRun,
): Promise<boolean> {
  const { handover } = state;
  // Those that an execution wrote which was killed before it could note them are among them.
  state.handover = { ...handover, next: Math.max(handover.next, (batches.at(-1)?.number ?? -1) + 1) };
  state.batches = batches;
  for (const [index, batch] of batches.entries()) {
    if (!isOpen(batch)) continue;
    const worked = await workOff(leaver, batch, batches.slice(0, index), false, run);
    batches[index] = worked.batch;
    if (!isOpen(worked.batch)) continue;
    state.handover = await triedAgain(leaver, state.handover, worked, run);
    if ((state.handover.tries ?? 0) <= MOST_TRIES || !run.mayGoOn()) return false;
    batches[index] = await giveUp(leaver, worked.batch, run);
  }
  return true;
}

/** A try counts only where others are answered: when nothing answers, nothing is wrong with these conversations. */
export async function triedAgain(
  { identity }: Leaver,
  handover: Handover,
  { answered, failed }: Pick<Worked, 'answered' | 'failed'>,
  run: HandoverRun,
): Promise<Handover> {
  if (failed === 0 || !(answered > 0 || (await answers(identity, run)))) return handover;
  return { ...handover, tries: (handover.tries ?? 0) + 1 };
}

async function answers(identity: string, { ports }: HandoverRun): Promise<boolean> {
  try {
    await ports.conversations.ofWorker(identity);
    return true;
  } catch (error) {
    if (error instanceof Unavailable) return false;
    throw error;
  }
}

/** What is never answered does not hold up the others: it counts as failed. The successor may be in it. */
async function giveUp(leaver: Leaver, batch: StoredBatch, run: HandoverRun): Promise<StoredBatch> {
  const entries = batch.entries.map((entry): BatchEntry => (entry.outcome ? entry : { ...entry, outcome: 'stuck' }));
  return run.ports.handoverBatches.write(leaver.id, { ...batch, entries });
}
