import type { Facts } from '../../domain/schedule/schedule';
import { DAY, HOUR } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Alert, Refusal } from '../alert';
import {
  coverageFallsShort,
  damagedState,
  heldRoster,
  lockedOutByOthers,
  shiftChangesFail,
  targetRefuses,
  usersUnseen,
} from '../alerts';
import { nameOf } from '../lockout-limit';
import { type ContinueErasuresPorts, continueErasures } from '../operators/erase';
import { Conflict, type Heartbeat, type HeartbeatStore } from '../ports';
import { recordLockouts } from '../record-lockouts';
import { consequenceOf, refusalIn, sentenceOf } from '../refusals';
import { failingAfter, heartbeatAfter, lastingSince, partialAfter, passOptions } from './heartbeat-after';
import { takeLease } from './lease';
import { type PassPorts, runPass } from './pass';
import type { PassResult } from './pass-result';

/** What a tick saw and did, or, in a dry run, would have done. */
export interface TickReport extends Omit<PassResult, Internal> {
  readonly dryRun: boolean;
}

/** What ticks tell each other only. */
type Internal = 'drift' | 'unfinished' | 'facts' | 'rosterPeople';

/** The ports that a tick takes. */
export type TickPorts = PassPorts &
  ContinueErasuresPorts & {
    readonly heartbeat: HeartbeatStore;
  };

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
    await recordLockouts(now, ports);
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
  if (!refusal) await reportPartialFailures(beat, pass, now, ports);
  await reportLockedOut(pass, ports);
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

function toReport(pass: PassResult, dryRun: boolean): TickReport {
  const { drift: _, unfinished: __, facts: ___, rosterPeople: ____, ...report } = pass;
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

/** Alerts about what has failed for some people at every tick for more than an hour; a refusal of everything is told by itself. */
async function reportPartialFailures(beat: Heartbeat, pass: PassResult, now: number, ports: TickPorts): Promise<void> {
  const { zone } = ports.roster;
  const { title } = ports.target;
  const report = async (
    failure: { readonly since: number; readonly people: number } | undefined,
    alertOf: (people: number, when: string, title: string) => Alert,
  ) => {
    const since = lastingSince(failure, now);
    if (since !== undefined)
      await ports.alert(alertOf(failure?.people ?? 0, `${clockOf(zone)(since)} (${zone})`, title));
  };
  const { unseen, changes } = partialAfter(beat.partial, pass, now) ?? {};
  await report(unseen, usersUnseen);
  await report(changes, shiftChangesFail);
}

/** Alerts about people who have not left, and have been found deactivated for long. */
async function reportLockedOut({ drift }: PassResult, ports: TickPorts): Promise<void> {
  for (const identity of drift?.lockedOut ?? []) {
    const who = ports.records.name(identity);
    await ports.alert(lockedOutByOthers(who, nameOf(identity, ports), ports.target.title));
  }
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

/**
 * Makes the shift changes of one duty shard. A tick with too many changes calls this for each shard, keeps its lease meanwhile,
 * and adds up what they report.
 */
export async function tickShard(shard: number, ports: TickPorts): Promise<TickReport & Pick<PassResult, 'unfinished'>> {
  const { beat } = await ports.heartbeat.read();
  const pass = await runPass(ports, { dryRun: false, shard, ...passOptions(beat, ports.now(), ports) });
  return { ...toReport(pass, ports.target.dryRun), unfinished: pass.unfinished };
}

async function releaseLease(beat: Heartbeat, revision: string, ports: TickPorts): Promise<void> {
  try {
    await ports.heartbeat.write(beat, revision, 'confirm');
  } catch (error) {
    // The lease ends by itself within seconds; what an operator wrote to the same Document stays.
    if (!(error instanceof Conflict)) ports.log('warn', 'The heartbeat could not be written', describeError(error));
  }
}
