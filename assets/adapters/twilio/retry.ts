/** One attempt may take this long, ms. */
export const ATTEMPT_MS = 2500;

/** An attempt shorter than this, ms, is not worth starting. */
const SHORTEST_ATTEMPT_MS = 200;
const FIRST_BACKOFF_MS = 200;
const LONGEST_BACKOFF_MS = 2000;

/** The clock and the chance that retries take, and the instant (ms since the epoch) at which they end. */
export interface Budget {
  readonly deadline: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What one attempt came to: done, or to be tried again, not before `retryAfterMs`. `again` gives or throws what it came to, if it was the last. */
export type Attempt<T> = { done: T } | { again: () => T; retryAfterMs: number | undefined };

/**
 * How long to wait before the next attempt, ms: exponential with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), on top of what the server asked for.
 */
export function backoff(attempts: number, retryAfterMs: number | undefined, random: number): number {
  return (retryAfterMs ?? 0) + random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempts);
}

/** `Retry-After` in ms: delta-seconds or an HTTP date (RFC 9110 §10.2.3). Undefined where absent or unreadable. */
export function retryAfter(value: unknown, now: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The budget was used up before another attempt could begin. */
export class OutOfTime extends Error {}

/**
 * How long an attempt that begins now may take, ms.
 * @throws OutOfTime if that is too short to be worth it.
 */
export function timeForAttempt({ deadline, now }: Pick<Budget, 'deadline' | 'now'>): number {
  const left = deadline - now();
  if (left < SHORTEST_ATTEMPT_MS) throw new OutOfTime();
  return Math.min(ATTEMPT_MS, left);
}

/** Tries until done or until waiting once more would pass the deadline; then what the last attempt came to. */
export async function persist<T>(attempt: () => Promise<Attempt<T>>, budget: Budget): Promise<T> {
  for (let attempts = 0; ; attempts++) {
    const outcome = await attempt();
    if ('done' in outcome) return outcome.done;
    const wait = backoff(attempts, outcome.retryAfterMs, budget.random());
    if (budget.now() + wait + SHORTEST_ATTEMPT_MS > budget.deadline) return outcome.again();
    await budget.sleep(wait);
  }
}
