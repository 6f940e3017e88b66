import { type AppliedShard, type AppliedTable, Conflict } from '../../../assets/application/ports';
import type { DutyState } from '../../../assets/application/tick/load-state';
import { recordApplied } from '../../../assets/application/tick/record-applied';

const NOW = Date.parse('2026-11-02T12:00:00Z');

/** A person who was off when the tick read, and should be on. */
const person = (name: string): DutyState => ({
  key: name,
  identity: `${name}@example.com`,
  name,
  shard: 0,
  unknown: false,
  lastApplied: false,
  desired: true,
  desiredBefore: false,
  busy: false,
  because: () => 'shift',
});
const shardOf = (on: readonly string[], off: readonly string[], revision: string, damaged = false): AppliedShard => ({
  at: NOW - 60_000,
  on: new Set(on),
  off: new Set(off),
  missing: new Set(),
  revision,
  ...(damaged && { damaged: true as const }),
});

/** A table that another tick wrote after this one had read it; so many more writes are refused. */
function tableOf(stored: AppliedShard, refusals = 0) {
  let table = stored;
  let left = refusals;
  const applied: Pick<AppliedTable, 'read' | 'write'> = {
    read: async () => table,
    async write(_, next) {
      if (next.revision !== table.revision || left-- > 0) throw new Conflict();
      table = next;
      return 'new';
    },
  };
  return { applied, table: () => table };
}

const record = (applied: Pick<AppliedTable, 'read' | 'write'>, states: readonly DutyState[]) =>
  recordApplied(
    states,
    [{ state: person('ada'), result: { outcome: 'applied' } }],
    [shardOf([], ['ada', 'ben'], 'old')],
    undefined,
    NOW,
    { applied, target: { dryRun: false }, log: () => undefined },
  );

test('What a tick applied is added to a table that another tick has written meanwhile', async () => {
  const { applied, table } = tableOf(shardOf(['ben'], ['ada'], 'new'), 2);
  expect(await record(applied, [person('ada'), person('ben')])).toBe(true);
  expect([[...table().on].sort(), [...table().off]]).toEqual([['ada', 'ben'], []]);
  expect(table().at).toBe(NOW - 60_000); // what records applied since then is still newer
});

test('What a tick applied is not added to a table that cannot be read, nor for ever', async () => {
  const damaged = tableOf(shardOf([], [], 'new', true));
  expect(await record(damaged.applied, [person('ada')])).toBe(false);
  expect([...damaged.table().on]).toEqual([]);
  const busy = tableOf(shardOf([], ['ada'], 'new'), 1000);
  expect(await record(busy.applied, [person('ada')])).toBe(false);
});
