import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator } from '../../../emulator/emulator';

const PROJECT = join(__dirname, '../../..');

/** Files that git ignores or that a deployment does not need. */
const NOT_CLONED: ReadonlySet<string> = new Set([
  ...[
    'node_modules',
    '.git',
    '.twilioserverless',
    '.twiliodeployinfo',
    '.rosterline-deployed.json',
    '.env',
    'coverage',
  ],
  ...['tests', 'docs', 'bench'],
]);

/** A clone of this project, as somebody has it who deploys for the first time; with the packages of ours. */
export interface OwnProject {
  readonly folder: string;
  write(file: string, text: string): void;
  /** `npm run deploy -- …words`, without a terminal. */
  deploy(...words: string[]): Promise<Run>;
  /** `npx rosterline …words` */
  rosterline(...words: string[]): Promise<Run>;
  remove(): void;
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  /** stdout, then stderr. */
  readonly text: string;
}

/** @param twilio where Twilio is looked for; without it, at a proxy that nobody listens to. */
export function ownProject(twilio?: Pick<Emulator, 'env'>): OwnProject {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-own-'));
  for (const name of readdirSync(PROJECT)) {
    if (!NOT_CLONED.has(name)) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, ...(twilio?.env ?? { HTTP_PROXY: 'http://127.0.0.1:9' }) };
  const run = (file: string, args: readonly string[]) =>
    new Promise<Run>((resolve) => {
      const child = execFile(file, args, { cwd: folder, env }, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, text: stdout + stderr }),
      );
      // Nobody is there to answer a question.
      child.stdin?.end();
    });
  return {
    folder,
    write: (file, text) => writeFileSync(join(folder, file), text),
    deploy: (...words) => run('npm', ['run', '--silent', 'deploy', '--', ...words]),
    rosterline: (...words) => run(process.execPath, [join(folder, 'cli/rosterline.js'), ...words]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
