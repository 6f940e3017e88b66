import type { StartTimer } from '../../assets/application/ports';

/**
 * A clock that does not depend on how fast the machine is: it stands still while any work is under way, and leaps to the
 * next instant that somebody waits for once nothing else is left to do.
 */
export interface VirtualClock {
  /** ms since the epoch; a test may set it. */
  now: number;
  sleep(ms: number): Promise<void>;
  startTimer: StartTimer;
  /** For a server that answers late: the work of the call stops meanwhile. It does not move the clock by itself, as nobody need wait for it. */
  delay(ms: number): Promise<void>;
  /** Counts as under way what takes real time: a call over a socket. @returns what ends it. */
  begin(): () => void;
  /** Lets everybody who still waits wait to the end. */
  drain(): Promise<void>;
}

interface Waiter {
  readonly at: number;
  /** Whether the clock moves for this one alone. */
  readonly moves: boolean;
  readonly elapsed: () => void;
}

/** So many turns of the event loop without any work under way, and nothing is left to do before the clock moves. */
const QUIET_TURNS = 5;

const turn = () => new Promise<void>((resume) => setImmediate(resume));

export function createVirtualClock(start: number): VirtualClock {
  let waiters: Waiter[] = [];
  let underWay = 0;
  let moving = false;

  function wait(waiter: Waiter): () => void {
    waiters.push(waiter);
    void move();
    return () => {
      waiters = waiters.filter((other) => other !== waiter);
    };
  }

  /** The event loop has nothing to do but to wait. */
  async function quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      await turn();
      if (underWay > 0) turns = -1;
    }
  }

  function leap(): void {
    const next = waiters.reduce((earliest, waiter) => (waiter.at < earliest.at ? waiter : earliest));
    waiters = waiters.filter((waiter) => waiter !== next);
    clock.now = Math.max(clock.now, next.at);
    next.elapsed();
  }

  async function move(): Promise<void> {
    if (moving) return;
    moving = true;
    for (;;) {
      await quiet();
      if (!waiters.some(({ moves }) => moves)) break;
      leap();
    }
    moving = false;
  }

  const clock: VirtualClock = {
    now: start,
    sleep: (ms) => new Promise((resume) => wait({ at: clock.now + ms, moves: true, elapsed: resume })),
    startTimer: (ms, elapsed) => wait({ at: clock.now + ms, moves: true, elapsed }),
    async delay(ms) {
      underWay--;
      await new Promise<void>((resume) => wait({ at: clock.now + ms, moves: false, elapsed: resume }));
      underWay++;
    },
    begin() {
      underWay++;
      return () => {
        underWay--;
      };
    },
    async drain() {
      for (;;) {
        await quiet();
        if (waiters.length === 0) return;
        leap();
      }
    },
  };
  return clock;
}
