/** Ways of having many people changed by several executions, each as it would be written. */

import type { NotedConcurrency } from '../../assets/application/ports';
import { countAnswers } from '../../assets/application/tick/count-answers';
import { callShards } from '../../assets/application/tick/fan-out';
import { rememberConcurrency } from '../../assets/application/tick/remember-concurrency';
import type { ShardOrder } from '../../assets/application/tick/shard-messages';
import { sharedPace } from '../../assets/application/tick/shared-pace';
import type { Execution, SimulatedWorld, Way } from './simulation';

async function change({ target }: Execution, left: readonly string[]) {
  const answers = countAnswers(target);
  const settled = await Promise.allSettled(left.map((identity) => target.update(identity, { available: true })));
  const changed = settled.filter(({ status }) => status === 'fulfilled').length;
  const open = left.length - changed;
  return { changed, failed: open, missing: 0, unseen: 0, held: 0, unfinished: open, frontline: answers() };
}

/** As many executions as the target takes calls for, each with a share. */
export function rosterline(): Way {
  let noted: NotedConcurrency | undefined;
  return async (world, tick) => {
    const remember = rememberConcurrency(tick.target, noted, world.clock.now());
    const { learnt } = await callShards(world.states(), noted, {
      callShard: (order, ms) => within(world, ms, shard(world, order)),
      log: () => undefined,
      now: world.clock.now,
      deadline: tick.deadline,
    });
    noted = remember(learnt);
  };
}

function shard(world: SimulatedWorld, { shard, atOnce = 20, isLearnt = false, until = 0 }: ShardOrder) {
  return world.execute(shard, async (execution, left) => {
    execution.endChanges(until);
    const pace = sharedPace(atOnce, isLearnt);
    const endSharing = execution.target.concurrency?.share(pace);
    const report = await change(execution, left);
    endSharing?.();
    return { ...report, pace: pace.report() };
  });
}

function within<T>({ clock }: SimulatedWorld, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.startTimer(ms, () => reject(new Error('no answer')));
    work.then(resolve, reject).finally(cancel);
  });
}

/** All shards at once, each with twenty calls at once whatever is refused. */
export const fixed: Way = allAtOnce(async (execution, left) => {
  const endSharing = execution.target.concurrency?.share({
    atOnce: () => 20,
    succeeded: () => undefined,
    refused: () => undefined,
  });
  await change(execution, left);
  endSharing?.();
});

const SHARDS_MS = 7000;

/** All shards at once, and each execution finds out by itself how many calls are taken: what Rosterline did before. */
export const eachAlone: Way = allAtOnce(async (execution, left) => void (await change(execution, left)));

function allAtOnce(work: (execution: Execution, left: readonly string[]) => Promise<void>): Way {
  return async (world) => {
    // Those with nothing left would take the place of others: there are more shards than the platform runs at once.
    const open = world.states().filter(({ lastApplied }) => lastApplied !== true);
    const shards = new Set(open.map(({ shard }) => shard));
    await Promise.allSettled([...shards].map((one) => within(world, SHARDS_MS, world.execute(one, work))));
  };
}
