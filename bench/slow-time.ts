/**
 * Time that goes by more slowly, so that a few processors stand for many: whatever is waited for takes `slowness` times as long, and only what is
 * computed does not. Ten times as slow, a computation of 40 ms counts as 4.
 */
import { writeFileSync } from 'node:fs';

export interface SlowTime {
  readonly slowness: number;
  /** ms since the epoch. */
  now(): number;
  /** So many ms of it, in ms of this machine. */
  real(ms: number): number;
  /** Writes a script that has its process live in this time. @returns the value of `NODE_OPTIONS` that loads it. */
  preload(file: string): string;
}

export function slowTime(slowness: number): SlowTime {
  const start = Date.now();
  return {
    slowness,
    now: () => Math.floor(start + (Date.now() - start) / slowness),
    real: (ms) => ms * slowness,
    preload(file) {
      writeFileSync(file, script(start, slowness));
      return `--require ${file}`;
    },
  };
}

/** Clock, timers, and the time limits of sockets, which are timers of Node's own. */
const script = (start: number, slowness: number) => `{
  const { Date: Real, setTimeout: wait } = globalThis;
  const now = () => Math.floor(${start} + (Real.now() - ${start}) / ${slowness});
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      if (given.length === 0) super(now());
      else super(...given);
    }
    static now() {
      return now();
    }
  };
  globalThis.setTimeout = (elapsed, ms = 0, ...given) => wait(elapsed, ms * ${slowness}, ...given);
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms * ${slowness});
  const { Socket } = require('node:net');
  const { setTimeout: limit } = Socket.prototype;
  Socket.prototype.setTimeout = function (ms, elapsed) {
    return limit.call(this, ms * ${slowness}, elapsed);
  };
}
`;
