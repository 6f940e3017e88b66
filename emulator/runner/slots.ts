/** A limited number of places for executions. */
export interface Slots {
  /** Takes a slot; resolves to false if none became free in time. */
  acquire(): boolean | Promise<boolean>;
  /** Gives a slot back, to the caller that has waited longest. */
  release(): void;
}

/** @param timeoutMs how long a caller waits for a slot. */
export function createSlots(count: number, timeoutMs: number): Slots {
  const queue = new Set<() => void>();
  let taken = 0;

  function waitForSlot(): Promise<boolean> {
    return new Promise((resolve) => {
      const giveUp = setTimeout(() => {
        queue.delete(begin);
        resolve(false);
      }, timeoutMs);
      const begin = () => {
        clearTimeout(giveUp);
        queue.delete(begin);
        resolve(true);
      };
      queue.add(begin);
    });
  }

  return {
    acquire() {
      if (taken >= count) return waitForSlot();
      taken += 1;
      return true;
    },
    release() {
      const [next] = queue;
      if (next) next();
      else taken -= 1;
    },
  };
}
