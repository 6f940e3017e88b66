import { WAITS_AT_MOST_MS } from '../../domain/policies/routing';
import { describeError } from '../../lib/errors';
import { damagedState } from '../alerts';
import { continueHandovers } from '../handover/continue-handovers';
import type { HandoverPorts } from '../handover/run';
import { resolverInDoubt } from '../live-roster/roster-in-doubt';
import type { TickTimes } from '../notify/outlooks';
import type { NotifyPorts } from '../notify/run';
import { type ContinueErasuresPorts, continueErasures } from '../operators/erase';
import { type AppliedTable, Conflict, type Heartbeat, type HeartbeatStore, type Target } from '../ports';
import { recordLockouts } from '../record-lockouts';
import type { KnownRecords } from '../stored-records';
import { type Made, type MakeChangesPorts, makeChanges } from './changes';
import { countAnswers } from './count-answers';
import { type DoubtPorts, reportDoubt } from './doubt';
import { heartbeatAfter, passOptions } from './heartbeat-after';
import { takeLease } from './lease';
import type { PassOptions, PassResult } from './pass-result';
import { type Decided, decide, type Loaded, load, type PlanPorts } from './plan';
import { recordApplied } from './record-applied';
import { rememberConcurrency } from './remember-concurrency';
import { keepRosterPeople } from './removed-people';
import { type ReportTickPorts, reportTick } from './report-tick';
import type { ShardOrder, ShardReport } from './shard-messages';
import { sharedPace } from './shared-pace';
import { summaryOf } from './summary';
import { type TendEvidencePorts, tendEvidence } from './tend-evidence';
import { type TendStatePorts, tendState } from './tend-state';

/** What a tick saw and did, or, in a dry run, would have done. */
export interface TickReport extends Omit<PassResult, Internal> {
  readonly dryRun: boolean;
}

/** What ticks tell each other only. */
type Internal = 'concurrency' | 'drift' | 'evidence' | 'unfinished' | 'facts' | 'known' | 'rosterPeople' | 'switches';

/** The ports that a tick takes. */
export type TickPorts = PlanPorts &
  MakeChangesPorts &
  TendStatePorts &
  TendEvidencePorts &
  ReportTickPorts &
  ContinueErasuresPorts &
  HandoverPorts &
  NotifyPorts &
  DoubtPorts & {
    readonly heartbeat: HeartbeatStore;
    readonly target: Target;
    readonly applied: AppliedTable;
    /** Has the changes of users that this execution makes end by then, ms; what has not begun by then fails. */
    readonly endChanges: (by: number) => void;
  };

/**
 * Brings every user in line with roster and records at this instant: reads, changes only what differs from what was last
 * applied, then records what was applied. A tick with nothing to do does not call the target, and the next tick makes up for
 * one that was killed.
 * @param takeUpWaiting gives workers to new conversations that wait; called only where some may, and the roster is not in doubt.
 * @returns undefined if another tick is running.
 */
export async function tick(ports: TickPorts, takeUpWaiting?: () => Promise<void>): Promise<TickReport | undefined> {
  const now = ports.now();
  const by = Math.floor(ports.random() * 2 ** 48).toString(36);
  const lease = await takeLease(ports.heartbeat, by, now);
  if (!lease) return undefined;
  const { beat, revision } = lease;
  if (lease.damaged) await reportDamagedHeartbeat(ports);
  const options = passOptions(beat, now, ports);
  const concurrency = rememberConcurrency(ports.target, beat.concurrency, now);
  let pass: PassResult | undefined;
  let isNoted = false;
  try {
    await recordLockouts(now, ports);
    pass = await runPass(ports, { dryRun: false, ...options });
  } finally {
    isNoted = await releaseLease(
      heartbeatAfter({ ...beat, concurrency: concurrency(pass?.concurrency) }, pass, now, ports),
      revision,
      ports,
    );
  }
  // After the heartbeat is written: a slow alert address must not delay it.
  await reportTick(beat, pass, now, ports);
  await reportDoubt(options.hold, now, ports);
  const { known } = pass;
  const conversations = async () => {
    // First the customers who have nobody: a hand-over of many may take up several ticks to their end.
    if (mayWait(beat, now, ports)) await takeUpWaiting?.();
    await continueHandovers(known, ports);
  };
  // Whose conversations are handed over the records tell, and to whom the roster.
  // A roster that looks truncated would have people told that they are free. Without a heartbeat of this tick, the next one would not know of it.
  const mayTell = options.hold === undefined && pass.held === 0 && isNoted;
  await Promise.all([
    continueErasures(now + ERASING_MS, ports),
    options.hold === undefined && conversations(),
    mayTell && tell(known, { now, before: options.before }, ports),
  ]);
  return toReport(pass, ports.target.dryRun);
}

