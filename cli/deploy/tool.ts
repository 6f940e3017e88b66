import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** The input of Twilio's tool. */
export interface ToolOptions {
  /** The folder with `.twilioserverlessrc` and the build. */
  readonly project: string;
  readonly envFile: string;
  readonly service: string;
  readonly environment: string;
}

/** The tool's exit code, and its output without colours. */
export interface ToolResult {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs `twilio-run deploy`. Service and environment are named by their SIDs, so that neither its notes of earlier deployments
 * nor its configuration lead it elsewhere. Its words are kept, because of some failures it says "undefined" and no more.
 */
export function runTool({ project, envFile, service, environment }: ToolOptions): Promise<ToolResult> {
  const tool = require.resolve('twilio-run/bin/twilio-run.js');
  const child = spawn(
    process.execPath,
    [tool, 'deploy', '--env', envFile, '--service-sid', service, '--environment', environment],
    { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: stripVTControlCharacters(output.join('')) }));
  });
}
