/** Lets so many jobs run at once, and learns how many that may be. */
export interface Limiter {
  run<T>(job: () => Promise<T>): Promise<T>;
  /** To be called when the server said 429 to a job that `startedAt` (a value of `mark()`). */
  tooMany(startedAt: number): void;
  mark(): number;
}

const FIRST_LIMIT = 20;
const HIGHEST_LIMIT = 100;

/**
 * Additive increase, multiplicative decrease, as TCP has it: Frontline's rate limits are not published. Jobs that were
 * already under way at a halving do not halve again: one burst of refusals is one signal.
 */
export function createLimiter(): Limiter {
  let limit = FIRST_LIMIT;
  let running = 0;
  let started = 0;
  let lastHalving = 0;
  const waiting: (() => void)[] = [];

  function release(): void {
    running--;
    while (running < Math.floor(limit) && waiting.length > 0) {
      running++;
      waiting.shift()?.();
    }
  }

  return {
    async run(job) {
      if (running < Math.floor(limit)) running++;
      else await new Promise<void>((resume) => waiting.push(resume));
      const halvingBefore = lastHalving;
      try {
        const result = await job();
        if (lastHalving === halvingBefore) limit = Math.min(HIGHEST_LIMIT, limit + 1 / limit);
        return result;
      } finally {
        release();
      }
    },
    mark: () => ++started,
    tooMany(startedAt) {
      if (startedAt < lastHalving) return;
      lastHalving = started + 1;
      limit = Math.max(1, limit / 2);
    },
  };
}
