/** https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * What a piece of work comes to, or an error once the time is over. The work itself goes on.
 * @param ms Infinity: as long as it takes.
 * @param startTimer calls back after so many ms, and returns what cancels that.
 * @throws Error if it takes longer than `ms`.
 */
export async function within<T>(
  ms: number,
  work: Promise<T>,
  startTimer: (ms: number, elapsed: () => void) => () => void,
): Promise<T> {
  // A timer of Node's that is to wait longer than it can does not wait at all.
  if (ms > LONGEST_TIMER_MS) return work;
  let cancel: (() => void) | undefined;
  const timeout = new Promise<never>((_, reject) => {
    cancel = startTimer(ms, () => reject(new Error(`no answer within ${ms} ms`)));
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    cancel?.();
  }
}
