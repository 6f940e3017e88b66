import { type Runner, type RunnerOptions, startRunner } from '../../emulator/runner/runner';

/**
 * The runner with a limit of an execution that only ends a vain wait, ms: the platform's ten seconds are of the cloud's time, and a busy machine
 * takes longer to load a function. What the limit does is tested by `tests/emulator/runner/processes.test.ts`.
 */
const LIMIT_MS = 300_000;

export function startUnhurriedRunner(options: Omit<RunnerOptions, 'limitMs'>): Promise<Runner> {
  return startRunner({ ...options, limitMs: LIMIT_MS });
}
