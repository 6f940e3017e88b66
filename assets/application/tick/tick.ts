import { Conflict, type Heartbeat, type HeartbeatStore } from '../ports';
import { recordLockouts } from '../record-lockouts';
import { makeChanges } from './changes';
import type { DoubtPorts } from './doubt';
import { type FollowUpPorts, followUp } from './follow-up';
import { heartbeatAfter, passOptions } from './heartbeat-after';
import { type Lease, takeLease, takeLeaseOn, writeAfter } from './lease';
import { isQuiet, isWhole, type Looked, look, noteAfter, type PassPorts, recordPass } from './look';
import type { Ended, PassOptions, PassResult } from './pass-result';
import { rememberConcurrency } from './remember-concurrency';
import type { ShardOrder, ShardReport } from './shard-messages';
import { sharedPace } from './shared-pace';
import { summaryOf } from './summary';
import { tendEvidence } from './tend-evidence';
import { reportDamagedHeartbeat, tendState } from './tend-state';

/** What a tick saw and did, or, in a dry run, would have done. */
export interface TickReport extends Omit<PassResult, Internal> {
  readonly dryRun: boolean;
}

/** What ticks tell each other only. */
type Internal =
  | 'concurrency'
  | 'drift'
  | 'evidence'
  | 'dutyTable'
  | 'unfinished'
  | 'facts'
  | 'known'
  | 'rosterPeople'
  | 'switches';

/** The ports that a tick takes. */
export type TickPorts = RunPorts &
  FollowUpPorts & {
    /** Has the changes of users that this execution makes end by then, ms; what has not begun by then fails. */
    readonly endChanges: (by: number) => void;
  };

/** The ports that a pass takes which runs at the same time as no other. */
type RunPorts = PassPorts & DoubtPorts & Parameters<typeof recordLockouts>[1] & { readonly heartbeat: HeartbeatStore };

/**
 * Brings every user in line with roster and records at this instant: reads, changes only what differs from what was last
 * applied, then records what was applied. A tick with nothing to do does not call the target, and the next tick makes up for
 * one that was killed.
 * @param takeUpWaiting gives workers to new conversations that wait; called only where some may, and the roster is not in doubt.
 * @returns undefined if another tick is running.
 */
export async function tick(ports: TickPorts, takeUpWaiting?: () => Promise<void>): Promise<TickReport | undefined> {
  const now = ports.now();
  const ended = await runAlone(now, ports);
  if (!ended) return undefined;
  await followUp(ended, now, ports, takeUpWaiting);
  return toReport(ended.pass, ports.target.dryRun);
}

/**
 * One pass, at the same time as no other that changes anything. It reads first, and takes the lease only if there is something to
 * change: on the heartbeat as it was before it read, so that this is as if it had had the lease all along. A quiet pass writes
 * the heartbeat of after it on the one of before it, and begins anew if anybody has written in between.
 * @param now when the tick began, ms. @returns undefined if another one is at work. @throws Unavailable
 */
async function runAlone(now: number, ports: RunPorts): Promise<Ended | undefined> {
  const by = Math.floor(ports.random() * 2 ** 48).toString(36);
  const first = ports.memory.unrecorded.size === 0 ? await tryFirst(by, now, ports) : undefined;
  if (first) return first;
  const lease = await takeLease(ports.heartbeat, by, now);
  if (!lease) return undefined;
  if (lease.damaged) await reportDamagedHeartbeat(ports);
  return underLease(lease, begin(lease.beat, now, ports), undefined, now, ports);
}

/** The pass as far as the heartbeat stays as it was. Undefined where it does not: somebody else is at work, or has been. */
async function tryFirst(by: string, now: number, ports: RunPorts): Promise<Ended | undefined> {
  const { heartbeat } = ports;
  const { beat, revision, damaged } = heartbeat.recall() ?? (await heartbeat.read());
  if (revision === undefined || damaged || beat.lease) return undefined;
  const begun = begin(beat, now, ports);
  const looked = await look(ports, begun.options);
  if (!isQuiet(looked)) {
    const lease = await takeLeaseOn({ beat, revision }, by, now, heartbeat).catch(ignoreConflict);
    return lease && underLease(lease, begun, looked, now, ports);
  }
  const pass = await act(looked);
  const written = await writeAfter(
    heartbeatAfter({ ...beat, concurrency: begun.concurrency() }, pass, now, ports),
    revision,
    ports,
  );
  return written === 'conflict' ? undefined : { beat, options: begun.options, pass, isNoted: written === 'done' };
}

