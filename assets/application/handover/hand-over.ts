/** Hands somebody's open conversations over, as far as one execution gets. */
import type { Handover } from '../../domain/person/handover';
import { distribute } from '../../domain/policies/handover-takers';
import { SECOND } from '../../domain/time';
import type { WorkerConversation } from '../conversations';
import { type Batch, type BatchEntry, countOf, inBatches, isFailing, isOpen, lastEntries } from './batches';
import { collect, type Found } from './collect';
import { findRoom, reopen, waitForRoom } from './full-takers';
import { endOpenBatches, triedAgain } from './open-batches';
import type { HandoverRun } from './run';
import { type HandoverState, type Leaver, leaverOf, MOST_TRIES } from './state';
import { workOff } from './work';

/**
 * An execution that had chosen the leaver as a successor before they left may add them so long afterwards, ms. A list that was read back
 * before that may miss it.
 */
const SETTLED_MS = 15 * SECOND;

/** An execution writes so many batches at most; the next tick goes on. */
const MOST_AT_ONCE = 20;

/** A hand-over has so many batches at most: each execution reads them all. A thousand conversations that are tried six times have 30. */
const MOST_BATCHES = 200;

/** @throws Unavailable, RosterUnknown, Conflict, BatchUnreadable, StalePage: `state` has what was done until then. */
export async function handOver(identity: string, state: HandoverState, run: HandoverRun): Promise<void> {
  const leaver = leaverOf(identity, state.handover);
  state.handover = takenUp(state.handover, run.ports.now());
  if (!(await endWhatIsOpen(leaver, state, run))) return;
  state.unmoved = unmovedSoFar(state);
  let ahead: Promise<Found> | undefined;
  for (let written = 0; written < MOST_AT_ONCE && run.mayGoOn(); ) {
    const found = await (ahead ?? collect(identity, state, run));
    ahead = undefined;
    state.unmoved = found.unmoved;
    if (found.conversations.length === 0) {
      state.handover = withPage(state.handover, found.next);
      if (found.isCut || (await endPass(leaver, state, run))) return;
      continue;
    }
    const planned = await plan(leaver, found.conversations, state, run);
    if ('why' in planned) return wait(identity, state, found, planned.why, run);
    const begun = state.batches.length;
    if (!(await writeDown(leaver, planned, state, run))) return;
    written += planned.length;
    state.handover = withPage(state.handover, found.next);
    ahead = found.next === undefined ? undefined : collectAhead(identity, state, run);
    if (!(await workOffFrom(begun, leaver, state, run))) return;
    if (found.next === undefined) await endPass(leaver, state, run);
  }
}

/** What has its successor already, or waits for one who has room. @returns whether there is nothing of it any more. */
async function endWhatIsOpen(leaver: Leaver, state: HandoverState, run: HandoverRun): Promise<boolean> {
  return (await endOpenBatches(leaver, state, run)) && (await findRoom(leaver, state, run));
}

/** What waited goes on, and from the beginning of the list another pass begins. */
function takenUp(handover: Handover, now: number): Handover {
  const { step, page } = handover;
  return { ...handover, step: step === 'waiting' ? 'moving' : step, ...(page === undefined && { pass: now }) };
}

/** The next pages are listed while those before them pass. */
function collectAhead(identity: string, state: HandoverState, run: HandoverRun): Promise<Found> {
  const ahead = collect(identity, { ...state, batches: [...state.batches] }, run);
  ahead.catch(() => undefined); // it is awaited later, or not needed
  return ahead;
}

/** Nobody can take over. */
async function wait(identity: string, state: HandoverState, found: Found, why: string, run: HandoverRun) {
  state.why = why;
  const waiting = (await countWaiting(identity, state, found, run)) + countOf(state.batches, 'full');
  state.handover = { ...withPage(state.handover, undefined), step: 'waiting', waiting };
}

/** All is written down before anything is done. @returns whether there was room. */
async function writeDown(
  leaver: Leaver,
  planned: readonly Batch[],
  state: HandoverState,
  run: HandoverRun,
): Promise<boolean> {
  const { waiting: _, ...rest } = state.handover;
  if (rest.next - rest.first + planned.length > MOST_BATCHES) {
    state.why = `after ${MOST_BATCHES} batches the list still has open ones`;
    return false;
  }
  state.handover = { ...rest, step: 'moving' };
  state.unmoved = 0;
  for (const one of planned) {
    const batch = await run.ports.handoverBatches.create(leaver.id, state.handover.next, one);
    state.batches.push(batch);
    state.handover = { ...state.handover, next: batch.number + 1 };
  }
  return true;
}

