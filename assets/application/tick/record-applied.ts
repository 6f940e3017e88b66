import type { Log } from '../../lib/log';
import { type AppliedShard, type AppliedTable, Conflict, type Target } from '../ports';
import { changedShards, type DutyState } from './load-state';
import type { TickResult } from './pass-result';

/** The ports that recording takes. */
export interface RecordAppliedPorts {
  readonly applied: Pick<AppliedTable, 'read' | 'write'>;
  readonly target: Pick<Target, 'dryRun'>;
  readonly log: Log;
}

/** So often what was applied is added to a table that somebody else has written meanwhile. */
const MOST_TRIES = 4;

/**
 * What was not applied stays as it was in the table, so that the next tick tries again. During a dry run all that would be
 * applied counts as applied, in a table of its own. Where another tick has written meanwhile, what this one applied is added to
 * that: a table that did not know of it would take it for what somebody switched by hand.
 * @param only the one shard that may be written; undefined: all.
 * @returns whether all of it was written.
 */
export async function recordApplied(
  states: readonly DutyState[],
  made: readonly { readonly state: DutyState; readonly result: Pick<TickResult, 'outcome'> }[],
  shards: readonly AppliedShard[],
  only: number | undefined,
  now: number,
  ports: RecordAppliedPorts,
): Promise<boolean> {
  const { applied, target } = ports;
  const outcomes = new Map(made.map(({ state, result }) => [state.name, result.outcome] as const));
  const isApplied = ({ name }: DutyState) =>
    outcomes.get(name) === 'applied' || (target.dryRun && outcomes.has(name)) || outcomes.get(name) === 'unknown_user';
  const after = states.map((state): DutyState => {
    if (!isApplied(state)) return state;
    return { ...state, lastApplied: outcomes.get(state.name) === 'unknown_user' ? 'missing' : state.desired };
  });
  const changed = changedShards(after, shards, now).filter(({ shard }) => only === undefined || shard === only);
  const written = await Promise.all(
    changed.map(async ({ shard, table }) => {
      try {
        await applied.write(shard, table);
        return true;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const own = after.filter((state) => state.shard === shard && isApplied(state));
        return addToShard(shard, own, ports);
      }
    }),
  );
  return written.every(Boolean);
}

/** Adds what was applied to the table of a shard as it is by now. @returns whether it is there. */
async function addToShard(
  shard: number,
  own: readonly DutyState[],
  { applied, log }: RecordAppliedPorts,
): Promise<boolean> {
  for (let tries = 0; own.length > 0 && tries < MOST_TRIES; tries++) {
    const stored = await applied.read(shard);
    // Nobody's last change can be told from it: the next tick fetches them all.
    if (stored.damaged) break;
    try {
      await applied.write(shard, withApplied(stored, own));
      return true;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  log('warn', 'Another tick wrote the duty table meanwhile; the next one compares again', { shard });
  return own.length === 0;
}

function withApplied(table: AppliedShard, own: readonly DutyState[]): AppliedShard {
  const names = new Set(own.map(({ name }) => name));
  const named = (before: ReadonlySet<string>, last: DutyState['lastApplied']) =>
    new Set([
      ...[...before].filter((name) => !names.has(name)),
      ...own.filter((state) => state.lastApplied === last).map(({ name }) => name),
    ]);
  return {
    ...table,
    on: named(table.on, true),
    off: named(table.off, false),
    missing: named(table.missing, 'missing'),
  };
}
