import { isDue } from '../../domain/policies/roster-change-hold';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import type { DutyState } from './load-state';
import type { ShardReport } from './shard-report';

/** The ports that calling other executions takes. */
export interface FanOutPorts {
  /** Has the shift changes of one shard made by another execution. @throws if it did not answer. */
  readonly callShard: (shard: number) => Promise<ShardReport>;
  readonly log: Log;
}

/** More changes than this are spread over one execution a shard, where there is more than one shard. */
const SPREAD_ABOVE = 200;

/** Whether there is more to do than one execution can. */
export function needsSpreading(states: readonly DutyState[], shards: number): boolean {
  return shards > 1 && states.filter((state) => state.lastApplied === undefined || isDue(state)).length > SPREAD_ABOVE;
}

/** What the shards reported, and how many of those that did not answer leave their changes to the next tick. */
export async function callShards(
  shards: number,
  states: readonly DutyState[],
  ports: FanOutPorts,
): Promise<ShardReport[]> {
  const called = await Promise.allSettled(Array.from({ length: shards }, (_, shard) => ports.callShard(shard)));
  return called.map((call, shard) => {
    if (call.status === 'fulfilled') return call.value;
    ports.log('warn', 'A duty shard did not answer', { shard, ...describeError(call.reason) });
    return withoutAnswer(states.filter((state) => state.shard === shard));
  });
}

/** Nothing is known of the target, and nothing of what was done: whatever was due counts as failed. */
function withoutAnswer(states: readonly DutyState[]): ShardReport {
  const unfinished = states.filter((state) => state.lastApplied === undefined || isDue(state)).length;
  const nothing = { changed: 0, unseen: 0, held: 0, frontline: { answered: 0, failed: 0 } };
  return { ...nothing, failed: unfinished, missing: countMissing(states), unfinished };
}

/** How many people have no user at the target. */
export function countMissing(states: readonly DutyState[]): number {
  return states.filter(({ lastApplied }) => lastApplied === 'missing').length;
}
