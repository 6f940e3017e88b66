import { TwilioError } from '../twilio-errors';

/** Counts the calls to each top-level object and the creations in each Service; refuses with 429/54009 what goes past its limit. */
export interface RateLimits {
  /** Counts the creation of a Document, a Map or a List. Creating an Item counts as a write to its Map or List. */
  create(serviceSid: string): void;
  /** `sid` is the Document's, the Map's or the List's: all Items share its limits. */
  read(sid: string): void;
  /** `bytes` is the size of the Data that is sent, 0 if none is. */
  write(sid: string, bytes: number): void;
  clear(): void;
}

const WINDOW_MS = 10_000;
const LARGE_BYTES = 10 * 1024;

// 20 calls a second, or 2 with a large payload, averaged over the window: https://www.twilio.com/docs/sync/limits
// New objects likewise, https://www.twilio.com/docs/api/errors/54009; that each Service has a limit of its own is assumed.
const LIMITS = { create: 200, read: 200, write: 200, large: 20 };
type LimitedCall = keyof typeof LIMITS;

/** Refuses nothing: for measuring what else would be in the way. */
export const UNLIMITED: RateLimits = {
  create: () => undefined,
  read: () => undefined,
  write: () => undefined,
  clear: () => undefined,
};

/** A window that slides with the clock. What was refused does not count (assumed), or a patient client would never get in. */
export function createRateLimits(now: () => number): RateLimits {
  const calls = new Map<string, number[]>();

  function recent(kind: LimitedCall, sid: string): number[] {
    const since = now() - WINDOW_MS;
    const kept = (calls.get(`${kind} ${sid}`) ?? []).filter((at) => at > since);
    calls.set(`${kind} ${sid}`, kept);
    return kept;
  }

  /** Checks every kind before it counts any. */
  function count(kinds: readonly LimitedCall[], sid: string): void {
    const windows = kinds.map((kind) => ({ kind, window: recent(kind, sid) }));
    if (windows.some(({ kind, window }) => window.length >= LIMITS[kind])) {
      throw new TwilioError(429, 54009, 'Rate limit exceeded for this object');
    }
    for (const { window } of windows) window.push(now());
  }

  return {
    create: (sid) => count(['create'], sid),
    read: (sid) => count(['read'], sid),
    write: (sid, bytes) => count(bytes >= LARGE_BYTES ? ['write', 'large'] : ['write'], sid),
    clear: () => calls.clear(),
  };
}
