/** Works off the batches of a hand-over. */
import { distribute } from '../../domain/policies/handover-takers';
import { describeError } from '../../lib/errors';
import {
  type BatchEntry,
  fits,
  lastEntries,
  type MoveOutcome,
  mayBeWithTaker,
  readBatches,
  type StoredBatch,
  withTakersInUse,
} from './batches';
import { closeFor } from './close';
import { isReturning } from './due';
import type { HandoverRun } from './run';
import type { Leaver } from './state';
import { transfer } from './transfer';

/** A batch after it was worked on, and how its calls went: `failed` were not answered. */
export interface Worked {
  readonly batch: StoredBatch;
  readonly answered: number;
  readonly failed: number;
}

type Outcome = MoveOutcome | undefined;

/**
 * Works off what a batch has open, and writes down how far it came. Where a successor has no room, the batch names the next one
 * before that one is given anything.
 * @param earlier the batches before it, which may say that a conversation was given on.
 * @param isFirst this execution has just written it, so that nothing of it can have been done.
 */
export async function workOff(
  leaver: Leaver,
  given: StoredBatch,
  earlier: readonly StoredBatch[],
  isFirst: boolean,
  run: HandoverRun,
): Promise<Worked> {
  let batch = given;
  let answered = 0;
  let failed = 0;
  for (let isFirstTry = isFirst; ; isFirstTry = false) {
    const outcomes = await Promise.all(
      batch.entries.map((entry) => move(leaver, batch, entry, earlier, isFirstTry, run)),
    );
    answered += outcomes.filter((outcome) => outcome !== 'failed' && outcome !== undefined).length;
    failed += outcomes.filter((outcome) => outcome === 'failed').length;
    const isLeft = (index: number) => outcomes[index] === 'full' && batch.entries[index]?.outcome === undefined;
    const entries = batch.entries.map((entry, index): BatchEntry => {
      const outcome = outcomes[index];
      return entry.outcome !== undefined || outcome === undefined || outcome === 'failed'
        ? entry
        : { ...entry, outcome };
    });
    const next = await reassigned(leaver, { ...batch, entries }, isLeft, run);
    batch = await run.ports.handoverBatches.write(leaver.id, next);
    if (!next.entries.some(({ outcome }, index) => isLeft(index) && outcome === undefined)) break;
  }
  return { batch, answered, failed };
}

/** @returns `failed` if a call was not answered; undefined if nothing was done. */
async function move(
  leaver: Leaver,
  { takers }: StoredBatch,
  entry: BatchEntry,
  earlier: readonly StoredBatch[],
  isFirst: boolean,
  run: HandoverRun,
): Promise<Outcome | 'failed'> {
  if (entry.outcome !== undefined) return undefined;
  const { conversation, address } = entry;
  const to = entry.taker === undefined ? undefined : takers[entry.taker];
  return run.inTurn(async () => {
    if (!run.mayGoOn()) return undefined;
    const { conversations, log, records } = run.ports;
    try {
      if (to === undefined) return await closeFor(leaver.identity, { conversation, address }, run);
      const against = await reasonAgainst(to, run);
      const heirOf = findHeir(leaver, earlier, isFirst ? undefined : to, run);
      const wanted = { conversation, from: leaver.identity, to, address, isFirst, against };
      const outcome = await transfer(wanted, { conversations, heirOf });
      if (outcome === 'full') run.takers.isFull(to);
      return outcome;
    } catch (error) {
      log('warn', 'A conversation could not be handed over; it is tried again', {
        who: records.name(leaver.identity),
        conversation,
        ...describeError(error),
      });
      return 'failed';
    }
  });
}

async function reasonAgainst(to: string, { takers, endsOnly }: HandoverRun): Promise<'released' | 'full' | undefined> {
  if (endsOnly || !(await takers.mayTake(to))) return 'released';
  return takers.hasRoom(to) ? undefined : 'full';
}

/**
 * The batch with the next candidates for what has found no room; where there are none, it stays as it is. What the batch has no
 * place to name candidates for is in the list once more.
 */
async function reassigned(
  leaver: Leaver,
  batch: StoredBatch,
  isLeft: (index: number) => boolean,
  run: HandoverRun,
): Promise<StoredBatch> {
  const left = batch.entries.flatMap((_, index) => (isLeft(index) ? [index] : []));
  if (left.length === 0 || !run.mayGoOn()) return batch;
  const { takers: found } = await run.takers.find(leaver.to, leaver.identity, leaver.isAsked);
  if (found.length === 0) return batch;
  const takers = [...batch.takers, ...found.map(({ identity }) => identity)];
  const shares = distribute(left.length, found);
  const withNext = (count: number) => {
    const entries = batch.entries.map((entry, index): BatchEntry => {
      const place = left.indexOf(index);
      const share = shares[place];
      if (place < 0 || share === undefined) return entry;
      if (place >= count) return { ...entry, outcome: 'released' };
      const { outcome: _, ...open } = entry;
      return { ...open, taker: batch.takers.length + share };
    });
    return withTakersInUse({ ...batch, takers, entries });
  };
  // As many as there is place for in the batch.
  for (let count = left.length; count >= 0; count--) {
    const next = withNext(count);
    if (!fits(next)) continue;
    for (const share of shares.slice(0, count)) run.takers.gave(found[share]?.identity ?? '', 1);
    return next;
  }
  return batch;
}

/** So often a conversation may have been given on. */
const MOST_HEIRS = 8;

/**
 * Finds who of the workers in a conversation has it already by a hand-over: whom it was given to before, and whoever took it over from
 * them; or somebody who is just getting it back from the leaver. Without that it would be given to two.
 * @param begun whom it may have been given to by the batch that is worked off.
 */
function findHeir(leaver: Leaver, earlier: readonly StoredBatch[], begun: string | undefined, run: HandoverRun) {
  return async (conversation: string, workers: readonly string[]): Promise<string | undefined> => {
    const own = lastEntries(earlier).get(conversation);
    let holder = begun ?? (own && mayBeWithTaker(own) ? own.identity : undefined);
    for (let steps = 0; holder !== undefined && steps < MOST_HEIRS; steps++) {
      if (workers.includes(holder)) return holder;
      holder = await givenOnBy(holder, conversation, run);
    }
    for (const worker of workers) if (await isGettingBack(worker, conversation, leaver.identity, run)) return worker;
    return undefined;
  };
}

/** Whom somebody's own hand-over gave a conversation to. */
async function givenOnBy(identity: string, conversation: string, run: HandoverRun): Promise<string | undefined> {
  const { handover } = (await run.ports.records.read(await run.accounts.personOf(identity))).record ?? {};
  if (!handover) return undefined;
  const entry = lastEntries(await readBatches(handover, run.ports.handoverBatches)).get(conversation);
  return entry && mayBeWithTaker(entry) ? entry.identity : undefined;
}

/** Whether somebody is in again, and is getting back a conversation from this one. */
async function isGettingBack(identity: string, conversation: string, from: string, run: HandoverRun): Promise<boolean> {
  if (!isReturning(run.known.records.get(await run.accounts.personOf(identity)), run.ports)) return false;
  return (await givenOnBy(identity, conversation, run)) === from;
}
