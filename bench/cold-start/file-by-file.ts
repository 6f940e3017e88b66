import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Roster } from '../../assets/domain/roster/roster';
import { filesBelow } from '../../cli/build/files';
import type { Manifest } from '../../emulator/runner/messages';

/** The same sources, ready to be run by a process for Functions. */
export interface FileByFile {
  readonly task: string;
  readonly manifest: string;
  /** The file of an address such as `/shifts/tick`. */
  fileOf(address: string): string;
  remove(): Promise<void>;
}

/**
 * Compiles each source by itself to CommonJS, as `tsc` or swc would: packages come from `node_modules`, and files find
 * each other by relative `require`. That spares this way the look-up in `Runtime.getAssets()` that the cloud would force on
 * it, and its limit of 50 private assets. The roster is JSON, checked at build time, as it is for ours.
 */
export async function compileFileByFile(project: string, roster: Roster): Promise<FileByFile> {
  const task = await mkdtemp(join(tmpdir(), 'rosterline-file-by-file-'));
  const sources = (
    await Promise.all(['functions', 'assets'].map((folder) => filesBelow(join(project, folder))))
  ).flat();
  await build({
    entryPoints: sources.filter((file) => file.endsWith('.ts')),
    outdir: task,
    outbase: project,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    supported: { 'dynamic-import': false }, // as tsc and swc compile import() to CommonJS
    logLevel: 'error',
  });
  await mkdir(task, { recursive: true });
  await writeFile(join(task, 'roster.yaml.json'), JSON.stringify(roster)); // what require('../../roster.yaml') finds
  await writeFile(join(task, 'roster.yaml?digests.json'), JSON.stringify({ text: 'digest', compiler: 'digest' }));
  await writeFile(join(task, 'package.json?release.json'), JSON.stringify({ version: 'bench' }));
  await symlink(join(project, 'node_modules'), join(task, 'node_modules'), 'junction');
  const manifest: Manifest = { task, functions: {}, assets: {}, takesPromises: false };
  await writeFile(join(task, 'manifest.json'), JSON.stringify(manifest));
  return {
    task,
    manifest: join(task, 'manifest.json'),
    fileOf(address) {
      const file = join(task, 'functions', `${address}.js`);
      if (!existsSync(file)) throw new Error(`nothing was compiled for ${address}`);
      return file;
    },
    remove: () => rm(task, { recursive: true, force: true }),
  };
}
