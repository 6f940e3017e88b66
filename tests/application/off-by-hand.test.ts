import { isOffByHand } from '../../assets/application/off-by-hand';
import type { AppliedShard } from '../../assets/application/ports';
import { appliedName } from '../../assets/application/tick/shard';

const WHO = 'ab'.repeat(32);
const NOW = Date.parse('2026-11-02T12:00:00Z');

/** Asks about somebody of whom this is what was last applied. */
function ask(read: () => Promise<AppliedShard>, dryRun = false) {
  const logged: string[] = [];
  const ports = {
    people: { size: 3 },
    records: { name: () => WHO },
    applied: { read },
    target: { name: 'frontline' as const, dryRun },
    now: () => NOW,
    log: (_: string, message: string) => void logged.push(message),
  };
  return isOffByHand('ana@example.com', undefined, ports).then((isOff) => ({ isOff, logged }));
}

const shard = (more: Partial<AppliedShard>): Promise<AppliedShard> =>
  Promise.resolve({ at: NOW - 60_000, on: new Set(), off: new Set(), missing: new Set(), ...more });
const on = new Set([appliedName(WHO)]);

test('somebody whom the last tick switched on has gone off by hand', async () => {
  expect((await ask(() => shard({ on }))).isOff).toBe(true);
});

test('somebody whom no tick has switched on yet has not', async () => {
  expect((await ask(() => shard({}))).isOff).toBe(false);
  expect((await ask(() => shard({ off: on }))).isOff).toBe(false);
});

test('somebody of whom that cannot be told counts as off, and the log says why', async () => {
  expect((await ask(() => shard({ damaged: true }))).isOff).toBe(true);
  const failed = await ask(() => Promise.reject(new Error('no answer')));
  expect(failed).toEqual({ isOff: true, logged: [expect.stringContaining('cannot be told')] });
});

test('nobody has gone off by hand in a dry run, which switches nobody on', async () => {
  expect((await ask(() => shard({ on }), true)).isOff).toBe(false);
});
