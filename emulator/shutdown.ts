import { type ChildProcess, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

type Stop = () => Promise<void> | void;

/** Stops everything that this process started. */
export interface Shutdown {
  /** Adds something to stop; the last added is stopped first. */
  add(stop: Stop): void;
  /** Stops everything once and exits; with code 1 if something could not be stopped. */
  stop(code: number): Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** After Ctrl-C the terminal and npm each send a SIGINT. What comes sooner than this, ms, counts as the same wish to end. */
const SAME_SIGNAL_MS = 1000;

/** Interval for checking that npm still runs, ms. */
const WATCH_INTERVAL_MS = 500;

/**
 * Ends this process in order on SIGINT, SIGTERM and SIGHUP, and when the npm that started it is gone: npm passes SIGTERM to the shell between
 * them, which dies of it and tells nobody. A second signal ends the process at once.
 */
export function createShutdown(): Shutdown {
  const stops: Stop[] = [];
  let running: Promise<void> | undefined;
  let since = 0;
  async function run(code: number): Promise<void> {
    let result = code;
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      try {
        await stop();
      } catch (error) {
        console.error(`Shutdown failed: ${error instanceof Error ? error.message : String(error)}`);
        result = 1;
      }
    }
    process.exit(result);
  }
  const now = (code: number): Promise<void> => {
    running ??= run(code);
    return running;
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (running && Date.now() - since > SAME_SIGNAL_MS) process.exit(128 + constants.signals[signal]);
      if (!running) since = Date.now();
      void now(0);
    });
  }
  const starters = process.env.npm_lifecycle_event === undefined ? [] : npmProcesses();
  if (starters.length > 0) {
    setInterval(() => {
      if (!starters.every(isAlive)) void now(0);
    }, WATCH_INTERVAL_MS).unref();
  }
  return { add: (stop) => void stops.push(stop), stop: now };
}

/** Kills a child when this process exits for any reason but SIGKILL. */
export function killOnExit(child: ChildProcess): void {
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

/** A process id that does not exist. */
const NO_PROCESS = 2 ** 30;

/** The processes by which npm runs a script: its shell, if that did not make room for us, and npm. */
function npmProcesses(): number[] {
  const parent = processInfo(process.ppid);
  if (!parent?.name.endsWith('sh')) return [parentOrNone(process.ppid, parent)];
  return [process.ppid, parentOrNone(parent.parent, processInfo(parent.parent))];
}

/** An orphan's parent becomes process 1, which is npm only if it looks like npm, as in a container. */
function parentOrNone(pid: number, seen: ReturnType<typeof processInfo>): number {
  return pid === 1 && seen && !/^(npm|node|MainThread)/.test(seen.name) ? NO_PROCESS : pid;
}

/** Undefined on a system without `ps`, such as Windows or a slim image. */
function processInfo(pid: number): { readonly parent: number; readonly name: string } | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent, name] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout ?? '') ?? [];
  return parent === undefined || name === undefined ? undefined : { parent: Number(parent), name };
}

/** A process that we may not signal is alive too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
