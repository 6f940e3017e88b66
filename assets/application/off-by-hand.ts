/** Whether somebody on shift has gone off duty in the app. */
import { type PersonRecord, targetState } from '../domain/person/record';
import type { Directory } from '../domain/roster/directory';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import type { AppliedTable, Clock, RecordStore, Target } from './ports';
import { lastApplied } from './tick/load-state';
import { appliedName, shardCount, shardOf } from './tick/shard';

export interface OffByHandPorts {
  readonly people: Pick<Directory, 'size'>;
  readonly records: Pick<RecordStore, 'name'>;
  readonly applied: Pick<AppliedTable, 'read'>;
  readonly target: Pick<Target, 'name' | 'dryRun'>;
  readonly now: Clock;
  readonly log: Log;
}

/**
 * Whether somebody whom the target shows as not available switched themselves off duty: the last tick had switched them on. Until a tick
 * has followed a shift's start the target shows nothing of it yet. Where that cannot be told, they count as off. A dry run switches
 * nobody, so that what the target shows says nothing.
 */
export async function isOffByHand(
  identity: string,
  record: PersonRecord | undefined,
  { applied, people, records, target, now, log }: OffByHandPorts,
): Promise<boolean> {
  if (target.dryRun) return false;
  const who = records.name(identity);
  try {
    const shard = await applied.read(shardOf(who, shardCount(people.size)));
    const isOn = lastApplied(appliedName(who), shard, targetState(record, target.name), now()) === true;
    return isOn || shard.damaged === true;
  } catch (error) {
    log('warn', 'Whether somebody went off duty by hand cannot be told; they get no conversation', {
      who,
      ...describeError(error),
    });
    return true;
  }
}
