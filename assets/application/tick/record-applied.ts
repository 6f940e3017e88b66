import type { Log } from '../../lib/log';
import { type AppliedShard, type AppliedTable, Conflict, type Target } from '../ports';
import { changedShards, type DutyState } from './load-state';
import type { TickResult } from './pass-result';

/** The ports that recording takes. */
export interface RecordAppliedPorts {
  readonly applied: Pick<AppliedTable, 'write'>;
  readonly target: Pick<Target, 'dryRun'>;
  readonly log: Log;
}

/**
 * What was not applied stays as it was in the table, so that the next tick tries again. During a dry run all that would be
 * applied counts as applied, in a table of its own.
 * @param only the one shard that may be written; undefined: all.
 * @returns whether all of it was written; false where another tick wrote meanwhile.
 */
export async function recordApplied(
  states: readonly DutyState[],
  made: readonly { readonly state: DutyState; readonly result: Pick<TickResult, 'outcome'> }[],
  shards: readonly AppliedShard[],
  only: number | undefined,
  now: number,
  { applied, target, log }: RecordAppliedPorts,
): Promise<boolean> {
  const outcomes = new Map(made.map(({ state, result }) => [state.name, result.outcome] as const));
  const after = states.map((state): DutyState => {
    const outcome = outcomes.get(state.name);
    const isApplied = outcome === 'applied' || (target.dryRun && outcomes.has(state.name));
    if (isApplied) return { ...state, lastApplied: state.desired };
    return outcome === 'unknown_user' ? { ...state, lastApplied: 'missing' } : state;
  });
  const changed = changedShards(after, shards, now).filter(({ shard }) => only === undefined || shard === only);
  const written = await Promise.all(
    changed.map(async ({ shard, table }) => {
      try {
        await applied.write(shard, table);
        return true;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        log('warn', 'Another tick wrote the duty table meanwhile; the next one compares again', { shard });
        return false;
      }
    }),
  );
  return written.every(Boolean);
}
