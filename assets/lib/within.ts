/**
 * What a piece of work comes to, or an error once the time is over. The work itself goes on.
 * @param startTimer calls back after so many ms, and returns what cancels that.
 * @throws Error if it takes longer than `ms`.
 */
export async function within<T>(
  ms: number,
  work: Promise<T>,
  startTimer: (ms: number, elapsed: () => void) => () => void,
): Promise<T> {
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
