import { type ChildProcess, fork } from 'node:child_process';
import type { Invocation, LogLine, ProcessMessage, Reply } from './messages';
import type { Unpacked } from './unpack';

/** How an execution ended. */
export type ExecutionOutcome =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'timeout' }
  /** The process ended by itself. */
  | { readonly kind: 'exit' };

/** What it came to afterwards: nothing pending means that the process can be used again. */
export type PendingWork = readonly string[];

/** A process that runs one Function at a time. */
export interface FunctionProcess {
  /** `afterwards` settles after the outcome, when the process has come to rest. */
  run(
    invocation: Invocation,
    print: (line: LogLine) => void,
  ): { outcome: Promise<ExecutionOutcome>; afterwards: Promise<PendingWork> };
  /** Whether it can still run anything. */
  alive(): boolean;
  end(): Promise<void>;
}

export interface ProcessOptions {
  readonly unpacked: Unpacked;
  /** The Node that runs it. */
  readonly nodePath: string;
  /** What the process, and not the Function's context, has in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** How long an execution may take, ms. */
  readonly limitMs: number;
  /** Takes what is written past `console`. */
  readonly output: (text: string) => void;
}

/** Starts a process; it settles when it is ready for its first execution. @throws Error if it does not get so far. */
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
  const isAlive = () => child.exitCode === null && child.signalCode === null && child.connected;
  let hear: (said: ProcessMessage) => void = () => undefined;
  child.on('message', (said: ProcessMessage) => hear(said));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output(chunk.toString()));

  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    void exited.then(() => reject(new Error('A process for Functions ended as it started')));
    hear = ({ kind }) => kind === 'ready' && resolve();
  });

  return {
    alive: isAlive,
    async end() {
      child.kill('SIGKILL');
      await exited;
    },
    run(invocation, print) {
      let settle: (pending: PendingWork) => void = () => undefined;
      const afterwards = new Promise<PendingWork>((resolve) => {
        settle = resolve;
      });
      const outcome = new Promise<ExecutionOutcome>((resolve) => {
        const timer = setTimeout(() => {
          child.kill('SIGKILL');
          resolve({ kind: 'timeout' });
        }, limitMs);
        hear = (said) => {
          if (said.kind === 'printed') print(said);
          if (said.kind === 'rest') settle(said.pending);
          if (said.kind !== 'reply') return;
          clearTimeout(timer);
          resolve(said);
        };
        void exited.then(() => {
          clearTimeout(timer);
          resolve({ kind: 'exit' });
          settle(['the process']);
        });
      });
      child.send(invocation);
      return { outcome, afterwards };
    },
  };
}
