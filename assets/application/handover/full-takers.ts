/** What waits because all who could take it over are in as many conversations as can be. */
import { type BatchEntry, countOf, type MoveOutcome } from './batches';
import { endOpenBatches } from './open-batches';
import type { HandoverRun } from './run';
import type { HandoverState, Leaver } from './state';

/**
 * Tries again what has found no room: one conversation first, and the others if that has been taken.
 * @returns whether the hand-over may go on: nothing waits for room any more.
 */
export async function findRoom(leaver: Leaver, state: HandoverState, run: HandoverRun): Promise<boolean> {
  for (const count of [1, Number.POSITIVE_INFINITY]) {
    const before = countOf(state.batches, 'full');
    if (before === 0) return true;
    await reopen('full', count, state, run);
    if (!(await endOpenBatches(leaver, state, run))) return false;
    const after = countOf(state.batches, 'full');
    if (after === 0 || (count === 1 && after < before)) continue;
    await waitForRoom(leaver, state, run);
    return false;
  }
  return true;
}

/** The hand-over waits for somebody to have room. */
export async function waitForRoom(leaver: Leaver, state: HandoverState, run: HandoverRun): Promise<void> {
  const { takers, why } = await run.takers.find(leaver.to, leaver.identity, leaver.isAsked);
  state.why = takers.length > 0 ? 'whom they were meant for cannot be in more conversations' : why;
  const { page: _, ...rest } = state.handover;
  const waiting = Math.max(rest.waiting ?? 0, countOf(state.batches, 'full'));
  state.handover = { ...rest, step: 'waiting', waiting };
}

/**
 * Opens so many entries with this outcome again, of conversations that no later batch has: the next execution, or this one, goes on with
 * those that they name.
 */
export async function reopen(
  wanted: MoveOutcome,
  count: number,
  state: HandoverState,
  run: HandoverRun,
): Promise<void> {
  let left = count;
  const last = new Map(state.batches.flatMap(({ entries }, index) => entries.map((one) => [one.conversation, index])));
  for (const [index, batch] of state.batches.entries()) {
    const entries = batch.entries.map((entry): BatchEntry => {
      if (entry.outcome !== wanted || last.get(entry.conversation) !== index || left === 0) return entry;
      left--;
      const { outcome: _, ...open } = entry;
      return open;
    });
    if (entries.every((entry, place) => entry === batch.entries[place])) continue;
    state.batches[index] = await run.ports.handoverBatches.write(state.handover.id, { ...batch, entries });
  }
}
