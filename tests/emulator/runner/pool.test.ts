import { createPool } from '../../../emulator/runner/pool';
import type { ExecutionOutcome, FunctionProcess } from '../../../emulator/runner/process';

const INVOCATION = { file: 'f.js', context: { PATH: '/f' }, event: {} };
const OUTCOME: ExecutionOutcome = { kind: 'reply', reply: { statusCode: 200, headers: {}, body: '' } };
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Processes that do what a test tells them. */
function processes() {
  const made: { finish(): void; comeToRest(pending?: string[]): void; ended: boolean }[] = [];
  const start = async (): Promise<FunctionProcess> => {
    const hooks = { finish: () => {}, comeToRest: (_pending?: string[]) => {}, ended: false };
    made.push(hooks);
    return {
      alive: () => !hooks.ended,
      end: async () => {
        hooks.ended = true;
      },
      run() {
        const outcome = new Promise<ExecutionOutcome>((resolve) => {
          hooks.finish = () => resolve(OUTCOME);
        });
        const afterwards = new Promise<readonly string[]>((resolve) => {
          hooks.comeToRest = (pending = []) => resolve(pending);
        });
        return { outcome, afterwards };
      },
    };
  };
  return { made, start };
}

test('thirty executions run concurrently, and one more is rejected if none ends in time', async () => {
  const { made, start } = processes();
  const pool = createPool(start, () => {}, 5);
  const running = Array.from({ length: 30 }, () => pool.run(INVOCATION, () => {}));
  expect(await pool.run(INVOCATION, () => {})).toBeUndefined();
  await soon();
  expect(made).toHaveLength(30);
  made[0]?.finish();
  expect(await running[0]).toBe(OUTCOME);
  made[0]?.comeToRest();
  await soon();
  const next = pool.run(INVOCATION, () => {});
  await soon();
  made[0]?.finish();
  expect(await next).toBe(OUTCOME);
  expect(made).toHaveLength(30);
});

test('a call beyond thirty is queued', async () => {
  const { made, start } = processes();
  const pool = createPool(start, () => {});
  const running = Array.from({ length: 31 }, () => pool.run(INVOCATION, () => {}));
  await soon();
  expect(made).toHaveLength(30);
  made[0]?.finish();
  made[0]?.comeToRest();
  await soon();
  made[0]?.finish();
  expect(await running[30]).toBe(OUTCOME);
  expect(made).toHaveLength(30);
});

test('a call waits for a process that is about to become idle instead of starting a new one', async () => {
  const { made, start } = processes();
  const pool = createPool(start, () => {});
  const first = pool.run(INVOCATION, () => {});
  await soon();
  made[0]?.finish();
  await first;
  const second = pool.run(INVOCATION, () => {});
  await soon();
  expect(made).toHaveLength(1);
  made[0]?.comeToRest();
  await soon();
  made[0]?.finish();
  expect(await second).toBe(OUTCOME);
  expect(made).toHaveLength(1);
});

test('a process with pending work is ended with a warning, and a new one replaces it', async () => {
  const { made, start } = processes();
  const warnings: string[] = [];
  const pool = createPool(start, (text) => warnings.push(text));
  const first = pool.run(INVOCATION, () => {});
  await soon();
  made[0]?.finish();
  await first;
  made[0]?.comeToRest(['Timeout', 'Timeout']);
  const second = pool.run(INVOCATION, () => {});
  await soon();
  expect(made.map(({ ended }) => ended)).toEqual([true, false]);
  expect(warnings).toEqual(['/f had work pending when it called back (Timeout); the cloud stops it there']);
  made[1]?.finish();
  expect(await second).toBe(OUTCOME);
});
