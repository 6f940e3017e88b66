import type { Facts } from '../duty/duty';
import { type Answers, Conflict, describeError, type Heartbeat, takeLease } from '../twilio/twilio.private';
import { areChangesRefused, consequenceOf, type Refusal, refusalIn, sentenceOf } from './effects.private';
import type { Ports } from './ports';
import { type Manner, type Round, round } from './round';
import { FEWEST_HELD } from './standings.private';

/** What a tick saw and did, or, in a dry run, would have done. */
export interface TickReport extends Omit<Round, 'drift' | 'unfinished' | 'facts'> {
  readonly dryRun: boolean;
}

/** Where no tick is on record, it is taken to have been a minute ago. */
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Differences that are kept for showing, over all turns of the drift check. */
const MAX_DIFFERENCES = 60;

/**
 * Makes everyone as roster and records want them at this instant. Reads, then changes only what differs from what was
 * last applied, then writes down what was applied: a tick that finds nothing to do tells Frontline nothing, and one that
 * was killed is made up for by the next.
 * @returns undefined if another tick is at work.
 */
export async function tick(ports: Ports): Promise<TickReport | undefined> {
  const now = ports.now();
  const by = Math.floor(ports.random() * 2 ** 48).toString(36);
  const lease = await takeLease(ports.heartbeat, by, now);
  if (!lease) return undefined;
  const { beat, revision } = lease;
  let done: Round | undefined;
  try {
    done = await round(ports, { dryRun: false, ...against(beat, now, ports) });
  } finally {
    await giveBack(after(beat, done, now, ports), revision, ports);
  }
  // Only now: an address of alerts that is slow must not cost the heartbeat its time.
  const refusal = refusalIn(done);
  if (refusal)
    await reportRefusal(refusal, done, failingAfter(beat.frontline, done.frontline, now)?.failingSince, ports);
  else if (beat.frontline && done.frontline.answered > 0) ports.log('info', 'Frontline answers again');
  if (done.held > 0) await ports.alert('held-roster', heldText(done.held));
  if (hourOf(now) !== hourOf(beat.last?.at ?? 0)) await reportShortfalls(now, done.facts, ports);
  return reportOf(done, ports.users.dryRun);
}

function reportOf({ drift: _, unfinished: __, facts: ___, ...seen }: Round, dryRun: boolean): TickReport {
  return { dryRun, ...seen };
}

function hourOf(instant: number): number {
  return Math.floor(instant / HOUR_MS);
}

/** @param since when Frontline began to refuse, ms; undefined where it refuses nothing. */
async function reportRefusal(
  refusal: Refusal,
  { frontline }: Round,
  since: number | undefined,
  ports: Ports,
): Promise<void> {
  const { zone } = ports.roster;
  const when = since === undefined ? '' : ` It has failed since ${clockOf(zone)(since)} (${zone}).`;
  const cause = refusal === 'unreachable' ? 'frontline-unreachable' : refusal;
  await ports.alert(cause, `${sentenceOf(refusal, frontline.status)}${when} ${consequenceOf(refusal)}`);
}

/** Writes an instant (ms) as the wall clock of a zone shows it. */
function clockOf(zone: string): (instant: number) => string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  return (instant) => time.format(instant);
}

/** Tells of each stretch of the coming day in which fewer people are on duty than the roster insists on; once for each. */
async function reportShortfalls(now: number, facts: Facts, { resolver, roster, alert }: Ports): Promise<void> {
  const clock = clockOf(roster.zone);
  for (const { id, from, to, have, need } of resolver.coverage(now, now + DAY_MS, facts)) {
    const when = `from ${clock(from)} to ${clock(to)} (${roster.zone})`;
    await alert(`coverage-${id}-${to}`, `Coverage ${id} falls short ${when}: ${have} of ${need}.`, 48);
  }
}

/** What a tick would change now; nothing is changed, and no other tick is kept waiting. */
export async function dryRun(ports: Ports): Promise<TickReport> {
  const { beat } = await ports.heartbeat.read();
  return reportOf(await round(ports, { dryRun: true, ...against(beat, ports.now(), ports) }), true);
}

/** The shift changes of one duty shard: what a tick with too much to do calls for. It keeps the lease meanwhile. */
export async function tickShard(shard: number, ports: Ports): Promise<TickReport> {
  const { beat } = await ports.heartbeat.read();
  return reportOf(
    await round(ports, { dryRun: false, shard, ...against(beat, ports.now(), ports) }),
    ports.users.dryRun,
  );
}

/** So far back a boundary is looked for that no tick has finished yet, ms. */
const LOOK_BACK_MS = 2 * DAY_MS;

function against(beat: Heartbeat, now: number, ports: Ports): Pick<Manner, 'before' | 'settled' | 'released'> {
  const before = beat.last?.at ?? now - MINUTE_MS;
  const settled = Math.max(Math.min(beat.settled ?? before, before), now - LOOK_BACK_MS);
  return { before, settled, released: beat.released === ports.fingerprint };
}

function heldText(people: number): string {
  return (
    `Rosterline holds a change of the roster: it would switch off ${people} people at once, more than half of those on duty, ` +
    'outside any shift boundary. Deploy the right roster, or release it if it is meant.'
  );
}

/** The heartbeat that the tick leaves: without its lease, and with what it saw if it came to its end. */
function after({ lease: _, held: heldBefore, ...beat }: Heartbeat, done: Round | undefined, now: number, ports: Ports) {
  if (!done) return { ...beat, ...(heldBefore && { held: heldBefore }) };
  const changed = done.results.filter(({ outcome }) => outcome === 'applied').length;
  const { people, onDuty, missing, unseen, frontline } = done;
  const differences = { ...beat.differences };
  if (done.drift) {
    if (done.drift.differences.length === 0) delete differences[done.drift.turn];
    else differences[done.drift.turn] = done.drift.differences.slice(0, MAX_DIFFERENCES);
  }
  const held = { roster: ports.fingerprint, at: heldBefore?.at ?? now, people: done.held };
  // A dry run finishes nothing: what was due when it began is due when it ends.
  const isFinished = done.unfinished < FEWEST_HELD && !ports.users.dryRun;
  const settled = isFinished ? now : (beat.settled ?? beat.last?.at ?? now - MINUTE_MS);
  const { frontline: failingBefore, ...kept } = beat;
  const failing = failingAfter(failingBefore, frontline, now);
  return {
    ...kept,
    ...(failing && { frontline: failing }),
    settled,
    last: { at: now, took: ports.now() - now, people, onDuty, changed, missing, unseen },
    differences: bounded(differences),
    ...(done.held > 0 && { held }),
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

/** Since when Frontline has answered none of the calls of a tick, or taken none of its changes; undefined where it does. */
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

async function giveBack(beat: Heartbeat, revision: string, ports: Ports): Promise<void> {
  try {
    await ports.heartbeat.write(beat, revision, 'confirm');
  } catch (error) {
    // The lease ends by itself within seconds; an operator's word on the same document stands.
    if (!(error instanceof Conflict)) ports.log('warn', 'The heartbeat could not be written', describeError(error));
  }
}
