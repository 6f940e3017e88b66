import type { Invocation, LogLine } from './messages';
import type { ExecutionOutcome, FunctionProcess } from './process';
import { createSlots } from './slots';

/** Concurrent executions in one account: https://www.twilio.com/docs/serverless/api (an older page). */
const MAX_EXECUTIONS = 30;

/** How long a call beyond the limit is queued, ms. The cloud's behaviour is not documented. */
const QUEUE_TIMEOUT_MS = 10_000;

export interface Pool {
  /** Runs a Function in a warm process or a new one. Resolves to `undefined` if the call timed out in the queue. */
  run(invocation: Invocation, print: (line: LogLine) => void): Promise<ExecutionOutcome | undefined>;
  /** Waits for running executions, then ends the processes. */
  close(): Promise<void>;
}

/**
 * Processes that are started on demand and reused, the most recently used one first; Functions must not rely on which one they get. A
 * process with work still pending after `callback()` is ended, and `warn` receives the kind of that work.
 */
export function createPool(
  start: () => Promise<FunctionProcess>,
  warn: (text: string) => void,
  queueTimeoutMs = QUEUE_TIMEOUT_MS,
): Pool {
  const slots = createSlots(MAX_EXECUTIONS, queueTimeoutMs);
  const processes = createProcesses(start, warn);
  return {
    async run(invocation, print) {
      if (!(await slots.acquire())) return undefined;
      try {
        return await processes.run(invocation, print);
      } finally {
        slots.release();
      }
    },
    close: processes.close,
  };
}

interface Processes {
  run(invocation: Invocation, print: (line: LogLine) => void): Promise<ExecutionOutcome>;
  close(): Promise<void>;
}

function createProcesses(start: () => Promise<FunctionProcess>, warn: (text: string) => void): Processes {
  const idle: FunctionProcess[] = [];
  /** From the start of an execution until its process can be reused or has been ended. */
  const running = new Set<Promise<unknown>>();
  /** From the answer until the same moment: a warm process will soon be available. */
  const winding = new Set<Promise<unknown>>();
  const all = new Set<FunctionProcess>();
  let closed = false;

  async function warmOrNew(): Promise<FunctionProcess> {
    for (;;) {
      for (let process = idle.pop(); process; process = idle.pop()) if (process.alive()) return process;
      if (winding.size === 0) break;
      await Promise.race(winding);
    }
    const process = await start();
    all.add(process);
    return process;
  }

  async function retire(process: FunctionProcess): Promise<void> {
    await process.end();
    all.delete(process);
  }

  async function reuseOrRetire(process: FunctionProcess, afterwards: Promise<readonly string[]>, path: string) {
    const pending = await afterwards;
    if (pending.length === 0 && process.alive() && !closed) {
      idle.push(process);
      return;
    }
    const wasAlive = process.alive();
    await retire(process);
    if (wasAlive && pending.length > 0) warn(describePendingWork(path, pending));
  }

  return {
    async run(invocation, print) {
      const process = await warmOrNew();
      const { outcome, afterwards } = process.run(invocation, print);
      const finished = reuseOrRetire(process, afterwards, invocation.context.PATH ?? '');
      track(running, finished);
      const result = await outcome;
      track(winding, finished);
      return result;
    },
    async close() {
      closed = true;
      await Promise.all([...idle.splice(0)].map(retire));
      await Promise.all(running);
      await Promise.all([...all].map(retire));
    },
  };
}

/** Keeps a promise in a set until it settles. */
function track(set: Set<Promise<unknown>>, promise: Promise<unknown>): void {
  set.add(promise);
  void promise.finally(() => set.delete(promise));
}

function describePendingWork(path: string, pending: readonly string[]): string {
  const kinds = [...new Set(pending)].join(', ');
  return `${path} had work pending when it called back (${kinds}); the cloud stops it there`;
}
