import { realpathSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type * as esbuild from 'esbuild';
import { type Import, type ImportGraph, importGraph, loadedWith } from './import-graph';

/** What every door loads, wherever it lies below `assets/`. */
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
 * A file for each private asset, `*.private.ts`; all else is bundled into one of those, or into a function:
 * - What the composition root imports is in the root's file, whatever its name: every door loads all of it, and each file
 *   takes a cold start about 0.3 ms. A private asset that is imported by `import()` stays a file of its own.
 * - A plain file that only one of the others imports is in that one's file.
 * - A plain file that several of the others import is in the root's file too; if that should not grow, name it `.private.ts`.
 *
 * The others find in the root's file what they import: it exports those modules, and no more, since each export takes time.
 * A package goes with the file of ours that imports it: where two need it, both import that file.
 * @param folder `assets/`. @param sources the files in it. @param functions the other files that will be bundled.
 * @param options with which everything is bundled. @throws if there are two composition roots
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
  const sharedByRoot = new Set<string>();
  for (const [importer, imports] of graph) {
    if (inRoot.has(importer)) continue;
    for (const { file } of imports) if (inRoot.has(file) && isOurs(file)) sharedByRoot.add(file);
  }

  const entryPoints = assets
    .filter((file) => !inRoot.has(file))
    .map((file) => ({ in: file, out: `assets/${nameOf(file)}` }));
  if (root !== undefined) entryPoints.push({ in: ROOT_ENTRY, out: `assets/${nameOf(root)}` });

  return {
    entryPoints,
    misnamed: assets.filter((file) => file !== root && inRoot.has(file)).map((file) => `${nameOf(file)}.ts`),
    plugin: {
      name: 'private-assets',
      setup(build) {
        build.onResolve({ filter: /^\.{1,2}\// }, ({ importer, path, kind }) => {
          const found = graph.get(importer)?.find(({ specifier }) => specifier === path);
          if (!found || kind === 'entry-point') return undefined;
          const { file } = found;
          const elsewhere = inRoot.has(file) ? !inRoot.has(importer) && isOurs(file) : isPrivate(file);
          return elsewhere ? { path: file, namespace: 'private-asset' } : undefined;
        });
        build.onLoad({ filter: /.*/, namespace: 'private-asset' }, ({ path }) => {
          const inRootFile = root !== undefined && inRoot.has(path);
          const [asset, part] = inRootFile ? [root, `[${quotedName(path)}]`] : [path, ''];
          return { contents: `module.exports = require(Runtime.getAssets()[${addressOf(asset)}].path)${part}` };
        });
        build.onResolve({ filter: new RegExp(`^${ROOT_ENTRY}$`) }, () => ({ path: ROOT_ENTRY, namespace: 'root' }));
        build.onLoad({ filter: /.*/, namespace: 'root' }, () => {
          const shared = [...sharedByRoot].sort();
          const contents = shared.map((file) => `export * as ${quotedName(file)} from './${nameOf(file)}';`).join('\n');
          return { contents, resolveDir: home };
        });
      },
    },
  };

  /** Packages are not. */
  function isOurs(file: string): boolean {
    return !/^\.\.|(^|[\\/])node_modules[\\/]/.test(relative(home, file));
  }

  /** Of a source below `assets/`, without its ending: `main/composition.private`. */
  function nameOf(file: string): string {
    return relative(home, file)
      .replaceAll('\\', '/')
      .replace(/\.[^.]+$/, '');
  }

  function quotedName(file: string): string {
    return JSON.stringify(nameOf(file));
  }

  /** Under which `Runtime.getAssets()` lists an asset, quoted: `"/main/composition.js"`. */
  function addressOf(file: string): string {
    return JSON.stringify(`/${nameOf(file).replace(/\.private$/, '.js')}`);
  }
}

/** What is in the root's file: what the root loads, and what several of the other bundles share. */
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
