import type { Invocation, LogLine } from './messages';
import type { ExecutionOutcome, FunctionProcess } from './process';

/** Executions at once in one account: https://www.twilio.com/docs/serverless/api (an older page). */
const MAX_EXECUTIONS = 30;

/** So long a call past them waits for its turn, ms; what the cloud does with one is not documented. */
const QUEUE_TIMEOUT_MS = 10_000;

export interface Pool {
  /** Runs a Function in a warm process, or in a new one; `undefined` if too many went on running for too long. */
  run(invocation: Invocation, print: (line: LogLine) => void): Promise<ExecutionOutcome | undefined>;
  /** Lets what runs come to its end, and ends the processes. */
  close(): Promise<void>;
}

/**
 * Processes that are started when they are needed, and kept. Which one a call gets is not to be relied on: the one that was
 * used last. One with work still going on after `callback()` is ended, and `warn` told what that work was.
 */
export function createPool(
  start: () => Promise<FunctionProcess>,
  warn: (text: string) => void,
  patienceMs = QUEUE_TIMEOUT_MS,
): Pool {
  const idle: FunctionProcess[] = [];
  /** From an execution's begin until its process can be used again or was ended. */
  const running = new Set<Promise<unknown>>();
  /** After the answer, until the same moment: soon there is a warm process. */
  const resting = new Set<Promise<unknown>>();
  const all = new Set<FunctionProcess>();
  let closed = false;
  let executions = 0;
  const queue = new Set<() => void>();

  /** Takes one of the places; false if none was given back before patience ended. */
  function takePlace(): boolean | Promise<boolean> {
    if (executions < MAX_EXECUTIONS) {
      executions += 1;
      return true;
    }
    return new Promise((resolve) => {
      const giveUp = setTimeout(() => {
        queue.delete(begin);
        resolve(false);
      }, patienceMs);
      const begin = () => {
        clearTimeout(giveUp);
        queue.delete(begin);
        resolve(true);
      };
      queue.add(begin);
    });
  }

  /** Hands the place on to who waits longest. */
  function givePlaceBack(): void {
    const [next] = queue;
    if (next) next();
    else executions -= 1;
  }

  async function warmOrNew(): Promise<FunctionProcess> {
    for (;;) {
      for (let process = idle.pop(); process; process = idle.pop()) if (process.alive()) return process;
      if (resting.size === 0) break;
      await Promise.race(resting);
    }
    const process = await start();
    all.add(process);
    return process;
  }

  async function retire(process: FunctionProcess): Promise<void> {
    await process.end();
    all.delete(process);
  }

  async function afterExecution(process: FunctionProcess, afterwards: Promise<readonly string[]>, path: string) {
    const pending = await afterwards;
    if (pending.length === 0 && process.alive() && !closed) {
      idle.push(process);
      return;
    }
    const wasAlive = process.alive();
    await retire(process);
    if (wasAlive && pending.length > 0) {
      warn(
        `${path} had not finished when it called back (${[...new Set(pending)].join(', ')}): the cloud ends it there`,
      );
    }
  }

  async function run(invocation: Invocation, print: (line: LogLine) => void): Promise<ExecutionOutcome> {
    const process = await warmOrNew();
    const { outcome, afterwards } = process.run(invocation, print);
    const settled = afterExecution(process, afterwards, invocation.context.PATH ?? '');
    running.add(settled);
    void settled.finally(() => running.delete(settled));
    const ended = await outcome;
    resting.add(settled);
    void settled.finally(() => resting.delete(settled));
    return ended;
  }

  return {
    async run(invocation, print) {
      if (!(await takePlace())) return undefined;
      try {
        return await run(invocation, print);
      } finally {
        givePlaceBack();
      }
    },
    async close() {
      closed = true;
      await Promise.all([...idle.splice(0)].map(retire));
      await Promise.all(running);
      await Promise.all([...all].map(retire));
    },
  };
}
