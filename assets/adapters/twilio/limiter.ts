import type { Concurrency, Pace } from '../../application/ports';

/** Lets so many jobs run at once, and learns how many that may be. */
export interface Limiter extends Concurrency {
  run<T>(job: () => Promise<T>): Promise<T>;
  /** To be called as a job begins its call: which it is, and how many were under way with it. */
  mark(): Mark;
  /** To be called when the server said 429 to the call that was marked so. */
  tooMany(mark: Mark): void;
}

/** The limiter of each host, by hostname: what one host refuses says nothing about another. One registry serves a process. */
export type Limiters = (hostname: string) => Limiter;

export function createLimiters(): Limiters {
  const limiters = new Map<string, Limiter>();
  return (hostname) => {
    const limiter = limiters.get(hostname) ?? createLimiter();
    limiters.set(hostname, limiter);
    return limiter;
  };
}

/** A call: its number, and the how many-th of those under way at once it was. */
export interface Mark {
  readonly number: number;
  readonly level: number;
}

const FIRST_LIMIT = 20;
const HIGHEST_LIMIT = 100;
/** Growth for each success while nothing is known of the server's limit: half as much again for each round of calls. */
const QUICK = 0.5;
/** After a refusal the next attempt to go one higher comes after so many rounds of calls, and not before so many calls. */
const PATIENCE_ROUNDS = 16;
const PATIENCE_CALLS = 150;
/** A refusal within so many rounds of the last means that the last cut was not enough. */
const SOON_ROUNDS = 2;
const FIRST_CUT = 1 / 8; // of the limit; each such cut after it takes twice as much, up to half

/**
 * Frontline's limits are not published. Additive increase with halving, as TCP has it, would waste a quarter of a limit that
 * stands still. The call that is refused tells more: so many at once, one fewer is what the server takes. So the limit settles
 * just below the lowest refused level and rarely tries one more; each step that is not refused doubles the pace. The level is
 * a little too high where answers are on their way, and says nothing where others use up the same limit: refused again soon,
 * it falls by an eighth, a quarter, then by half. Calls under way at a cut do not cut so again: one burst is one signal.
 */
export function createLimiter(): Limiter {
  let limit = FIRST_LIMIT;
  let growth = QUICK;
  let running = 0;
  let started = 0;
  let level = 0; // of the job that is being started
  /** The last call that had begun before the last cut, how low its burst may cut, and the successes since. */
  let lastOfBurst = 0;
  let floor = 1;
  let successes = Number.POSITIVE_INFINITY;
  let share = FIRST_CUT;
  /** A refusal, of this process or of another one, has shown what the server takes. */
  let isLearnt = false;
  let refusals = 0;
  /** Of one of several processes: it stands in for all of the above. */
  let shared: Pace | undefined;
  const waiting: ((level: number) => void)[] = [];

  /** Tries one more at once only after many successes; each step that is not refused doubles the pace. */
  function growSlowly(): void {
    isLearnt = true;
    growth = 1 / Math.max(PATIENCE_CALLS, PATIENCE_ROUNDS * limit);
  }

  const isFree = () => running < Math.floor(shared?.atOnce() ?? limit);

  function admit(): void {
    while (isFree() && waiting.length > 0) waiting.shift()?.(++running);
  }

  /** Only a limit that keeps somebody waiting has been tried. */
  function succeeded(): void {
    successes++;
    if (waiting.length === 0) return;
    if (shared) {
      shared.succeeded();
      return;
    }
    const before = Math.floor(limit);
    limit = Math.min(HIGHEST_LIMIT, limit + growth);
    if (Math.floor(limit) > before) growth = Math.min(QUICK, 2 * growth);
  }

  return {
    async run(job) {
      const own = isFree() ? ++running : await new Promise<number>((resume) => waiting.push(resume));
      const number = started;
      try {
        level = own;
        const result = await job();
        if (number >= lastOfBurst) succeeded();
        return result;
      } finally {
        running--;
        admit();
      }
    },
    mark: () => ({ number: ++started, level }),
    tooMany(mark) {
      refusals++;
      if (shared) {
        shared.refused();
        return;
      }
      if (mark.number > lastOfBurst) {
        floor = Math.max(1, limit / 2);
        if (successes < SOON_ROUNDS * limit) {
          limit = Math.max(1, limit * (1 - share));
          share = Math.min(1 / 2, 2 * share);
        } else share = FIRST_CUT;
        lastOfBurst = started;
        successes = 0;
      }
      limit = Math.max(floor, Math.min(limit, mark.level - 1));
      growSlowly();
    },
    refusals: () => refusals,
    learnt: () => (isLearnt ? Math.floor(limit) : undefined),
    startFrom(learnt) {
      if (started > 0 || running > 0 || learnt <= FIRST_LIMIT) return;
      limit = Math.min(HIGHEST_LIMIT, Math.floor(learnt));
      growSlowly();
    },
    share(pace) {
      shared = pace;
      return () => {
        shared = undefined;
        admit();
      };
    },
  };
}
