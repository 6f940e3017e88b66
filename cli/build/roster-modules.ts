import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type * as esbuild from 'esbuild';
import type { Roster } from '../../assets/domain/roster/roster';

/** The roster's file: its text, and what it is compiled to. */
export interface RosterSource {
  readonly text: string;
  readonly roster: Roster;
}

const NAMESPACE = 'compiled-roster';

/**
 * What `import '…/roster.yaml'` gives: the compiled roster; with `?digests`, digests of the text and of the code that compiled
 * it, which the composition root can afford; with `?text`, the text.
 */
export function rosterModules({ text, roster }: RosterSource, compiler: string): esbuild.Plugin {
  const modules: Readonly<Record<string, esbuild.OnLoadResult>> = {
    roster: { contents: JSON.stringify(roster), loader: 'json' },
    'roster?digests': { contents: JSON.stringify({ text: rosterDigest(text), compiler }), loader: 'json' },
    'roster?text': { contents: text, loader: 'text' },
  };
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: /\/roster\.yaml(\?\w+)?$/ }, ({ path }) => ({
        path: path.replace(/^.*\/roster\.yaml/, 'roster'),
        namespace: NAMESPACE,
      }));
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => modules[path]);
    },
  };
}

/** The digest by which one deployed text is told from another. */
export function rosterDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Whatever decides what a text is compiled to. */
const COMPILER = [/^roster-file\//, /^domain\/(roster|schedule)\//, /^domain\/time\.ts$/];
/** The packages that have a say in it. */
const LOCKFILE = 'package-lock.json';

/**
 * A digest of the code that compiles rosters. A roster that is kept compiled is compiled anew where this is another one: nobody
 * has to remember to raise a number.
 * @param sources the files below `assets/`. @param year of the build: countries' holidays are compiled for the years around it.
 */
export async function compilerDigest(sources: readonly string[], project: string, year: number): Promise<string> {
  const hash = createHash('sha256').update(String(year));
  const home = join(project, 'assets');
  const named = sources.map((file) => ({ file, name: relative(home, file).replaceAll('\\', '/') }));
  const own = named.filter(({ name }) => COMPILER.some((pattern) => pattern.test(name)));
  for (const { file, name } of own.sort((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(name).update(await readFile(file));
  const lockfile = join(project, LOCKFILE);
  if (existsSync(lockfile)) hash.update(await readFile(lockfile)); // projects without one have no packages either
  return hash.digest('hex').slice(0, 16);
}
