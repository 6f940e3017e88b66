import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { envFile } from '../assets/lib/env-file';
import type { EnvVariables } from './environment';
import { killOnExit } from './shutdown';

const PROJECT = join(__dirname, '..');

/** Where `npm run build` puts what is deployed. */
export const BUILD_FOLDER = join(PROJECT, '.twilioserverless');

const START_TIMEOUT_MS = 30_000;

/** Functions that are being served. */
export interface FunctionsServer {
  readonly url: string;
  /** Sends what the functions print to the terminal from now on. */
  showOutput(): void;
  /** Settles when the server ends by itself. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves the built functions with `twilio-run start`, in one process that stays warm as the cloud's do, on 127.0.0.1.
 * `eachInItsProcess`: each request gets a process of its own, which sees what has been built since.
 * @param environment what the functions find in `context`. @param project whose packages they and the runtime handler are taken
 * from, ours by default. @param built the build's output, below the project. @throws Error with the server's output if it does not
 * start.
 */
export async function serveFunctions(
  port: number,
  environment: EnvVariables,
  { project = PROJECT, built = join(project, '.twilioserverless'), eachInItsProcess = false } = {},
): Promise<FunctionsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-'));
  const file = join(folder, 'functions.env');
  writeFileSync(file, envFile(environment), { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(__dirname, 'loopback-only.cjs'),
      require.resolve('twilio-run/bin/twilio-run.js'),
      'start',
      '--port',
      String(port),
      '--env',
      file,
      '--functions-folder',
      relative(project, join(built, 'functions')),
      '--assets-folder',
      relative(project, join(built, 'assets')),
      ...(eachInItsProcess ? [] : ['--no-fork-process']),
    ],
    // The proxy and its authority must be there when the process starts; twilio-run later replaces process.env by the file.
    { cwd: project, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
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
