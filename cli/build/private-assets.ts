import { realpathSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type * as esbuild from 'esbuild';
import { exportedNames, type Import, type ImportGraph, importGraph, loadedWith } from './import-graph';

/** The file that every entry point loads, anywhere below `assets/`. */
const ROOT = 'composition.private.ts';
/** The file with everything that an execution takes once its request is let in. */
const CORE = 'compose.private.ts';
/** The entry point of either: a list of the modules in it that other bundles import. */
const LIST = 'list-of-modules:';

/** The private assets of a build: which files are made of them, and how imports of them find those files. */
export interface PrivateAssets {
  readonly entryPoints: { readonly in: string; readonly out: string }[];
  readonly plugin: esbuild.Plugin;
}

/**
 * Makes one file for each private asset, `*.private.ts`, and bundles everything else into one of those or into a function:
 * - What the composition root imports goes into the root's file, and what the core imports into the core's.
 * - A plain file that only one of the others imports goes into that one's file.
 * - A plain file that several of the others import goes into the core's file (the root's, in a project without a core); to keep it out, name
 *   it `.private.ts`.
 *
 * Every entry point loads the root's file. Any other file is loaded when something that it exports is first used, however it is imported: a
 * request that is refused needs few of them, and V8 takes about 1 ms to compile 25 KB. A module must therefore not rely on being loaded
 * before it is used.
 *
 * The files of root and core export the modules that the others import from them, and no more, because each export takes time.
 * A package goes with the file of ours that imports it: where two need it, both import that file.
 * @param folder `assets/`. @param sources the files in it. @param functions the other files to bundle.
 * @param options the options for bundling everything. @throws Error if there are two roots or two cores
 */
export async function privateAssets(
  folder: string,
  sources: readonly string[],
  functions: readonly string[],
  options: esbuild.BuildOptions,
): Promise<PrivateAssets> {
  const home = realpathSync(folder);
  const assets = sources.filter(isPrivate).map((file) => realpathSync(file));
  const graph = await importGraph([...functions, ...assets], options);
  const root = theOnly(ROOT, assets);
  const core = theOnly(CORE, assets);
  const holders = holdersOf({ root, core, bundles: [...functions, ...assets], graph });
  const layout = { home, root, holders, graph };
  const imported = importedFromElsewhere(layout);
  const entryPoints = assets.map((file) => ({
    in: file === root || file === core ? `${LIST}${file}` : file,
    out: `assets/${nameOf(home, file)}`,
  }));
  const names = await exportedNames(
    [...imported].filter((file) => holders.get(file) !== root),
    options,
  );
  return { entryPoints, plugin: privateAssetsPlugin(layout, imported, names) };
}

interface Layout {
  /** The folder `assets/`. */
  readonly home: string;
  readonly root: string | undefined;
  /** A file → the private asset in whose file it is. Files that go along with their only importer are missing. */
  readonly holders: ReadonlyMap<string, string>;
  readonly graph: ImportGraph;
}

/** Replaces an import of another bundle's file by that bundle as the platform lists it. */
function privateAssetsPlugin(
  layout: Layout,
  imported: ReadonlySet<string>,
  names: ReadonlyMap<string, readonly string[]>,
): esbuild.Plugin {
  const { home, root, holders, graph } = layout;
  return {
    name: 'private-assets',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ importer, path, kind }) => {
        const found = graph.get(importer)?.find(({ specifier }) => specifier === path);
        if (!found || kind === 'entry-point' || !isElsewhere(importer, found.file, layout)) return undefined;
        return { path: found.file, namespace: 'private-asset' };
      });
      build.onLoad({ filter: /.*/, namespace: 'private-asset' }, ({ path }) => {
        const asset = holders.get(path) ?? path;
        const isListed = asset !== path || asset === root || basename(asset) === CORE;
        const part = isListed ? `[${quotedName(home, path)}]` : '';
        const loaded = `require(Runtime.getAssets()[${addressOf(home, asset)}].path)${part}`;
        if (asset === root) return { contents: `module.exports = ${loaded}` };
        const exported = JSON.stringify(names.get(path));
        return { contents: `module.exports = require('${DEFERRED}')(() => ${loaded}, ${exported})` };
      });
      build.onResolve({ filter: new RegExp(`^${DEFERRED}$`) }, () => ({ path: DEFERRED, namespace: DEFERRED }));
      build.onLoad({ filter: /.*/, namespace: DEFERRED }, () => ({ contents: DEFER }));
      build.onResolve({ filter: new RegExp(`^${LIST}`) }, ({ path }) => ({ path, namespace: 'list' }));
      build.onLoad({ filter: /.*/, namespace: 'list' }, ({ path }) => ({
        contents: [...imported]
          .filter((file) => holders.get(file) === path.slice(LIST.length))
          .sort()
          .map((file) => `export * as ${quotedName(home, file)} from './${nameOf(home, file)}';`)
          .join('\n'),
        resolveDir: home,
      }));
    },
  };
}

/** The module that stands for others until they are used. */
const DEFERRED = 'deferred-module';
/** Gives a module's exports by their names, and loads it when the first of them is asked for. */
const DEFER = `
module.exports = (load, names) => {
  let loaded;
  const deferred = { __esModule: true };
  for (const name of names) {
    Object.defineProperty(deferred, name, { enumerable: true, get: () => (loaded ??= load())[name] });
  }
  return deferred;
};`;

/** Whether a file is not in the bundle of the one that imports it. Packages always go along. */
function isElsewhere(importer: string, file: string, { home, holders }: Omit<Layout, 'graph'>): boolean {
  const holder = holders.get(file);
  return holder !== undefined && holder !== holders.get(importer) && isOurs(home, file);
}

/** The files that are imported from another bundle. */
function importedFromElsewhere(layout: Layout): Set<string> {
  const imported = new Set<string>();
  for (const [importer, imports] of layout.graph) {
    for (const { file } of imports) if (isElsewhere(importer, file, layout)) imported.add(file);
  }
  return imported;
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

interface Bundles {
  readonly root: string | undefined;
  readonly core: string | undefined;
  readonly bundles: readonly string[];
  readonly graph: ImportGraph;
}

function holdersOf({ root, core, bundles, graph }: Bundles): Map<string, string> {
  const holders = new Map(bundles.filter(isPrivate).map((file) => [file, file]));
  const hold = (asset: string, first: string) => {
    const isTaken = ({ file }: Import) => isPrivate(file) || (holders.get(file) ?? asset) !== asset;
    for (const file of loadedWith(first, graph, isTaken)) holders.set(file, asset);
  };
  if (root !== undefined) hold(root, root);
  if (core !== undefined) hold(core, core);
  const common = core ?? root;
  if (common === undefined) return holders;
  const owners = new Map<string, number>();
  for (const bundle of bundles.filter((file) => file !== root && file !== core)) {
    const own = loadedWith(bundle, graph, ({ file }) => holders.has(file));
    for (const file of own) owners.set(file, (owners.get(file) ?? 0) + 1);
  }
  for (const [file, count] of owners) if (count > 1) hold(common, file);
  return holders;
}

/** @returns the asset of this name, if there is one. */
function theOnly(name: string, assets: readonly string[]): string | undefined {
  const [found, another] = assets.filter((file) => basename(file) === name);
  if (another !== undefined) throw new Error(`there are two files ${name}: ${found} and ${another}`);
  return found;
}

function isPrivate(file: string): boolean {
  return file.endsWith('.private.ts');
}
