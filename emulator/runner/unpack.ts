import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { HANDLER, supportsPromises } from '../../cli/build/platform';
import type { Build, Version } from '../serverless/store';
import type { Manifest } from './messages';
import { linkPackages, packagesFor } from './packages';

/** A build as the cloud unpacks it. */
export interface Unpacked {
  /** The script that a process starts with. */
  readonly worker: string;
  readonly manifest: string;
  /** Its working folder. */
  readonly task: string;
  /** The file of a Function. */
  fileOf(version: Version): string;
  remove(): Promise<void>;
}

/**
 * Puts a build's files into a folder of their own, under the names that they have in the cloud: flat, called by their
 * version's SID, Functions in `handlers/` with `.js`, private assets in `files/` without any ending.
 * Documented in https://www.twilio.com/docs/serverless/functions-assets/client
 * @param project where the packages of the build's list are installed.
 */
export async function unpack(build: Build, project: string): Promise<Unpacked> {
  const packages = packagesFor(build.dependencies, project);
  const folder = await mkdtemp(join(tmpdir(), 'rosterline-cloud-'));
  const task = join(folder, 'task');
  const fileOf = ({ sid }: Version) => join(task, 'handlers', `${sid}.js`);
  const assetFile = ({ sid }: Version) => join(task, 'files', sid);
  const assets = build.assetVersions.filter(({ visibility }) => visibility === 'private');
  for (const name of ['handlers', 'files']) await mkdir(join(task, name), { recursive: true });
  const manifest: Manifest = {
    task,
    functions: Object.fromEntries(build.functionVersions.map((v) => [v.path.slice(1), { path: fileOf(v) }])),
    assets: Object.fromEntries(assets.map((v) => [v.path, { path: assetFile(v) }])),
    takesPromises: build.dependencies.some(
      ({ name, version }) => name === HANDLER && supportsPromises(version, build.runtime),
    ),
  };
  const worker = join(folder, 'worker.js');
  await Promise.all([
    ...build.functionVersions.map((version) => writeFile(fileOf(version), version.content)),
    ...assets.map((version) => writeFile(assetFile(version), version.content)),
    writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest)),
    linkPackages(packages, task),
    bundleWorker(worker),
  ]);
  return {
    worker,
    manifest: join(folder, 'manifest.json'),
    task,
    fileOf,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The process runs on a Node without our tools, so it gets one file of plain JavaScript. */
async function bundleWorker(outfile: string): Promise<void> {
  const entryPoints = [require.resolve('./worker/worker.ts')];
  await bundle({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  });
}
