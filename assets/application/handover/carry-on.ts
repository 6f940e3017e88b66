/** One execution's work on one hand-over: takes it, goes on with it, notes how far it came, and says so. */
import { type Handover, isUnderWay } from '../../domain/person/handover';
import type { PersonRecord } from '../../domain/person/record';
import { UnreadableRecord } from '../../domain/person/record-codec';
import type { Roster } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import { type BatchEntry, isFailing, isMoved, lastEntries } from './batches';
import { giveBack } from './give-back';
import { handOver } from './hand-over';
import { noteHandover, takeHandover } from './lease';
import { endWhatWasBegun } from './open-batches';
import { reportFailure, reportProgress } from './report';
import type { HandoverRun } from './run';
import { type HandoverState, leaverOf } from './state';

/** Whether the roster does not hand over for this reason any more: nothing further is done then, unless an operator asked for it. */
export function isStopped({ because, asked }: Handover, roster: Roster): boolean {
  return because !== 'operator' && !asked && (roster.handover?.[because].kind ?? 'none') === 'none';
}

export const STOPPED = 'the roster\'s handover says so no more; POST /ops/handover with "to" goes on';

/**
 * Works on somebody's hand-over as far as this execution gets. What cannot be done now is for the next tick: nothing is thrown.
 * @param decide what there is to work on, by the record as it is by then.
 * @returns undefined if there is nothing to do, or somebody else is at it.
 */
export async function carryOn(
  identity: string,
  decide: (record: PersonRecord) => Handover | undefined,
  run: HandoverRun,
): Promise<HandoverState | undefined> {
  let state: HandoverState | undefined;
  try {
    const taken = await takeHandover(identity, decide, run);
    if (!taken) return undefined;
    state = { handover: taken, batches: [] };
    await work(identity, state, run);
  } catch (error) {
    const who = run.ports.records.name(identity);
    run.ports.log('warn', 'A hand-over could not go on; the next tick tries again', { who, ...describeError(error) });
    if (error instanceof UnreadableRecord) return undefined;
    await reportFailure(identity, state?.handover, error, run);
  }
  if (state) await conclude(identity, state, run);
  return state;
}

async function work(identity: string, state: HandoverState, run: HandoverRun): Promise<void> {
  const { handover } = state;
  if (!isUnderWay(handover)) return;
  const account = await run.accounts.accountOf(identity);
  if (account === undefined) state.why = 'they are known by SID, and there is no such user who could be asked for';
  else if (handover.step === 'returning') await giveBack(identity, account, state, run);
  else if (isStopped(handover, run.ports.roster)) {
    state.why = STOPPED;
    const isHeld = await endWhatWasBegun(leaverOf(account, handover), state, run);
    if (isHeld) state.handover = { ...state.handover, step: 'waiting' };
  } else await handOver(account, state, run);
}

async function conclude(identity: string, state: HandoverState, run: HandoverRun): Promise<void> {
  const { told = 0 } = state.handover;
  const isDone = state.handover.step === 'done';
  const untold = isDone ? state.batches.filter(({ number }) => number >= told) : [];
  state.handover = { ...counted(state), ...(isDone && { told: state.handover.next }) };
  try {
    // Noted before anybody is told: a text message that is sent twice is worse than one that is not.
    if (!(await noteHandover(identity, state.handover, run))) return;
  } catch (error) {
    const who = run.ports.records.name(identity);
    run.ports.log('warn', 'A hand-over could not be noted; the next tick goes on', { who, ...describeError(error) });
    return;
  }
  await reportProgress(identity, state, untold, run);
}

/** With what the batches that were read say. */
function counted({ handover, batches, unmoved = 0 }: HandoverState): Handover {
  const entries = [...lastEntries(batches).values()];
  if (entries.length === 0) return handover;
  const many = (isSuch: (entry: BatchEntry) => boolean) => entries.filter(isSuch).length;
  if (handover.step === 'returning' || handover.step === 'returned') {
    const failed = many(({ outcome }) => outcome === 'not returned');
    return { ...handover, failed, returned: many(({ outcome }) => outcome === 'returned') };
  }
  // Of some that the list still has nothing was moved.
  const moved = many((entry) => isMoved(entry) || entry.outcome === 'closed') - unmoved;
  return { ...handover, moved: Math.max(0, moved), failed: many(isFailing) + unmoved };
}
