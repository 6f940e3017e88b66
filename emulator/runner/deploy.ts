import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envFile } from '../../assets/lib/env-file';
import { runtimeOf } from '../../cli/build/platform';
import type { Emulator } from '../emulator';
import type { EnvVariables } from '../environment';
import { killOnExit } from '../shutdown';

export interface DeployOptions {
  /** The folder whose package.json has the name and dependencies. */
  readonly project: string;
  /** The build's output, with `functions/` and `assets/`. */
  readonly built: string;
  /** ACCOUNT_SID and AUTH_TOKEN, and what becomes the environment's variables. */
  readonly environment: EnvVariables;
  /** The local Twilio to deploy to. */
  readonly twilio: Pick<Emulator, 'env'>;
}

/**
 * Deploys a build with the real `twilio-run deploy`, to the environment without a suffix. It runs in a folder of its own,
 * because the tool notes in `.twiliodeployinfo` which Service it deployed to, and the next local Twilio has no such Service.
 * @returns what the tool printed. @throws Error with that if it failed.
 */
export async function deploy({ project, built, environment, twilio }: DeployOptions): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rosterline-deploy-'));
  try {
    await cp(join(project, 'package.json'), join(folder, 'package.json'));
    for (const part of ['functions', 'assets']) {
      if (existsSync(join(built, part))) await cp(join(built, part), join(folder, part), { recursive: true });
    }
    await writeFile(join(folder, '.env'), envFile(environment), { mode: 0o600 });
    return await run(folder, twilio.env, runtimeOf(project));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(folder: string, env: Emulator['env'], runtime: string | undefined): Promise<string> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const tool = require.resolve('twilio-run/bin/twilio-run.js');
  const flags = ['--production', '--override-existing-project', ...(runtime ? ['--runtime', runtime] : [])];
  const child = spawn(process.execPath, [tool, 'deploy', ...flags], {
    cwd: folder,
    // Without NO_PROXY, so that nothing sends the tool to the real Twilio.
    env: { ...inherited, ...env, NO_PROXY: '', no_proxy: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  killOnExit(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const text = output.join('');
      if (code === 0) resolve(text);
      else reject(new Error(`The deployment failed:\n${text}`));
    });
  });
}
