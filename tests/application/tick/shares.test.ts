import fc from 'fast-check';
import type { PaceReport } from '../../../assets/application/tick/shared-pace';
import { createShares, MOST_EXECUTIONS, type Share } from '../../../assets/application/tick/shares';

/** Takes shares until there is none. */
function takeAll(shares: ReturnType<typeof createShares>, left: number): Share[] {
  const taken: Share[] = [];
  for (let share = shares.take(left); share; share = shares.take(left - taken.length)) taken.push(share);
  return taken;
}

test('one execution begins alone where nothing is known, and finds out', () => {
  const shares = createShares(undefined);
  expect(takeAll(shares, 32)).toEqual([{ atOnce: 20, isLearnt: false }]);
  expect(shares.learnt()).toBeUndefined();
});

test('where an execution was refused nothing, more of them begin, none of which makes more calls than it did', () => {
  const shares = createShares(undefined);
  const first = shares.take(32);
  if (!first) throw new Error('there is no share');
  shares.giveBack(first, { most: 100, refused: 0 });
  expect(takeAll(shares, 31)).toEqual(Array.from({ length: 5 }, () => ({ atOnce: 20, isLearnt: false })));
  expect(shares.learnt()).toBeUndefined();
});

test.each([
  [40, 2, 20],
  [60, 3, 20],
  [100, 5, 20],
  [2500, 25, 100],
])('of %i calls that are known to be taken, %i executions get %i each', (noted, executions, atOnce) => {
  expect(takeAll(createShares(noted), 32)).toEqual(
    Array.from({ length: executions }, () => ({ atOnce, isLearnt: true })),
  );
});

test('a few executions that are left share what all of them could have', () => {
  expect(takeAll(createShares(100), 2).map(({ atOnce }) => atOnce)).toEqual([50, 50]);
});

test('a note that an outage may have left is not believed', () => {
  expect(takeAll(createShares(3), 32)).toEqual([{ atOnce: 20, isLearnt: false }]);
});

test('one that was refused leaves less to the next one, and that is learnt', () => {
  const shares = createShares(undefined);
  const first = shares.take(32);
  if (!first) throw new Error('there is no share');
  shares.giveBack(first, { most: 9, refused: 11 });
  expect(shares.learnt()).toBe(9);
  expect(takeAll(shares, 31)).toEqual([{ atOnce: 9, isLearnt: true }]);
});

test('one that did not answer leaves what it had', () => {
  const shares = createShares(40);
  const [first] = takeAll(shares, 32);
  if (!first) throw new Error('there is no share');
  shares.giveBack(first, undefined);
  expect(takeAll(shares, 30)).toEqual([{ atOnce: 20, isLearnt: true }]);
});

/** Shares as executions take them and give them back; what is known of the target is reckoned beside them. */
function dealing(noted: number | undefined) {
  const shares = createShares(noted);
  const taken: Share[] = [];
  let known = Math.max(20, noted ?? 0);
  return {
    taken,
    /** What the next one may have at most: what the others leave, but one call at least. */
    room: () => Math.max(1, known - taken.reduce((total, { atOnce }) => total + atOnce, 0)),
    take() {
      const share = shares.take(100);
      if (share) taken.push(share);
      return share;
    },
    giveBack(which: number, report: PaceReport | undefined) {
      const [share] = taken.splice(which % Math.max(1, taken.length), 1);
      if (!share) return;
      if (report) known = Math.max(1, known + report.most - share.atOnce);
      shares.giveBack(share, report);
    },
  };
}

const report = fc.option(fc.record({ most: fc.integer({ min: 1, max: 100 }), refused: fc.nat(50) }), {
  nil: undefined,
});
const event = fc.oneof(fc.constant('take' as const), fc.record({ which: fc.nat(), report }));

test('never more than 25 executions are at work, and whoever takes a share leaves the others theirs', () => {
  const noted = fc.option(fc.integer({ min: 1, max: 4000 }), { nil: undefined });
  fc.assert(
    fc.property(noted, fc.array(event, { maxLength: 200 }), (most, events) => {
      const { taken, room, take, giveBack } = dealing(most);
      for (const one of events) {
        if (one === 'take') {
          const before = room();
          expect(take()?.atOnce ?? 1).toBeLessThanOrEqual(before);
          expect(taken.length).toBeGreaterThan(0);
          expect(taken.length).toBeLessThanOrEqual(MOST_EXECUTIONS);
        } else giveBack(one.which, one.report);
      }
    }),
  );
});