/** Works off the batches from this one on, which were just written. @returns whether none is open any more. */
async function workOffFrom(first: number, leaver: Leaver, state: HandoverState, run: HandoverRun): Promise<boolean> {
  for (const [index, batch] of state.batches.entries()) {
    if (index < first) continue;
    const worked = await workOff(leaver, batch, state.batches.slice(0, index), true, run);
    state.batches[index] = worked.batch;
    if (!isOpen(worked.batch)) continue;
    state.handover = await triedAgain(leaver, state.handover, worked, run);
    return false;
  }
  return true;
}

/** What earlier executions have counted in a list that is being read back: it is among what failed, and no entry says so. */
function unmovedSoFar({ handover: { step, page, failed }, batches }: HandoverState): number {
  return step === 'checking' && page !== undefined ? Math.max(0, failed - countFailing(batches)) : 0;
}

function countFailing(batches: HandoverState['batches']): number {
  return [...lastEntries(batches).values()].filter(isFailing).length;
}

/** How many conversations wait, as far as there is time to count. */
async function countWaiting(
  identity: string,
  { handover, batches }: HandoverState,
  { conversations, next: page }: Found,
  run: HandoverRun,
): Promise<number> {
  const waiting = new Set(conversations.map(({ conversation }) => conversation));
  for (let next = page; next !== undefined; ) {
    const found = await collect(identity, { handover: withPage(handover, next), batches }, run);
    if (found.isCut) break;
    for (const { conversation } of found.conversations) waiting.add(conversation);
    next = found.next;
  }
  return waiting.size;
}

function done({ waiting: _, ...rest }: Handover): Handover {
  return { ...rest, step: 'done' };
}

function withPage({ page: _, ...rest }: Handover, page: string | undefined): Handover {
  return { ...rest, ...(page !== undefined && { page }) };
}

/** Whom each conversation goes to. */
async function plan(
  { identity, to, isAsked }: Leaver,
  conversations: readonly WorkerConversation[],
  { batches }: HandoverState,
  run: HandoverRun,
): Promise<readonly Batch[] | { readonly why: string }> {
  const at = run.ports.now();
  const last = lastEntries(batches);
  const entryOf = ({ conversation, projectedAddress }: WorkerConversation): BatchEntry => {
    // What came back without the number of the group has it by an earlier batch.
    const address = projectedAddress ?? last.get(conversation)?.address;
    return { conversation, ...(address !== undefined && { address }) };
  };
  if (to === 'close') return inBatches({ at, takers: [], entries: conversations.map(entryOf) });
  const { takers, why } = await run.takers.find(to, identity, isAsked);
  if (takers.length === 0) return { why };
  const shares = distribute(conversations.length, takers);
  for (const share of shares) run.takers.gave(takers[share]?.identity ?? '', 1);
  const entries = conversations.map((one, index): BatchEntry => ({ ...entryOf(one), taker: shares[index] ?? 0 }));
  return inBatches({ at, takers: takers.map((taker) => taker.identity), entries });
}

/**
 * The list has come to its end: it is read back, and where that shows nothing, the hand-over is done, or what failed is tried again.
 * @returns whether this execution has no more to do.
 */
async function endPass(leaver: Leaver, state: HandoverState, run: HandoverRun): Promise<boolean> {
  const handover = withPage(state.handover, undefined);
  const { unmoved = 0 } = state;
  const now = run.ports.now();
  state.handover = handover;
  if (handover.step !== 'checking') {
    state.handover = { ...handover, step: 'checking', pass: now };
    return false;
  }
  const isSettled = handover.because !== 'left' || (handover.pass ?? 0) >= handover.since + SETTLED_MS;
  if (!isSettled) return true;
  const tries = handover.tries ?? 0;
  const failing = countFailing(state.batches) + countOf(state.batches, 'unnumbered') + unmoved;
  if (failing === 0 || tries >= MOST_TRIES) {
    if (countOf(state.batches, 'full') > 0) await waitForRoom(leaver, state, run);
    else state.handover = done(handover);
    return true;
  }
  // Where the successor is in the conversation already, the next try goes on with them, and with nobody else.
  for (const one of ['stuck', 'unnumbered'] as const) await reopen(one, Number.POSITIVE_INFINITY, state, run);
  state.unmoved = 0;
  state.handover = { ...handover, step: 'moving', tries: tries + 1, pass: now };
  return true;
}
