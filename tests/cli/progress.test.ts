import { progressOn, waitFor } from '../../cli/progress';

/** A timer that goes off at once, or never. */
const world = (isSlow: boolean) => {
  const said: string[] = [];
  const waited: number[] = [];
  const cancelled: boolean[] = [];
  const startTimer = (ms: number, elapsed: () => void) => {
    waited.push(ms);
    if (isSlow) elapsed();
    return () => void cancelled.push(true);
  };
  return { said, waited, cancelled, progress: (text: string) => void said.push(text), startTimer };
};

test('a command says what it waits for after two seconds, and not before', async () => {
  const slow = world(true);
  const fast = world(false);
  expect(await waitFor('Fetching …', async () => 7, slow)).toBe(7);
  expect(await waitFor('Fetching …', async () => 7, fast)).toBe(7);
  expect([slow.said, fast.said, slow.waited]).toEqual([['Fetching …'], [], [2000]]);
});

test('work that fails stops the timer, and fails the wait', async () => {
  const one = world(false);
  await expect(waitFor('Fetching …', () => Promise.reject(new Error('no')), one)).rejects.toThrow('no');
  expect(one.cancelled).toEqual([true]);
});

test.each([
  ['a terminal', true, {}, ['Fetching …\n']],
  ['a pipe', false, {}, []],
  ['the terminal of a CI', true, { CI: 'true' }, []],
])('progress is told to people: on %s', (_, isTTY, variables, expected) => {
  const written: string[] = [];
  progressOn({ isTTY, write: (text) => void written.push(text) }, variables)('Fetching …');
  expect(written).toEqual(expected);
});
