import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

// After `callback()` the cloud ends an execution, with whatever still runs. Here the process lets nothing out any more from
// that moment on, and says when it has come to rest, or what was still going on.

let closed = false;
const blocked: string[] = [];

/** How long connections may take to close, ms. */
const GRACE_MS = 100;

/** Installs a gate before all socket output, except standard output. */
export function installGate(): void {
  const { connect, _write, _writev } = Socket.prototype;
  const stops = (socket: Socket, what: string) => {
    if (!closed || socket === process.stdout || socket === process.stderr) return false;
    blocked.push(what);
    return true;
  };
  Socket.prototype.connect = function gatedConnect(this: Socket, ...args: unknown[]) {
    // Its many signatures are one to us: all arguments go on as they came.
    return stops(this, 'a connection') ? this : Reflect.apply(connect, this, args);
  };
  Socket.prototype._write = function gatedWrite(...args) {
    if (!stops(this, 'sending')) Reflect.apply(_write, this, args);
  };
  if (_writev) {
    Socket.prototype._writev = function gatedWritev(...args) {
      if (!stops(this, 'sending')) Reflect.apply(_writev, this, args);
    };
  }
}

/** Blocks all output. */
export function closeGate(): void {
  closed = true;
}

export function openGate(): void {
  closed = false;
}

/** The kinds of resources that keep the event loop alive; idle connections do not. */
export const activeResources = (): string[] => process.getActiveResourcesInfo();

/** Resolves with the work that is still pending and was not in `baseline`; empty if the process is idle. */
export async function waitUntilIdle(baseline: readonly string[]): Promise<string[]> {
  const end = Date.now() + GRACE_MS;
  let pending: string[];
  do {
    await turn();
    pending = [...without(activeResources(), baseline), ...blocked];
  } while (pending.length > 0 && blocked.length === 0 && Date.now() < end);
  return pending;
}

function without(list: readonly string[], others: readonly string[]): string[] {
  const rest = [...list];
  for (const other of others) {
    const index = rest.indexOf(other);
    if (index >= 0) rest.splice(index, 1);
  }
  return rest;
}

/** Freezes this process, timers included, until it is killed; it kills itself after 5 s. */
export function freeze(): never {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed');
}
