import { systemTimer } from '../../assets/adapters/twilio/transport';
import { within } from '../../assets/lib/within';

test.each([Number.POSITIVE_INFINITY, 2 ** 31])('Work that may take %d ms is waited for', async (ms) => {
  const work = new Promise((resolve) => setTimeout(() => resolve('done'), 20));
  expect(await within(ms, work, systemTimer)).toBe('done');
});

test('Work that takes longer than it may ends in an error', async () => {
  let elapse: () => void = () => undefined;
  const startTimer = (_ms: number, elapsed: () => void) => {
    elapse = elapsed;
    return () => undefined;
  };
  const ended = within(100, new Promise(() => undefined), startTimer);
  elapse();
  await expect(ended).rejects.toThrow('no answer within 100 ms');
});
