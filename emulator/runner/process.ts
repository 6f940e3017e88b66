import { type ChildProcess, fork } from 'node:child_process';
import type { Invocation, LogLine, ProcessMessage, Reply } from './messages';
import type { Unpacked } from './unpack';

/** The outcome of an execution. */
export type ExecutionOutcome =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'timeout' }
  /** The process ended by itself. */
  | { readonly kind: 'exit' };

/** Work that was still pending after the answer; if empty, the process can be reused. */
export type PendingWork = readonly string[];

/** A process that runs one Function at a time. */
export interface FunctionProcess {
  /** `afterwards` resolves after the outcome, once the process is idle. */
  run(
    invocation: Invocation,
    print: (line: LogLine) => void,
  ): { outcome: Promise<ExecutionOutcome>; afterwards: Promise<PendingWork> };
  /** True if it can still run a Function. */
  alive(): boolean;
  end(): Promise<void>;
}

export interface ProcessOptions {
  readonly unpacked: Unpacked;
  /** The Node that runs it. */
  readonly nodePath: string;
  /** The environment of the process (not the Function's context). */
  readonly env: Readonly<Record<string, string>>;
  /** How long an execution may take, ms. */
  readonly limitMs: number;
  /** Receives output that bypasses `console`. */
  readonly output: (text: string) => void;
}

/** Starts a process; resolves when it is ready for its first execution. @throws Error if it ends before that. */
export async function startProcess({
  unpacked,
  nodePath,
  env,
  limitMs,
  output,
}: ProcessOptions): Promise<FunctionProcess> {
  const child: ChildProcess = fork(unpacked.worker, [unpacked.manifest], {
    execPath: nodePath,
    execArgv: [],
    cwd: unpacked.task,
    env: { ...env },
    serialization: 'advanced', // bodies may be bytes
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let onMessage: (message: ProcessMessage) => void = () => undefined;
  child.on('message', (message: ProcessMessage) => onMessage(message));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output(chunk.toString()));

  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    void exited.then(() => reject(new Error('A process for Functions ended while starting')));
    onMessage = ({ kind }) => kind === 'ready' && resolve();
  });

  return {
    alive: () => child.exitCode === null && child.signalCode === null && child.connected,
    async end() {
      child.kill('SIGKILL');
      await exited;
    },
    run(invocation, print) {
      const execution = startExecution(child, exited, limitMs, print);
      onMessage = execution.onMessage;
      child.send(invocation);
      return execution;
    },
  };
}

/** Follows one execution by the messages of its process, up to the time limit. */
function startExecution(
  child: ChildProcess,
  exited: Promise<void>,
  limitMs: number,
  print: (line: LogLine) => void,
): {
  outcome: Promise<ExecutionOutcome>;
  afterwards: Promise<PendingWork>;
  onMessage: (message: ProcessMessage) => void;
} {
  const outcome = withResolver<ExecutionOutcome>();
  const afterwards = withResolver<PendingWork>();
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    outcome.resolve({ kind: 'timeout' });
  }, limitMs);
  void exited.then(() => {
    clearTimeout(timer);
    outcome.resolve({ kind: 'exit' });
    afterwards.resolve(['the process']);
  });
  return {
    outcome: outcome.promise,
    afterwards: afterwards.promise,
    onMessage(message) {
      if (message.kind === 'printed') print(message);
      if (message.kind === 'idle') afterwards.resolve(message.pending);
      if (message.kind !== 'reply') return;
      clearTimeout(timer);
      outcome.resolve(message);
    },
  };
}

/** As `Promise.withResolvers`, which Node 20 lacks. */
function withResolver<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: settle };
}
