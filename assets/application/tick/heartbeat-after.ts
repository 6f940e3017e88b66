import { FEWEST_HELD } from '../../domain/policies/roster-change-hold';
import type { Roster } from '../../domain/roster/roster';
import { DAY, HOUR, MINUTE } from '../../domain/time';
import type { Heartbeat, PartialFailures, Target } from '../ports';
import { areChangesRefused } from '../refusals';
import type { Answers } from './count-answers';
import { type DoubtPorts, reasonToHold } from './doubt';
import type { PassOptions, PassResult } from './pass-result';

/** The ports that the heartbeat's account takes. */
interface HeartbeatAfterPorts extends DoubtPorts {
  readonly target: Pick<Target, 'dryRun'>;
  readonly roster: Pick<Roster, 'routing'>;
  readonly now: () => number;
}

/** How far back a boundary may lie whose changes no tick has finished, ms. */
const LOOK_BACK_MS = 2 * DAY;

/** What the heartbeat tells a pass that begins `now`. */
export function passOptions(beat: Heartbeat, now: number, ports: DoubtPorts): Omit<PassOptions, 'dryRun' | 'shard'> {
  // Without a recorded tick, the last one is taken to have been a minute ago.
  const before = beat.last?.at ?? now - MINUTE;
  const fullyAppliedAt = Math.max(Math.min(beat.fullyAppliedAt ?? before, before), now - LOOK_BACK_MS);
  const { differences, notKept, drift, rosterPeople, evidence, dutyTable } = beat;
  return {
    before,
    fullyAppliedAt,
    released: beat.released === ports.fingerprint,
    held: beat.held?.roster === ports.fingerprint,
    hold: reasonToHold(beat, ports),
    drift: { differences, notKept, drift },
    rosterPeople,
    evidence,
    dutyTable,
  };
}

/** The heartbeat after the tick: without its lease, and with its counts if it finished. */
export function heartbeatAfter(
  { lease: _, dutyTable: __, held: heldBefore, ...beat }: Heartbeat,
  pass: PassResult | undefined,
  now: number,
  ports: HeartbeatAfterPorts,
): Heartbeat {
  if (!pass) return { ...beat, ...(heldBefore && { held: heldBefore }) };
  const { people, onDuty, missing, unseen, changed, frontline, drift, rosterPeople, evidence, dutyTable } = pass;
  const held = heldAfter(heldBefore, pass, now, ports);
  // A dry run finishes nothing: what was due when it began is due when it ends. Nor does a tick that holds a roster: shifts end
  // meanwhile, and the right roster, once it is there, must not be taken for a truncated one because of those.
  const isFinished = pass.unfinished + pass.held < FEWEST_HELD && !pass.inDoubt && !ports.target.dryRun;
  const fullyAppliedAt = isFinished ? now : (beat.fullyAppliedAt ?? beat.last?.at ?? now - MINUTE);
  const { frontline: failingBefore, partial: partialBefore, notKept, rosterPeople: noted, released, ...kept } = beat;
  const failing = failingAfter(failingBefore, frontline, now);
  const partial = partialAfter(partialBefore, pass, now);
  const note = rosterPeople ?? noted;
  const version = ports.rosterVersion?.isPublished ? ports.rosterVersion : undefined;
  const seen = (version?.replaced ?? version)?.version;
  // A read may show an older version: then the newer one stays noted, or the next tick would follow the older one.
  const published = seen === undefined ? undefined : Math.max(seen, beat.published ?? 0);
  return {
    ...kept,
    ...(drift ? drift.state : notKept && { notKept }),
    ...(failing && { frontline: failing }),
    ...(partial && { partial }),
    ...(note && { rosterPeople: note }),
    dutyTable,
    // A release is one of this roster: if it counts again later, it may be held again.
    ...((pass.inDoubt || released === ports.fingerprint) && released !== undefined && { released }),
    ...(published !== undefined && { published }),
    ...(ports.roster.routing?.length && !pass.inDoubt && { routed: now }),
    evidence,
    fullyAppliedAt,
    last: { at: now, took: ports.now() - now, people, onDuty, changed, missing, unseen },
    ...(held && { held }),
  };
}

/** The roster that is held. A tick that could not see everybody ends no hold: those whom it did not see may be the ones. */
function heldAfter(
  before: Heartbeat['held'],
  { held, inDoubt, unseen, unreadable }: Pick<PassResult, 'held' | 'inDoubt' | 'unseen' | 'unreadable'>,
  now: number,
  { fingerprint }: DoubtPorts,
): Heartbeat['held'] {
  if (held > 0) return { roster: fingerprint, at: before?.at ?? now, people: held };
  const isSame = before?.roster === fingerprint && unseen + unreadable > 0;
  return inDoubt || isSame ? before : undefined;
}

/** Since when the target has answered no call of a tick, or accepted no change; undefined where it does. */
export function failingAfter(before: Heartbeat['frontline'], answers: Answers, now: number): Heartbeat['frontline'] {
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

/** Since when every tick has failed for some people; undefined where the last one failed for nobody. */
export function partialAfter(
  before: PartialFailures | undefined,
  { unseen, failed }: Pick<PassResult, 'unseen' | 'failed'>,
  now: number,
): PartialFailures | undefined {
  if (unseen + failed === 0) return undefined;
  return {
    ...(unseen > 0 && { unseen: { since: before?.unseen?.since ?? now, people: unseen } }),
    ...(failed > 0 && { changes: { since: before?.changes?.since ?? now, people: failed } }),
  };
}

/** Since when it has failed, ms, if that is longer than an hour ago. */
export function lastingSince(failure: PartialFailures['unseen'], now: number): number | undefined {
  return failure && now - failure.since > HOUR ? failure.since : undefined;
}
