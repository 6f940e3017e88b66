import { isDue } from '../../domain/policies/roster-change-hold';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import type { Clock, NotedConcurrency } from '../ports';
import type { DutyState } from './load-state';
import { type ShardOrder, type ShardReport, shardReport } from './shard-messages';
import { createShares } from './shares';

/** The ports that calling other executions takes. */
export interface FanOutPorts {
  /** Has the shift changes of one shard made by another execution. @returns what that answers. @throws if it did not answer in time. */
  readonly callShard: (order: ShardOrder, ms: number) => Promise<unknown>;
  readonly log: Log;
  readonly now: Clock;
  /** When this execution has to end, ms. */
  readonly deadline: number;
}

/** What came of a fan-out. */
export interface FanOut {
  readonly reports: readonly ShardReport[];
  /** How many calls at once the target takes of all executions together; undefined if none was refused. */
  readonly learnt?: number | undefined;
}

export const NO_FAN_OUT: FanOut = { reports: [] };

/** More changes than this are spread over one execution a shard, where there is more than one shard. */
const SPREAD_ABOVE = 200;
/** What a tick keeps for itself after its shards have answered, ms: it has still to write its heartbeat. */
const TICK_KEEPS_MS = 1000;
/** What a shard keeps for itself after its last change, ms: it has still to record what it has applied. */
const SHARD_KEEPS_MS = 700;
/** A shard that has less time than this, ms, is left to the next tick: reading what there is to do takes most of it. */
const WORTH_BEGINNING_MS = 800;

/** Whether there is more to do than one execution can. */
export function needsSpreading(states: readonly DutyState[], shards: number): boolean {
  return shards > 1 && states.filter(isOpen).length > SPREAD_ABOVE;
}

function isOpen(state: DutyState): boolean {
  return state.lastApplied === undefined || isDue(state);
}

/**
 * Has the shards with something to do made by other executions, those with the most first, and as many at once as the target takes
 * calls for. Each is called once; what does not fit into this tick is left to the next one.
 */
export async function callShards(
  states: readonly DutyState[],
  noted: NotedConcurrency | undefined,
  ports: FanOutPorts,
): Promise<FanOut> {
  const shards = [...byShard(states)].map(([shard, people]) => ({ shard, people, open: people.filter(isOpen).length }));
  const waiting = shards.filter(({ open }) => open > 0).sort((a, b) => b.open - a.open);
  const reports = shards.filter(({ open }) => open === 0).map(({ people }) => reportOf(people, 0));
  const shares = createShares(noted?.most);
  const until = ports.deadline - TICK_KEEPS_MS;

  /** Goes on until all are at work that can be. Whoever ends begins the next ones. */
  async function begin(): Promise<void> {
    const begun: Promise<void>[] = [];
    while (waiting.length > 0 && ports.now() < until - SHARD_KEEPS_MS - WORTH_BEGINNING_MS) {
      const share = shares.take(waiting.length);
      const next = share && waiting.shift();
      if (!next) break;
      const order = { shard: next.shard, ...share, until: until - SHARD_KEEPS_MS };
      begun.push(
        callShard(order, next.people, until, ports).then((report) => {
          shares.giveBack(share, report.pace);
          reports.push(report);
          return begin();
        }),
      );
    }
    await Promise.all(begun);
  }

  await begin();
  const left = waiting.map(({ people, open }) => reportOf(people, open));
  const numbers = waiting.map(({ shard }) => shard);
  if (left.length > 0) ports.log('info', 'Duty shards are left to the next tick', { shards: numbers });
  return { reports: [...reports, ...left], learnt: shares.learnt() };
}

function byShard(states: readonly DutyState[]): ReadonlyMap<number, readonly DutyState[]> {
  const shards = new Map<number, DutyState[]>();
  for (const state of states) {
    const people = shards.get(state.shard) ?? [];
    people.push(state);
    shards.set(state.shard, people);
  }
  return shards;
}

/** What a shard reports; if it does not answer, all that was due there counts as failed. */
async function callShard(
  order: ShardOrder,
  people: readonly DutyState[],
  until: number,
  { callShard: call, log, now }: FanOutPorts,
): Promise<ShardReport> {
  try {
    return shardReport.parse(await call(order, until - now()));
  } catch (error) {
    log('warn', 'A duty shard did not answer', { shard: order.shard, ...describeError(error) });
    const open = people.filter(isOpen).length;
    return { ...reportOf(people, open), failed: open };
  }
}

/** Of a shard that nothing was done for: nothing is known of the target. @param unfinished how many of its people are left to the next tick. */
function reportOf(people: readonly DutyState[], unfinished: number): ShardReport {
  const nothing = { changed: 0, failed: 0, unseen: 0, held: 0, frontline: { answered: 0, failed: 0 } };
  return { ...nothing, missing: countMissing(people), unfinished };
}

/** How many people have no user at the target. */
export function countMissing(states: readonly DutyState[]): number {
  return states.filter(({ lastApplied }) => lastApplied === 'missing').length;
}
