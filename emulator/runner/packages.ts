import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { Dependency } from '../serverless/store';

const packageSchema = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  peerDependencies: z.record(z.string(), z.string()).optional(),
});

/** The folder of an installed package, as Node would find it from `from`. */
function installed(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
  const above = dirname(from);
  return above === from ? undefined : installed(name, above);
}

const describe = (folder: string) =>
  packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));

/**
 * The packages that `npm install` of a build's list would put side by side: those of the list and what those need, and
 * nothing else. Name → folder where it is installed here. @throws Error if one of the list is missing or has another version.
 */
export function packagesFor(dependencies: readonly Dependency[], project: string): Map<string, string> {
  const found = new Map<string, string>();
  const add = (name: string, from: string) => {
    const folder = installed(name, from);
    // The dependencies of another version of the same package are in its own folder, where Node finds them.
    if (folder === undefined || found.has(name)) return;
    found.set(name, folder);
    const { dependencies: needs, optionalDependencies: options, peerDependencies: peers } = describe(folder);
    for (const need of Object.keys({ ...needs, ...options, ...peers })) add(need, folder);
  };
  for (const { name, version } of dependencies) {
    const folder = installed(name, project);
    if (folder === undefined) throw new Error(`The build needs ${name}, which is not installed`);
    const { version: here } = describe(folder);
    if (/^\d+\.\d+\.\d+$/.test(version) && here !== version) {
      throw new Error(`The build needs ${name} ${version}, but ${here} is installed`);
    }
    add(name, project);
  }
  return found;
}

/** Makes a `node_modules` of these packages. */
export async function linkPackages(packages: ReadonlyMap<string, string>, folder: string): Promise<void> {
  for (const [name, target] of packages) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link, 'junction');
  }
}