function ignoreConflict(error: unknown): undefined {
  if (!(error instanceof Conflict)) throw error;
}

/** What the heartbeat tells a pass. */
interface Begun {
  readonly options: PassOptions;
  readonly concurrency: ReturnType<typeof rememberConcurrency>;
}

function begin(beat: Heartbeat, now: number, ports: RunPorts): Begun {
  const concurrency = rememberConcurrency(ports.target, beat.concurrency, now);
  return { options: { dryRun: false, ...passOptions(beat, now, ports) }, concurrency };
}

/** @param looked what was read on the heartbeat that the lease was taken on; undefined: nothing yet. */
async function underLease(
  { beat, revision }: Lease,
  { options, concurrency }: Begun,
  looked: Looked | undefined,
  now: number,
  ports: RunPorts,
): Promise<Ended> {
  let pass: PassResult | undefined;
  let written: Awaited<ReturnType<typeof writeAfter>> = 'failed';
  try {
    await recordLockouts(now, ports);
    pass = await act(looked ?? (await look(ports, options)));
  } finally {
    written = await writeAfter(
      heartbeatAfter({ ...beat, concurrency: concurrency(pass?.concurrency) }, pass, now, ports),
      revision,
      ports,
    );
  }
  return { beat, options, pass, isNoted: written === 'done' };
}

/** Makes the changes, and records what was applied. */
async function act(looked: Looked): Promise<PassResult> {
  const { options, loaded, decided, ports } = looked;
  const made = await makeChanges(loaded, decided, options, ports);
  const rosterPeople = await recordPass(looked, made);
  if (isWhole(options)) await tendState(loaded.state, loaded.now, ports);
  const evidence = await tendEvidence(looked.evidence, loaded, ports);
  const dutyTable = await noteAfter(looked);
  const summary = summaryOf(loaded, decided, made, looked.frontline(), ports.roster);
  const noted = {
    ...(rosterPeople && { rosterPeople }),
    ...(evidence && { evidence }),
    ...(dutyTable && { dutyTable }),
  };
  return { ...summary, ...noted, ...(options.hold !== undefined && { inDoubt: true }) };
}

function toReport(pass: PassResult, dryRun: boolean): TickReport {
  const { drift: _, unfinished: __, facts: ___, known: ____, rosterPeople: _____, ...rest } = pass;
  const { switches: ______, evidence: _______, dutyTable: ________, concurrency: _________, ...report } = rest;
  return { dryRun, ...report };
}

/** What a tick would change now. Changes nothing, and takes no lease. */
export async function dryRun(ports: TickPorts): Promise<TickReport> {
  return toReport(await passWithoutChanges(ports), true);
}

/** Whom a tick would switch by the schedule now, and what the records say. Changes nothing. */
export async function foresee(ports: TickPorts): Promise<Pick<PassResult, 'switches' | 'facts' | 'unseen'>> {
  return passWithoutChanges(ports);
}

async function passWithoutChanges(ports: TickPorts): Promise<PassResult> {
  const { beat } = await ports.heartbeat.read();
  return act(await look(ports, { dryRun: true, ...passOptions(beat, ports.now(), ports) }));
}

/**
 * Makes the shift changes of one duty shard. A tick with too many changes calls this for each shard, keeps its lease meanwhile,
 * and adds up what they report.
 */
export async function tickShard(
  { shard, atOnce, isLearnt = false, until }: ShardOrder,
  ports: TickPorts,
): Promise<TickReport & Pick<ShardReport, 'unfinished' | 'pace'>> {
  if (until !== undefined) ports.endChanges(until);
  const pace = atOnce === undefined ? undefined : sharedPace(atOnce, isLearnt);
  const endSharing = pace && ports.target.concurrency?.share(pace);
  try {
    const { beat } = await ports.heartbeat.read();
    const pass = await act(await look(ports, { dryRun: false, shard, ...passOptions(beat, ports.now(), ports) }));
    const unfinished = pass.inDoubt ? pass.people : pass.unfinished;
    return { ...toReport(pass, ports.target.dryRun), unfinished, ...(pace && { pace: pace.report() }) };
  } finally {
    endSharing?.();
  }
}
