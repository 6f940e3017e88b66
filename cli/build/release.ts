import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as esbuild from 'esbuild';
import type { Release } from '../../assets/application/ports';

const run = promisify(execFile);

/** What is built: the version of `package.json`, and the commit of a project that is kept in git. */
async function releaseOf(project: string): Promise<Release> {
  const [version, commit] = await Promise.all([versionOf(project), commitOf(project)]);
  return { version, ...(commit !== undefined && { commit }) };
}

async function versionOf(project: string): Promise<string> {
  const read: unknown = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  const version = typeof read === 'object' && read !== null && 'version' in read ? read.version : undefined;
  if (typeof version !== 'string') throw new Error('package.json: version: expected text');
  return version;
}

/** Twelve digits, with `-dirty` where files differ from it; undefined without git, or outside of a repository. */
async function commitOf(project: string): Promise<string | undefined> {
  try {
    const asked = ['describe', '--always', '--dirty', '--exclude=*', '--abbrev=12'];
    return (await run('git', asked, { cwd: project })).stdout.trim() || undefined;
  } catch {
    return undefined; // a copy of the project that was not cloned is built, too
  }
}

const NAMESPACE = 'release';

/** What `import '…/package.json?release'` gives: the release that is built. Found out only where something imports it. */
export function releaseModule(project: string): esbuild.Plugin {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: /\/package\.json\?release$/ }, () => ({ path: NAMESPACE, namespace: NAMESPACE }));
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, async () => ({
        contents: JSON.stringify(await releaseOf(project)),
        loader: 'json',
      }));
    },
  };
}