/** Loaded only when needed: most rosters have no `notify`. */
async function tell(known: KnownRecords, times: TickTimes, ports: NotifyPorts): Promise<void> {
  if (!ports.roster.notify) return;
  const { tellPeople } = await import('../notify/tell-people.private');
  await tellPeople(known, times, ports);
}

/** Whether new conversations may wait for a worker: the roster has `routing`, or had it while one may have come that still waits. */
function mayWait({ routed }: Heartbeat, now: number, { roster }: Pick<TickPorts, 'roster'>): boolean {
  return (roster.routing?.length ?? 0) > 0 || (routed !== undefined && now - routed < WAITS_AT_MOST_MS);
}

/** So long after a tick began it goes on with erasures, ms: the last thing that it does. */
const ERASING_MS = 6000;

async function reportDamagedHeartbeat({ log, alert }: Pick<TickPorts, 'log' | 'alert'>): Promise<void> {
  const lost = 'A released roster may be held again, and the differences that were found are looked for anew.';
  log('error', `The heartbeat could not be read and is made anew. ${lost}`);
  await alert(damagedState(lost));
}

function toReport(pass: PassResult, dryRun: boolean): TickReport {
  const { drift: _, unfinished: __, facts: ___, known: ____, rosterPeople: _____, ...rest } = pass;
  const { switches: ______, evidence: _______, concurrency: ________, ...report } = rest;
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
  return runPass(ports, { dryRun: true, ...passOptions(beat, ports.now(), ports) });
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
    const pass = await runPass(ports, { dryRun: false, shard, ...passOptions(beat, ports.now(), ports) });
    const unfinished = pass.inDoubt ? pass.people : pass.unfinished;
    return { ...toReport(pass, ports.target.dryRun), unfinished, ...(pace && { pace: pace.report() }) };
  } finally {
    endSharing?.();
  }
}

/** Reads, decides and applies once; then records what was applied. */
async function runPass(given: TickPorts, options: PassOptions): Promise<PassResult> {
  const { hold } = options;
  const ports = hold === undefined ? given : { ...given, resolver: resolverInDoubt(given.roster, hold) };
  const frontline = countAnswers(ports.target);
  const loaded = await load(options, ports);
  const refiling = options.dryRun ? ports : { ...ports, records: loaded.refiling };
  const decided = decide(loaded, options, refiling);
  const made = await makeChanges(loaded, decided, options, refiling);
  const rosterPeople = await record(loaded, decided, made, options, refiling);
  const isWhole = options.shard === undefined && !options.dryRun;
  if (isWhole) await tendState(loaded.state, loaded.now, refiling);
  const evidence = isWhole ? await tendEvidence(loaded, decided.inProgress, options.evidence, ports) : undefined;
  const summary = summaryOf(loaded, decided, made, frontline(), ports.roster);
  const noted = { ...(rosterPeople && { rosterPeople }), ...(evidence && { evidence }) };
  return { ...summary, ...noted, ...(hold !== undefined && { inDoubt: true }) };
}

/** Records what was applied; the people of the roster first, because the table forgets whoever was taken off it. */
async function record(
  { now, shards, spread, states, removed }: Loaded,
  { inProgress }: Decided,
  { made, removed: removals }: Made,
  options: PassOptions,
  ports: TickPorts,
): Promise<Heartbeat['rosterPeople']> {
  if (options.dryRun) return undefined;
  const isKept = options.shard === undefined && !ports.target.dryRun;
  const note = isKept ? await keepRosterPeople(removed, removals, options.rosterPeople, ports) : options.rosterPeople;
  if (options.hold !== undefined) return note;
  // What a due change made stands in the record that it was confirmed in, which may be newer than the one that was read.
  const known = states.map((state) => (inProgress.has(state.identity) ? { ...state, lastApplied: undefined } : state));
  if (!spread) await recordApplied(known, made, shards, options.shard, now, ports);
  return note;
}

/** @returns whether the heartbeat was written. */
async function releaseLease(beat: Heartbeat, revision: string, ports: TickPorts): Promise<boolean> {
  try {
    await ports.heartbeat.write(beat, revision, 'confirm');
    return true;
  } catch (error) {
    // The lease ends by itself within seconds; what an operator wrote to the same Document stays.
    if (!(error instanceof Conflict)) ports.log('warn', 'The heartbeat could not be written', describeError(error));
    return false;
  }
}
