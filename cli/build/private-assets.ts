import { realpathSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type * as esbuild from 'esbuild';
import { type Import, type ImportGraph, importGraph, loadedWith } from './import-graph';

/** The file that every entry point loads, anywhere below `assets/`. */
const ROOT = 'composition.private.ts';
const ROOT_ENTRY = 'root-with-what-others-import';

/** The private assets of a build: which files are made of them, and how imports of them find those files. */
export interface PrivateAssets {
  readonly entryPoints: { readonly in: string; readonly out: string }[];
  readonly plugin: esbuild.Plugin;
  /** Files named `*.private.ts`, as below `assets/`, that are in the root's file all the same. */
  readonly misnamed: readonly string[];
}

/**
 * Makes one file for each private asset, `*.private.ts`, and bundles everything else into one of those or into a function:
 * - Everything that the composition root imports goes into the root's file, whatever its name: every entry point loads all of it, and
 *   each file costs a cold start about 0.3 ms. A private asset that is loaded by `import()` stays a file of its own.
 * - A plain file that only one of the others imports goes into that one's file.
 * - A plain file that several of the others import goes into the root's file too; to keep it out, name it `.private.ts`.
 *
 * The root's file exports the modules that the others import from it, and no more, because each export takes time.
 * A package goes with the file of ours that imports it: where two need it, both import that file.
 * @param folder `assets/`. @param sources the files in it. @param functions the other files to bundle.
 * @param options the options for bundling everything. @throws Error if there are two composition roots
 */
export async function privateAssets(
  folder: string,
  sources: readonly string[],
  functions: readonly string[],
  options: esbuild.BuildOptions,
): Promise<PrivateAssets> {
  const home = realpathSync(folder);
  const assets = sources.filter(isPrivate).map((file) => realpathSync(file));
  const [root, another] = assets.filter((file) => basename(file) === ROOT);
  if (another !== undefined) throw new Error(`there are two composition roots: ${root} and ${another}`);
  const graph = await importGraph([...functions, ...assets], options);
  const inRoot = root === undefined ? new Set<string>() : intoRoot(root, [...functions, ...assets], graph);
  const entryPoints = assets
    .filter((file) => !inRoot.has(file))
    .map((file) => ({ in: file, out: `assets/${nameOf(home, file)}` }));
  if (root !== undefined) entryPoints.push({ in: ROOT_ENTRY, out: `assets/${nameOf(home, root)}` });
  return {
    entryPoints,
    misnamed: assets.filter((file) => file !== root && inRoot.has(file)).map((file) => `${nameOf(home, file)}.ts`),
    plugin: privateAssetsPlugin({ home, root, inRoot, graph }),
  };
}

interface Layout {
  /** The folder `assets/`. */
  readonly home: string;
  /** The composition root, if there is one. */
  readonly root: string | undefined;
  /** The files that are bundled into the root's file. */
  readonly inRoot: ReadonlySet<string>;
  readonly graph: ImportGraph;
}

/** Replaces an import of another bundle's file by a `require` of that bundle as the platform lists it. */
function privateAssetsPlugin({ home, root, inRoot, graph }: Layout): esbuild.Plugin {
  return {
    name: 'private-assets',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ importer, path, kind }) => {
        const found = graph.get(importer)?.find(({ specifier }) => specifier === path);
        if (!found || kind === 'entry-point') return undefined;
        const { file } = found;
        const elsewhere = inRoot.has(file) ? !inRoot.has(importer) && isOurs(home, file) : isPrivate(file);
        return elsewhere ? { path: file, namespace: 'private-asset' } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: 'private-asset' }, ({ path }) => {
        const inRootFile = root !== undefined && inRoot.has(path);
        const [asset, part] = inRootFile ? [root, `[${quotedName(home, path)}]`] : [path, ''];
        return { contents: `module.exports = require(Runtime.getAssets()[${addressOf(home, asset)}].path)${part}` };
      });
      build.onResolve({ filter: new RegExp(`^${ROOT_ENTRY}$`) }, () => ({ path: ROOT_ENTRY, namespace: 'root' }));
      build.onLoad({ filter: /.*/, namespace: 'root' }, () => ({
        contents: sharedByRoot({ home, inRoot, graph })
          .map((file) => `export * as ${quotedName(home, file)} from './${nameOf(home, file)}';`)
          .join('\n'),
        resolveDir: home,
      }));
    },
  };
}

/** The files in the root's file that other bundles import, sorted. */
function sharedByRoot({ home, inRoot, graph }: Omit<Layout, 'root'>): string[] {
  const shared = new Set<string>();
  for (const [importer, imports] of graph) {
    if (inRoot.has(importer)) continue;
    for (const { file } of imports) if (inRoot.has(file) && isOurs(home, file)) shared.add(file);
  }
  return [...shared].sort();
}

/** False for files of packages. */
function isOurs(home: string, file: string): boolean {
  return !/^\.\.|(^|[\\/])node_modules[\\/]/.test(relative(home, file));
}

/** The path of a source below `assets/`, without its extension: `main/composition.private`. */
function nameOf(home: string, file: string): string {
  return relative(home, file)
    .replaceAll('\\', '/')
    .replace(/\.[^.]+$/, '');
}

function quotedName(home: string, file: string): string {
  return JSON.stringify(nameOf(home, file));
}

/** The name under which `Runtime.getAssets()` lists an asset, quoted: `"/main/composition.js"`. */
function addressOf(home: string, file: string): string {
  return JSON.stringify(`/${nameOf(home, file).replace(/\.private$/, '.js')}`);
}

/** The files of the root's bundle: everything that the root loads, and everything that several other bundles share. */
function intoRoot(root: string, bundles: readonly string[], graph: ImportGraph): Set<string> {
  const loadedLater = ({ file, dynamic }: Import) => dynamic && isPrivate(file);
  const inRoot = new Set(loadedWith(root, graph, loadedLater));
  const owners = new Map<string, number>();
  for (const bundle of bundles.filter((file) => !inRoot.has(file))) {
    const own = loadedWith(bundle, graph, ({ file }) => isPrivate(file) || inRoot.has(file));
    for (const file of own) owners.set(file, (owners.get(file) ?? 0) + 1);
  }
  const shared = [...owners].filter(([, count]) => count > 1).map(([file]) => file);
  for (const file of shared) for (const loaded of loadedWith(file, graph, loadedLater)) inRoot.add(loaded);
  return inRoot;
}

function isPrivate(file: string): boolean {
  return file.endsWith('.private.ts');
}
