/** How many calls at once a system takes: nobody publishes it, and each process learns it from what is refused. */
export interface Concurrency {
  /** How many it takes, as far as a refusal has shown, to this process or to one before it; undefined while none has. */
  learnt(): number | undefined;
  /** How many calls of this process were refused as too many. */
  refusals(): number;
  /**
   * Begins with what another process has learnt. Without effect once a call has begun: what one sees oneself is newer. Nor with less than a
   * process begins with that knows nothing: an outage that refuses everything teaches too little, and would slow down new processes long
   * after its end.
   */
  startFrom(learnt: number): void;
  /** Calls go by this pace, as those of one of several processes that share what the system takes. @returns what ends that. */
  share(pace: Pace): () => void;
}

/** How many calls at once a process makes while it is one of several: it is told how its calls fare. */
export interface Pace {
  /** How many may be under way now, at least 1. */
  atOnce(): number;
  /** A call was taken while others waited for their turn. */
  succeeded(): void;
  /** A call was refused as one too many. */
  refused(): void;
}

/** What ticks tell each other of it; `at`: when it was last seen to be so, ms. */
export interface NotedConcurrency {
  readonly most: number;
  readonly at: number;
}
