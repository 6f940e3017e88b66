import { MINUTE } from '../../domain/time';
import { noTick } from '../alerts';
import type { Alerts, Clock, HeartbeatStore } from '../ports';
import { isNobodyFound } from '../refusals';

/** A scheduler that has not called for so long has stopped, ms. */
export const STOPPED_AFTER_MS = 5 * MINUTE;

/** What the heartbeat says of the whole. Instants are ms. */
export interface Liveness {
  /** When the last tick began; absent if there has been none. */
  readonly lastTick?: number;
  /** Since when Frontline has answered no call of any tick, or taken no change; absent if it does. */
  readonly failingSince?: number;
  /** It answers, and takes no change. */
  readonly changesOnly?: true;
  /** Frontline has a user for nobody of the roster. */
  readonly nobodyFound: boolean;
}

/**
 * Anybody may ask for health, and must not use up what Sync allows the ticks (20 reads a second of one Document). A warm
 * process keeps a good answer for so long, ms.
 */
const REMEMBERED_MS = 10_000;
/** Any other answer may be out of date by the next call. It is read again: so many times at once, and one more each second. */
const MOST_READS = 5;
const MS_A_READ = 1000;

/** What was read last of the heartbeat and when, or why it could not be; and how many reads may still be made at once. */
export interface LivenessMemory {
  last?: { readonly at: number; readonly pulse: Liveness } | { readonly at: number; readonly error: unknown };
  reads: number;
  /** When `reads` was counted. */
  counted: number;
}

export function createLivenessMemory(): LivenessMemory {
  return { reads: 0, counted: Number.NEGATIVE_INFINITY };
}

/** What health takes. */
export interface LivenessPorts {
  readonly memory: { readonly pulse: LivenessMemory };
  readonly heartbeat: Pick<HeartbeatStore, 'read'>;
  readonly now: Clock;
}

/** Whether ticks come. One of the future, as a clock that was set back shows it, is none. Instants are ms. */
export function isTicking(lastTick: number | undefined, instant: number): boolean {
  return lastTick !== undefined && instant - lastTick <= STOPPED_AFTER_MS && lastTick <= instant + MINUTE;
}

/** Whether ticks come and reach people. @param instant ms. */
export function isWell({ lastTick, failingSince, nobodyFound }: Liveness, instant: number): boolean {
  return isTicking(lastTick, instant) && failingSince === undefined && !nobodyFound;
}

/** What the heartbeat says: up to ten seconds old if all is well, else up to one. @throws Unavailable */
export async function livenessOf(ports: LivenessPorts): Promise<Liveness> {
  const { pulse: memory } = ports.memory;
  const instant = ports.now();
  const { last } = memory;
  if (last && 'pulse' in last && Math.abs(instant - last.at) <= REMEMBERED_MS && isWell(last.pulse, instant)) {
    return last.pulse;
  }
  if (!mayRead(memory, instant) && last) {
    if ('pulse' in last) return last.pulse;
    throw last.error;
  }
  try {
    const pulse = await readPulse(ports);
    memory.last = { at: instant, pulse };
    return pulse;
  } catch (error) {
    memory.last = { at: instant, error };
    throw error;
  }
}

/** Takes one of the reads, if there is one left. */
function mayRead(memory: LivenessMemory, instant: number): boolean {
  const gained = Math.floor((instant - memory.counted) / MS_A_READ);
  // A clock that was set back would wait for ever.
  if (gained >= MOST_READS || gained < 0) Object.assign(memory, { reads: MOST_READS, counted: instant });
  else if (gained > 0) {
    memory.reads = Math.min(MOST_READS, memory.reads + gained);
    memory.counted += gained * MS_A_READ;
  }
  if (memory.reads === 0) return false;
  memory.reads--;
  return true;
}

async function readPulse({ heartbeat }: Pick<LivenessPorts, 'heartbeat'>): Promise<Liveness> {
  const { last, frontline } = (await heartbeat.read()).beat;
  return {
    ...(last && { lastTick: last.at }),
    ...(frontline && { failingSince: frontline.failingSince }),
    ...(frontline?.changesOnly && { changesOnly: true }),
    nobodyFound: isNobodyFound(last),
  };
}

/** Where no tick comes, a delivery is the only thing that can tell. Never throws: the delivery itself went well. */
export async function alertIfStopped(ports: LivenessPorts & { readonly alert: Alerts }): Promise<void> {
  const lastTick = await livenessOf(ports).then(
    (pulse) => pulse.lastTick,
    () => undefined,
  );
  if (lastTick === undefined) return;
  const since = ports.now() - lastTick;
  if (since <= STOPPED_AFTER_MS) return;
  const minutes = Math.round(since / MINUTE);
  await ports.alert(noTick(minutes));
}
