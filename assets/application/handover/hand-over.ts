/** Hands somebody's open conversations over, as far as one execution gets. */
import type { Handover } from '../../domain/person/handover';
import { distribute } from '../../domain/policies/handover-takers';
import { SECOND } from '../../domain/time';
import type { WorkerConversation } from '../conversations';
import type { Batch, BatchEntry } from './batches';
import { isFailing, isOpen, lastEntries } from './batches';
import { collect } from './collect';
import { endOpenBatches, triedAgain } from './open-batches';
import type { HandoverRun } from './run';
import { type HandoverState, type Leaver, leaverOf, MOST_TRIES } from './state';
import { workOff } from './work';

/**
 * An execution that had chosen the leaver as a successor before they left may add them so long afterwards, ms. A list that was read back
 * before that may miss it.
 */
const SETTLED_MS = 15 * SECOND;

/** @throws Unavailable, RosterUnknown, Conflict, BatchUnreadable: `state` has what was done until then. */
export async function handOver(identity: string, state: HandoverState, run: HandoverRun): Promise<void> {
  const leaver = leaverOf(identity, state.handover);
  const { step, page } = state.handover;
  if (step === 'waiting') state.handover = { ...state.handover, step: 'moving' };
  if (page === undefined) state.handover = { ...state.handover, pass: run.ports.now() };
  if (!(await endOpenBatches(leaver, state, run))) return;
  let ahead: ReturnType<typeof collect> | undefined;
  while (run.mayGoOn()) {
    const found = await (ahead ?? collect(identity, state, run));
    ahead = undefined;
    if (found.isCut) {
      state.handover = withPage(state.handover, found.next);
      return;
    }
    if (found.conversations.length === 0) {
      if (await endPass(state, found.unmoved, run)) return;
      continue;
    }
    const planned = await plan(leaver, found.conversations, run);
    if ('why' in planned) {
      state.why = planned.why;
      const waiting = found.conversations.length + (await countFurther(identity, state, found.next, run));
      state.handover = { ...withPage(state.handover, undefined), step: 'waiting', waiting };
      return;
    }
    const batch = await run.ports.handoverBatches.create(leaver.id, state.handover.next, planned);
    const { waiting: _, ...rest } = withPage(state.handover, found.next);
    // The next pages are listed while these conversations pass.
    const listed = { handover: { ...rest, step: 'moving' as const }, batches: [...state.batches, batch] };
    if (found.next !== undefined) ahead = collect(identity, listed, run);
    ahead?.catch(() => undefined); // it is awaited above, or not needed
    const worked = await workOff(leaver, batch, state.batches, true, run);
    state.batches.push(worked.batch);
    if (isOpen(worked.batch)) {
      state.handover = { ...(await triedAgain(leaver, state.handover, worked, run)), step: 'moving' };
      return;
    }
    state.handover = { ...listed.handover, next: batch.number + 1 };
    if (found.next === undefined) await endPass(state, 0, run);
  }
}

/** How many further conversations wait, as far as there is time to count. */
async function countFurther(
  identity: string,
  { handover, batches }: HandoverState,
  page: string | undefined,
  run: HandoverRun,
): Promise<number> {
  let count = 0;
  for (let next = page; next !== undefined; ) {
    const found = await collect(identity, { handover: withPage(handover, next), batches }, run);
    if (found.isCut) break;
    count += found.conversations.length;
    next = found.next;
  }
  return count;
}

function withPage({ page: _, ...rest }: Handover, page: string | undefined): Handover {
  return { ...rest, ...(page !== undefined && { page }) };
}

/** Whom each conversation goes to: all of it is written down before anything is done. */
async function plan(
  { identity, to, isAsked }: Leaver,
  conversations: readonly WorkerConversation[],
  run: HandoverRun,
): Promise<Batch | { readonly why: string }> {
  const at = run.ports.now();
  const entryOf = ({ conversation, projectedAddress }: WorkerConversation): BatchEntry => ({
    conversation,
    ...(projectedAddress !== undefined && { address: projectedAddress }),
  });
  if (to === 'close') return { at, takers: [], entries: conversations.map(entryOf) };
  const { takers, why } = await run.takers.find(to, identity, isAsked);
  if (takers.length === 0) return { why };
  const shares = distribute(conversations.length, takers);
  for (const share of shares) run.takers.gave(takers[share]?.identity ?? '', 1);
  const entries = conversations.map((one, index): BatchEntry => ({ ...entryOf(one), taker: shares[index] ?? 0 }));
  return { at, takers: takers.map((taker) => taker.identity), entries };
}

/**
 * The list has come to its end: it is read back, and where that shows nothing, the hand-over is done, or what failed is tried again.
 * @param unmoved see {@link Found}. @returns whether this execution has no more to do.
 */
async function endPass(state: HandoverState, unmoved: number, run: HandoverRun): Promise<boolean> {
  const handover = withPage(state.handover, undefined);
  const now = run.ports.now();
  state.handover = handover;
  if (handover.step !== 'checking') {
    state.handover = { ...handover, step: 'checking', pass: now };
    return false;
  }
  const isSettled = handover.because !== 'left' || (handover.pass ?? 0) >= handover.since + SETTLED_MS;
  if (!isSettled) return true;
  const tries = handover.tries ?? 0;
  const failing = [...lastEntries(state.batches).values()].filter(isFailing).length + unmoved;
  if (failing === 0 || tries >= MOST_TRIES) {
    state.unmoved = unmoved;
    state.handover = { ...handover, step: 'done' };
    return true;
  }
  await reopenStuck(state, run);
  state.handover = { ...handover, step: 'moving', tries: tries + 1, pass: now };
  return true;
}

/** Where the successor is in the conversation already, the next try goes on with them, and with nobody else. */
async function reopenStuck(state: HandoverState, run: HandoverRun): Promise<void> {
  for (const [index, batch] of state.batches.entries()) {
    if (!batch.entries.some(({ outcome }) => outcome === 'stuck')) continue;
    const entries = batch.entries.map(({ outcome, ...entry }): BatchEntry => {
      return outcome === undefined || outcome === 'stuck' ? entry : { ...entry, outcome };
    });
    state.batches[index] = await run.ports.handoverBatches.write(state.handover.id, { ...batch, entries });
  }
}
