import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { envFile } from '../assets/lib/env-file';
import type { EnvVariables } from './environment';
import { killOnExit } from './shutdown';

const PROJECT = join(__dirname, '..');

/** The output folder of `npm run build`. */
export const BUILD_FOLDER = join(PROJECT, '.twilioserverless');

const START_TIMEOUT_MS = 30_000;

/** A running server of functions. */
export interface FunctionsServer {
  readonly url: string;
  /** Prints the functions' output to the terminal from now on. */
  showOutput(): void;
  /** Resolves when the server ends. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves the built functions with `twilio-run start` on 127.0.0.1, in one process that stays warm like the cloud's.
 * @param environment the variables that functions find in `context`. @param project the folder whose packages the functions and the
 * runtime handler use; ours by default. @param built the build's output, below the project. @param forkPerRequest gives each request a
 * process of its own, which sees the newest build. @throws Error with the server's output if it does not start.
 */
export async function serveFunctions(
  port: number,
  environment: EnvVariables,
  { project = PROJECT, built = join(project, '.twilioserverless'), forkPerRequest = false } = {},
): Promise<FunctionsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-'));
  const file = join(folder, 'functions.env');
  writeFileSync(file, envFile(environment), { mode: 0o600 });
  const args = startArguments({ port, file, built: relative(project, built), forkPerRequest });
  const child = spawn(process.execPath, args, {
    cwd: project,
    // The process needs the proxy and its authority at its start; twilio-run later replaces process.env by the file.
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  killOnExit(child);
  const url = `http://127.0.0.1:${port}`;
  const output: string[] = [];
  const keep = (chunk: Buffer) => output.push(chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await isAnswering(url, child))) {
    await close();
    throw new Error(`The functions did not start:\n${output.join('')}`);
  }
  return {
    url,
    ended,
    close,
    showOutput() {
      child.stdout.off('data', keep).pipe(process.stdout);
      child.stderr.off('data', keep).pipe(process.stderr);
    },
  };
}

interface StartArguments {
  readonly port: number;
  /** The env file. */
  readonly file: string;
  /** The build's output, relative to the project. */
  readonly built: string;
  readonly forkPerRequest: boolean;
}

/** The arguments of Node for `twilio-run start`. */
function startArguments({ port, file, built, forkPerRequest }: StartArguments): string[] {
  return [
    ...['--require', join(__dirname, 'loopback-only.cjs')],
    ...[require.resolve('twilio-run/bin/twilio-run.js'), 'start'],
    ...['--port', String(port), '--env', file],
    ...['--functions-folder', join(built, 'functions'), '--assets-folder', join(built, 'assets')],
    ...(forkPerRequest ? [] : ['--no-fork-process']),
  ];
}

async function isAnswering(url: string, child: ChildProcess): Promise<boolean> {
  const giveUp = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < giveUp && child.exitCode === null) {
    try {
      await fetch(url, { redirect: 'manual' });
      return child.exitCode === null;
    } catch {
      await wait(100);
    }
  }
  return false;
}
