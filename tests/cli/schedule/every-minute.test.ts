import { everyMinute } from '../../../cli/schedule/every-minute';

test('What is done every minute is done at once as well, and not after it was ended', async () => {
  jest.useFakeTimers({ now: Date.parse('2026-11-02T12:00:10Z') });
  const at: string[] = [];
  const stop = everyMinute(async () => at.push(new Date().toISOString().slice(11, 19)));
  await jest.advanceTimersByTimeAsync(60_000);
  expect(at).toEqual(['12:00:10', '12:01:00']);
  stop();
  await jest.advanceTimersByTimeAsync(120_000);
  expect(at).toHaveLength(2);
  jest.useRealTimers();
});
