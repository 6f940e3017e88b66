import { callShards } from '../../../assets/application/tick/fan-out';
import type { DutyState } from '../../../assets/application/tick/load-state';
import type { ShardOrder } from '../../../assets/application/tick/shard-messages';
import type { PaceReport } from '../../../assets/application/tick/shared-pace';

const DEADLINE = 8500;

/** So many people of a shard who are to be switched on, and so many who are on already. */
function peopleOf(shard: number, due: number, quiet = 0): DutyState[] {
  return Array.from({ length: due + quiet }, (_, index) => {
    const name = `p${shard}-${index}`;
    const person = { key: name, identity: name, name, shard, unknown: false, busy: false, because: () => 'shift' };
    return { ...person, desired: true, desiredBefore: true, lastApplied: index >= due };
  });
}

/** Executions that each take a second, and report what `paceOf` says. */
function executions(paceOf: (order: ShardOrder) => PaceReport | undefined, limit = Number.POSITIVE_INFINITY) {
  const seen = { orders: [] as ShardOrder[], atOnce: 0, logged: [] as string[], now: 0 };
  let open: (() => void)[] = [];
  return {
    seen,
    /** All that are at work end together, a second later. */
    async run(states: readonly DutyState[], noted?: number) {
      const ports = {
        callShard: (order: ShardOrder) => {
          seen.orders.push(order);
          seen.atOnce = Math.max(seen.atOnce, open.length + 1);
          const pace = paceOf(order);
          const frontline = { answered: 1, failed: 0 };
          const done = { changed: 1, failed: 0, missing: 0, unseen: 0, held: 0, unfinished: 0, frontline };
          return new Promise<unknown>((resolve, reject) => {
            open.push(() =>
              seen.orders.length > limit ? reject(new Error('cut')) : resolve({ ...done, ...(pace && { pace }) }),
            );
          });
        },
        log: (_: string, message: string) => void seen.logged.push(message),
        now: () => seen.now,
        deadline: DEADLINE,
      };
      let isDone = false;
      const fanOut = callShards(states, noted === undefined ? undefined : { most: noted, at: 0 }, ports).finally(() => {
        isDone = true;
      });
      while (!isDone) {
        seen.now += 1000;
        for (const end of open.splice(0)) end();
        await new Promise((resume) => setImmediate(resume));
      }
      open = [];
      return fanOut;
    },
  };
}

const asMany = ({ atOnce = 0 }: ShardOrder): PaceReport => ({ most: atOnce, refused: 0 });
const shards = (count: number) => Array.from({ length: count }, (_, shard) => peopleOf(shard, 10)).flat();

test('each shard that has something to do is called once, the one with the most first; the others are not', async () => {
  const { seen, run } = executions(asMany, 100);
  const { reports } = await run([...peopleOf(0, 5), ...peopleOf(1, 0, 30), ...peopleOf(2, 50), ...peopleOf(3, 20)]);
  expect(seen.orders.map(({ shard }) => shard)).toEqual([2, 3, 0]);
  expect(reports).toHaveLength(4);
});

test('more executions begin while nothing is refused, but never more than 25 at once', async () => {
  const { seen, run } = executions(() => ({ most: 100, refused: 0 }));
  const { reports, learnt } = await run(shards(79));
  expect(seen.atOnce).toBe(25);
  expect(new Set(seen.orders.map(({ shard }) => shard)).size).toBe(79);
  expect(seen.orders).toHaveLength(79);
  expect(reports).toHaveLength(79);
  expect(learnt).toBeUndefined();
});

test('what was refused to one is not left to the next one, and is learnt', async () => {
  const { seen, run } = executions(() => ({ most: 9, refused: 11 }));
  const { learnt } = await run(shards(3));
  expect(seen.orders.map(({ atOnce, isLearnt }) => [atOnce, isLearnt])).toEqual([
    [20, false],
    [9, true],
    [9, true],
  ]);
  expect(seen.atOnce).toBe(1);
  expect(learnt).toBe(9);
});

test('those that begin with what is noted begin together', async () => {
  const { seen, run } = executions(asMany);
  const { learnt } = await run(shards(8), 60);
  expect(seen.orders.slice(0, 3).map(({ atOnce }) => atOnce)).toEqual([20, 20, 20]);
  expect(seen.atOnce).toBe(3);
  expect(learnt).toBe(60);
});

test('shards for which there is no time are left to the next tick, and have not failed', async () => {
  const { seen, run } = executions(() => ({ most: 20, refused: 1 }));
  const { reports } = await run(shards(20));
  const left = reports.filter(({ unfinished }) => unfinished > 0);
  expect(seen.orders.length).toBeLessThan(8);
  expect(left).toHaveLength(20 - seen.orders.length);
  expect(left.every(({ failed, unfinished }) => failed === 0 && unfinished === 10)).toBe(true);
  expect(seen.logged).toEqual(['Duty shards are left to the next tick']);
});

test('every shard is to have made its changes before the tick stops waiting, and so that both can be recorded', async () => {
  const { seen, run } = executions(asMany);
  await run(shards(8), 60);
  expect(seen.orders.every(({ until = 0 }) => until <= DEADLINE - 1500)).toBe(true);
});

test('a shard that does not answer, or not with a report, counts as failed, is not called again, and its share goes to the next one', async () => {
  const lost = executions(asMany, 0);
  const { reports } = await lost.run(shards(3));
  expect(reports.map(({ failed, unfinished }) => [failed, unfinished])).toEqual([
    [10, 10],
    [10, 10],
    [10, 10],
  ]);
  expect(lost.seen.orders.map(({ shard }) => shard)).toEqual([0, 1, 2]);
  expect(lost.seen.orders.map(({ atOnce }) => atOnce)).toEqual([20, 20, 20]);

  const ports = {
    log: () => undefined,
    now: () => 0,
    deadline: DEADLINE,
    callShard: async () => ({ changed: 'many' }),
  };
  const { reports: unreadable } = await callShards(peopleOf(0, 7), undefined, ports);
  expect(unreadable).toMatchObject([{ failed: 7, unfinished: 7 }]);
});
