import { FEWEST_HELD } from '../../domain/policies/roster-change-hold';
import type { Facts } from '../../domain/schedule/schedule';
import { DAY, HOUR, MINUTE } from '../../domain/time';
import { describeError } from '../../lib/errors';
import { coverageFallsShort, damagedState, heldRoster, type Refusal, targetRefuses } from '../alerts';
import { type ContinueErasuresPorts, continueErasures } from '../operators/erase';
import { Conflict, type Heartbeat, type HeartbeatStore } from '../ports';
import { areChangesRefused, consequenceOf, refusalIn, sentenceOf } from '../refusals';
import type { Answers } from './count-answers';
import { takeLease } from './lease';
import { type PassOptions, type PassPorts, type PassResult, runPass } from './pass';

/** What a tick saw and did, or, in a dry run, would have pass. */
export interface TickReport extends Omit<PassResult, 'drift' | 'unfinished' | 'facts'> {
  readonly dryRun: boolean;
}

/** The ports that a tick takes. */
export type TickPorts = PassPorts &
  ContinueErasuresPorts & {
    /** Identifies the deployed roster. */
    readonly fingerprint: string;
    readonly heartbeat: HeartbeatStore;
  };

/** Differences that are kept for showing, over all turns of the drift check. */
const MAX_DIFFERENCES = 60;

/**
 * Brings every user in line with roster and records at this instant: reads, changes only what differs from what was last
 * applied, then records what was applied. A tick with nothing to do does not call the target, and the next tick makes up for
 * one that was killed.
 * @returns undefined if another tick is running.
 */
export async function tick(ports: TickPorts): Promise<TickReport | undefined> {
  const now = ports.now();
  const by = Math.floor(ports.random() * 2 ** 48).toString(36);
  const lease = await takeLease(ports.heartbeat, by, now);
  if (!lease) return undefined;
  const { beat, revision } = lease;
  if (lease.damaged) await reportDamagedHeartbeat(ports);
  let pass: PassResult | undefined;
  try {
    pass = await runPass(ports, { dryRun: false, ...passOptions(beat, now, ports) });
  } finally {
    await releaseLease(heartbeatAfter(beat, pass, now, ports), revision, ports);
  }
  // After the heartbeat is written: a slow alert address must not delay it.
  const refusal = refusalIn(pass);
  if (refusal)
    await reportRefusal(refusal, pass, failingAfter(beat.frontline, pass.frontline, now)?.failingSince, ports);
  else if (beat.frontline && pass.frontline.answered > 0) ports.log('info', `${ports.target.title} answers again`);
  if (pass.held > 0) await ports.alert(heldRoster(pass.held));
  if (hourOf(now) !== hourOf(beat.last?.at ?? 0)) await reportShortfalls(now, pass.facts, ports);
  await continueErasures(now + ERASING_MS, ports);
  return toReport(pass, ports.target.dryRun);
}

/** So long after a tick began it goes on with erasures, ms: the last thing that it does. */
const ERASING_MS = 6000;

async function reportDamagedHeartbeat({ log, alert }: Pick<TickPorts, 'log' | 'alert'>): Promise<void> {
  const lost = 'A released roster may be held again, and the differences that were found are looked for anew.';
  log('error', `The heartbeat could not be read and is made anew. ${lost}`);
  await alert(damagedState(lost));
}

function toReport({ drift: _, unfinished: __, facts: ___, ...report }: PassResult, dryRun: boolean): TickReport {
  return { dryRun, ...report };
}

function hourOf(instant: number): number {
  return Math.floor(instant / HOUR);
}

/** @param since when the target began to refuse, ms; undefined where it refuses nothing. */
async function reportRefusal(
  refusal: Refusal,
  { frontline }: PassResult,
  since: number | undefined,
  ports: TickPorts,
): Promise<void> {
  const { zone } = ports.roster;
  const when = since === undefined ? '' : ` It has failed since ${clockOf(zone)(since)} (${zone}).`;
  const { name, title } = ports.target;
  const text = `${sentenceOf(refusal, frontline.status, title)}${when} ${consequenceOf(refusal)}`;
  await ports.alert(targetRefuses(refusal, name, text));
}

/** Writes an instant (ms) as the wall clock of a zone shows it. */
function clockOf(zone: string): (instant: number) => string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  return (instant) => time.format(instant);
}

