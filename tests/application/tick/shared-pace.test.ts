import { sharedPace } from '../../../assets/application/tick/shared-pace';
import { seededRandom } from '../../../emulator/random';

/**
 * Rounds of calls of several executions against a server that takes `most(round)` at once: of all calls of a round, those that come
 * late are refused, and which come late is chance.
 */
function play(paces: readonly ReturnType<typeof sharedPace>[], rounds: number, most: (round: number) => number) {
  const random = seededRandom(1);
  const seen = { calls: 0, refused: 0, taken: 0 };
  for (let round = 0; round < rounds; round++) {
    const calls = paces
      .flatMap((pace) => Array.from({ length: Math.floor(pace.atOnce()) }, () => ({ pace, place: random() })))
      .sort((a, b) => a.place - b.place);
    for (const [index, { pace }] of calls.entries()) {
      seen.calls++;
      if (index < most(round)) {
        seen.taken++;
        pace.succeeded();
      } else {
        seen.refused++;
        pace.refused();
      }
    }
  }
  return seen;
}

const several = (count: number, share: number, isLearnt: boolean) =>
  Array.from({ length: count }, () => sharedPace(share, isLearnt));
const together = (paces: readonly ReturnType<typeof sharedPace>[]) =>
  paces.reduce((sum, pace) => sum + pace.report().most, 0);

test.each([
  [5, 20, 100],
  [5, 20, 60],
  [2, 20, 46],
  [25, 20, 300],
])(
  '%i executions that begin with %i calls each make as many together as the server takes, if that is %i',
  (count, share, most) => {
    const paces = several(count, share, false);
    const { refused, calls, taken } = play(paces, 200, () => most);
    expect(taken).toBeGreaterThan(200 * most * 0.9);
    expect(refused / calls).toBeLessThan(0.02);
    expect(together(paces)).toBeGreaterThan(most * 0.85);
    expect(together(paces)).toBeLessThanOrEqual(most + count);
  },
);

test('those that begin near what is taken are refused fewer than one call in a hundred', () => {
  const { refused, calls, taken } = play(several(5, 20, true), 200, () => 100);
  expect(refused / calls).toBeLessThan(0.01);
  expect(taken).toBeGreaterThan(200 * 95);
});

test('those that begin with too little make more and more', () => {
  const paces = several(5, 5, true);
  play(paces, 200, () => 100);
  expect(together(paces)).toBeGreaterThan(60);
});

test('none makes fewer than one call at once, even where nothing is taken for a while', () => {
  const paces = several(3, 10, true);
  play(paces, 50, () => 0);
  expect(paces.map((pace) => Math.floor(pace.atOnce()))).toEqual([1, 1, 1]);
  const { taken } = play(paces, 400, () => 30);
  expect(taken).toBeGreaterThan(2000);
});

test('none makes more than 100 calls at once: a process has as many sockets', () => {
  const [pace] = several(1, 20, false);
  play(pace ? [pace] : [], 50, () => 1000);
  expect(pace?.report()).toEqual({ most: 100, refused: 0 });
  expect(sharedPace(5000, true).atOnce()).toBe(100);
});

test('a share of less than one is one', () => {
  expect(sharedPace(0, true).atOnce()).toBe(1);
});
