/** A clock that leaps to the next instant that somebody waits for, as soon as nothing is left to do before it. Ten thousands may wait. */
export interface InjectedClock {
  /** ms. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** @returns what cancels it. */
  startTimer(ms: number, elapsed: () => void): () => void;
  /** Lets time pass until the work is done. */
  until<T>(work: Promise<T>): Promise<T>;
}

interface Waiter {
  readonly at: number;
  readonly number: number;
  elapsed: (() => void) | undefined;
}

const turn = () => new Promise<void>((resume) => setImmediate(resume));
const isBefore = (a: Waiter, b: Waiter) => a.at < b.at || (a.at === b.at && a.number < b.number);

export function createInjectedClock(): InjectedClock {
  let now = 0;
  let count = 0;
  const waiters = createHeap<Waiter>(isBefore);

  function startTimer(ms: number, elapsed: () => void): () => void {
    const waiter: Waiter = { at: now + ms, number: count++, elapsed };
    waiters.push(waiter);
    return () => {
      waiter.elapsed = undefined;
    };
  }

  return {
    now: () => now,
    startTimer,
    sleep: (ms) => new Promise((resume) => startTimer(ms, resume)),
    async until(work) {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      // Both ends are handled, since it may fail in a turn in which nobody awaits it yet: Node would end the process.
      work.then(end, end);
      // Whatever has been woken goes on in promises only: one turn of the event loop, and all of them wait again.
      for (await turn(); !isDone; await turn()) {
        const next = waiters.pop();
        if (!next) throw new Error('everybody waits for something that never happens');
        if (!next.elapsed) continue;
        now = Math.max(now, next.at);
        next.elapsed();
      }
      return work;
    },
  };
}

/** A binary heap: the first comes out first. */
function createHeap<T>(isFirst: (a: T, b: T) => boolean) {
  const items: T[] = [];
  const at = (index: number) => items[index] as T; // within bounds wherever it is called
  function swap(a: number, b: number): void {
    [items[a], items[b]] = [at(b), at(a)];
  }
  function sink(from: number): void {
    for (let parent = from; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let first = parent;
      if (left < items.length && isFirst(at(left), at(first))) first = left;
      if (right < items.length && isFirst(at(right), at(first))) first = right;
      if (first === parent) return;
      swap(parent, first);
      parent = first;
    }
  }
  return {
    push(item: T): void {
      let child = items.push(item) - 1;
      for (let parent = (child - 1) >> 1; child > 0 && isFirst(at(child), at(parent)); parent = (child - 1) >> 1) {
        swap(child, parent);
        child = parent;
      }
    },
    pop(): T | undefined {
      const [first] = items;
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        sink(0);
      }
      return first;
    },
  };
}
