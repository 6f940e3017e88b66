import { Cron } from 'croner';

/**
 * Does something at once and then at each full minute, one after another. At once as well: until the first tick has come, the page
 * says that nothing calls it. @returns what ends it.
 */
export function everyMinute(act: () => Promise<unknown>): () => void {
  const job = new Cron('* * * * *', { protect: true }, async () => {
    await act();
  });
  void job.trigger();
  return () => job.stop();
}