/** Alerts about each period of the coming day in which fewer people are on duty than a coverage rule needs; once for each. */
async function reportShortfalls(
  now: number,
  facts: Facts,
  { resolver, roster, alert }: Pick<TickPorts, 'resolver' | 'roster' | 'alert'>,
): Promise<void> {
  const clock = clockOf(roster.zone);
  for (const shortfall of resolver.coverage(now, now + DAY, facts)) {
    const when = `from ${clock(shortfall.from)} to ${clock(shortfall.to)} (${roster.zone})`;
    await alert(coverageFallsShort(shortfall, when));
  }
}

/** What a tick would change now. Changes nothing, and takes no lease. */
export async function dryRun(ports: TickPorts): Promise<TickReport> {
  const { beat } = await ports.heartbeat.read();
  return toReport(await runPass(ports, { dryRun: true, ...passOptions(beat, ports.now(), ports) }), true);
}

/** Makes the shift changes of one duty shard. A tick with too many changes calls this for each shard, and keeps its lease meanwhile. */
export async function tickShard(shard: number, ports: TickPorts): Promise<TickReport> {
  const { beat } = await ports.heartbeat.read();
  return toReport(
    await runPass(ports, { dryRun: false, shard, ...passOptions(beat, ports.now(), ports) }),
    ports.target.dryRun,
  );
}

/** How far back a boundary may lie whose changes no tick has finished, ms. */
const LOOK_BACK_MS = 2 * DAY;

function passOptions(
  beat: Heartbeat,
  now: number,
  ports: TickPorts,
): Pick<PassOptions, 'before' | 'fullyAppliedAt' | 'released'> {
  // Without a recorded tick, the last one is taken to have been a minute ago.
  const before = beat.last?.at ?? now - MINUTE;
  const fullyAppliedAt = Math.max(Math.min(beat.fullyAppliedAt ?? before, before), now - LOOK_BACK_MS);
  return { before, fullyAppliedAt, released: beat.released === ports.fingerprint };
}

/** The heartbeat after the tick: without its lease, and with its counts if it finished. */
function heartbeatAfter(
  { lease: _, held: heldBefore, ...beat }: Heartbeat,
  pass: PassResult | undefined,
  now: number,
  ports: TickPorts,
) {
  if (!pass) return { ...beat, ...(heldBefore && { held: heldBefore }) };
  const changed = pass.results.filter(({ outcome }) => outcome === 'applied').length;
  const { people, onDuty, missing, unseen, frontline } = pass;
  const differences = { ...beat.differences };
  if (pass.drift) {
    if (pass.drift.differences.length === 0) delete differences[pass.drift.turn];
    else differences[pass.drift.turn] = pass.drift.differences.slice(0, MAX_DIFFERENCES);
  }
  const held = { roster: ports.fingerprint, at: heldBefore?.at ?? now, people: pass.held };
  // A dry run finishes nothing: what was due when it began is due when it ends.
  const isFinished = pass.unfinished < FEWEST_HELD && !ports.target.dryRun;
  const fullyAppliedAt = isFinished ? now : (beat.fullyAppliedAt ?? beat.last?.at ?? now - MINUTE);
  const { frontline: failingBefore, ...kept } = beat;
  const failing = failingAfter(failingBefore, frontline, now);
  return {
    ...kept,
    ...(failing && { frontline: failing }),
    fullyAppliedAt,
    last: { at: now, took: ports.now() - now, people, onDuty, changed, missing, unseen },
    differences: bounded(differences),
    ...(pass.held > 0 && { held }),
  };
}

function bounded(differences: Heartbeat['differences']): Heartbeat['differences'] {
  let room = MAX_DIFFERENCES;
  return Object.fromEntries(
    Object.entries(differences).flatMap(([turn, all]) => {
      const kept = all.slice(0, room);
      room -= kept.length;
      return kept.length > 0 ? [[turn, kept]] : [];
    }),
  );
}

/** Since when the target has answered no call of a tick, or accepted no change; undefined where it does. */
function failingAfter(before: Heartbeat['frontline'], answers: Answers, now: number): Heartbeat['frontline'] {
  const { answered, failed, status } = answers;
  const changesOnly = areChangesRefused(answers);
  if (answered > 0 && !changesOnly) return undefined;
  if (failed === 0) return before; // not called
  return {
    failingSince: before?.failingSince ?? now,
    ...(status !== undefined && { status }),
    ...(changesOnly && { changesOnly }),
  };
}

async function releaseLease(beat: Heartbeat, revision: string, ports: TickPorts): Promise<void> {
  try {
    await ports.heartbeat.write(beat, revision, 'confirm');
  } catch (error) {
    // The lease ends by itself within seconds; what an operator wrote to the same Document stays.
    if (!(error instanceof Conflict)) ports.log('warn', 'The heartbeat could not be written', describeError(error));
  }
}
