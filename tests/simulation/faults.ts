import type { Call, Cloud, CloudUser, Reply } from './cloud';

/** What can go wrong with a call. Probabilities in [0, 1]; delays in ms. */
export interface FaultRates {
  readonly sync: HostFaults;
  readonly frontline: HostFaults;
}

export interface HostFaults {
  /** Answered 429, with `Retry-After: 1` for a part of them. */
  readonly tooMany: number;
  /** Answered 500 or 503. */
  readonly refused: number;
  /** The connection breaks before the call is processed, and after it: the answer is lost. */
  readonly reset: number;
  readonly lost: number;
  /** Never answered. */
  readonly hangs: number;
  /** A read of Sync answers the state before the last write. */
  readonly stale: number;
  /** UpdateUser answers 200 and does nothing; the body shows the user as it is, or as it was asked to be. */
  readonly unchanged: number;
  readonly claimed: number;
  /** How long a call takes: between the two. */
  readonly delay: readonly [number, number];
}

export type FaultKind = Exclude<keyof HostFaults, 'delay'> | 'slow' | 'killed' | 'corrupted';

export const NO_FAULTS: HostFaults = {
  tooMany: 0,
  refused: 0,
  reset: 0,
  lost: 0,
  hangs: 0,
  stale: 0,
  unchanged: 0,
  claimed: 0,
  delay: [0, 0],
};

/** A call took so long that it counts as slow, ms. */
const SLOW_MS = 1000;

/** What becomes of a call: after `delay` ms it is processed (or not) and answered (or not). */
export interface Fate {
  readonly delay: number;
  readonly kind: FaultKind | undefined;
  /** Hands the call to the cloud if it gets there. @returns the reply; throws where the connection breaks; undefined: no answer ever. */
  readonly play: () => Reply | undefined;
}

class Broken extends Error {
  override readonly name = 'ConnectionBroken';
  readonly code = 'ECONNRESET';
}

/** Draws what becomes of a call. */
export function fateOf(
  call: Call,
  rates: FaultRates,
  random: () => number,
  cloud: Cloud,
  execution: string | undefined,
): Fate {
  const host = call.host === 'sync' ? rates.sync : rates.frontline;
  const { delay: span } = host;
  const delay = span[0] + Math.floor(random() * (span[1] - span[0]));
  const kind = call.host === 'messages' ? undefined : drawKind(call, host, random);
  const handle = (stale = false) => cloud.handle(call, { stale, ...(execution !== undefined && { execution }) });
  return {
    delay,
    kind: kind ?? (delay >= SLOW_MS ? 'slow' : undefined),
    play() {
      switch (kind) {
        case 'tooMany':
          return { status: 429 };
        case 'refused':
          return { status: 503 };
        case 'reset':
          throw new Broken();
        case 'lost':
          handle();
          throw new Broken();
        case 'hangs':
          return undefined;
        case 'stale':
          return handle(true);
        case 'unchanged':
          return lie(call, cloud, {});
        case 'claimed':
          return lie(call, cloud, call.form);
        default:
          return handle();
      }
    },
  };
}

type CallFault = Exclude<keyof HostFaults, 'delay'>;
const KINDS: readonly CallFault[] = ['tooMany', 'refused', 'reset', 'lost', 'hangs', 'stale', 'unchanged', 'claimed'];

function drawKind(call: Call, host: HostFaults, random: () => number): CallFault | undefined {
  let left = random();
  for (const kind of KINDS) {
    left -= host[kind];
    if (left >= 0) continue;
    const isLie = kind === 'unchanged' || kind === 'claimed';
    if (isLie && (call.host !== 'frontline' || call.method !== 'POST')) return undefined;
    if (kind === 'stale' && (call.host !== 'sync' || call.method !== 'GET')) return undefined;
    return kind;
  }
  return undefined;
}

function lie(call: Call, cloud: Cloud, shown: Partial<CloudUser>): Reply {
  const user = cloud.user(call.path[1] ?? '');
  return user ? { status: 200, body: { ...user, ...shown } } : { status: 404 };
}
