import type { StartTimer } from '../../assets/application/ports';

/**
 * The simulation's clock. Nothing in the simulation takes real time, so time moves only when nobody can go on without it:
 * `run` wakes one waiter after another, in the order of their instants, and lets each run until it waits again.
 */
export interface EventClock {
  /** ms since the epoch. */
  readonly now: number;
  sleep(ms: number): Promise<void>;
  startTimer: StartTimer;
  /** Calls back at an instant, or as soon as possible where that is past. */
  at(instant: number, act: () => void): void;
  /** Runs everything that is due up to an instant, and what follows from it. */
  run(until: number): Promise<void>;
}

interface Waiter {
  readonly at: number;
  /** Among waiters of one instant the first comes first. */
  readonly order: number;
  act: (() => void) | undefined;
}

/** Everything that can go on without time goes on: the event loop runs all microtasks before it comes back. */
const settle = () => new Promise<void>((resume) => setImmediate(resume));

export function createEventClock(start: number): EventClock {
  const heap = createHeap();
  let order = 0;
  let now = start;

  function wait(at: number, act: () => void): Waiter {
    const waiter: Waiter = { at: Math.max(at, now), order: order++, act };
    heap.push(waiter);
    return waiter;
  }

  return {
    get now() {
      return now;
    },
    sleep: (ms) => new Promise((resume) => void wait(now + Math.max(0, ms), resume)),
    startTimer(ms, elapsed) {
      const waiter = wait(now + ms, elapsed);
      return () => {
        waiter.act = undefined;
      };
    },
    at: (instant, act) => void wait(instant, act),
    async run(until) {
      await settle();
      for (;;) {
        const next = heap.peek();
        if (next === undefined || next.at > until) break;
        heap.pop();
        if (next.act === undefined) continue; // a timer that was cancelled
        now = next.at;
        next.act();
        await settle();
      }
      now = Math.max(now, until);
    },
  };
}

/** A binary heap of waiters, the earliest on top. */
function createHeap() {
  const all: Waiter[] = [];
  const before = (a: Waiter, b: Waiter) => a.at < b.at || (a.at === b.at && a.order < b.order);
  const swap = (i: number, j: number) => {
    const [a, b] = [all[i], all[j]];
    if (a && b) [all[i], all[j]] = [b, a];
  };
  const isBefore = (i: number, j: number) => {
    const [a, b] = [all[i], all[j]];
    return a !== undefined && b !== undefined && before(a, b);
  };
  return {
    peek: () => all[0],
    push(waiter: Waiter) {
      let i = all.push(waiter) - 1;
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (!isBefore(i, parent)) return;
        swap(i, parent);
        i = parent;
      }
    },
    pop() {
      const last = all.pop();
      if (last === undefined || all.length === 0) return;
      all[0] = last;
      for (let i = 0; ; ) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) if (isBefore(child, least)) least = child;
        if (least === i) return;
        swap(i, least);
        i = least;
      }
    },
  };
}
