import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import * as esbuild from 'esbuild';

/** What every door loads, named as in `assets/`, without its ending. */
const ROOT = 'composition.private';
const ROOT_ENTRY = 'root-with-its-imports';

/** The private assets of a build: which files are made of them, and how imports of them find those files. */
export interface PrivateAssets {
  readonly entryPoints: { readonly in: string; readonly out: string }[];
  readonly plugin: esbuild.Plugin;
}

/**
 * A file for each private asset; but those that the composition root imports are in the root's file, since every door loads
 * them all and each file takes a cold start about 0.3 ms. What is imported by `import()` stays a file of its own.
 * @param folder `assets/`. @param sources the files in it. @param options with which everything is bundled.
 */
export async function privateAssets(
  folder: string,
  sources: readonly string[],
  options: esbuild.BuildOptions,
): Promise<PrivateAssets> {
  const home = realpathSync(folder);
  const assets = sources.filter((file) => file.endsWith('.private.ts')).map((file) => realpathSync(file));
  const root = assets.find((file) => nameOf(file) === ROOT);
  const withRoot = root === undefined ? new Set<string>() : await importedBy(root, options);
  const apart = assets.filter((file) => !withRoot.has(file));
  const entryPoints = apart.map((file) => ({ in: file, out: `assets/${nameOf(file)}` }));
  if (root !== undefined) entryPoints.push({ in: ROOT_ENTRY, out: `assets/${ROOT}` });

  return {
    entryPoints,
    plugin: {
      name: 'private-assets',
      setup(build) {
        build.onResolve({ filter: /\.private$/ }, ({ resolveDir, path, importer, kind }) => {
          const file = `${resolve(resolveDir, path)}.ts`;
          if (!existsSync(file)) return { errors: [{ text: `there is no private asset ${path}.ts` }] };
          const together = importer === ROOT_ENTRY || withRoot.has(importer);
          return together && kind !== 'dynamic-import' ? { path: file } : { path: file, namespace: 'private-asset' };
        });
        build.onLoad({ filter: /.*/, namespace: 'private-asset' }, ({ path }) => {
          const [asset, part] = withRoot.has(path) ? [ROOT, `[${addressOf(nameOf(path))}]`] : [nameOf(path), ''];
          return { contents: `module.exports = require(Runtime.getAssets()[${addressOf(asset)}].path)${part}` };
        });
        build.onResolve({ filter: new RegExp(`^${ROOT_ENTRY}$`) }, () => ({ path: ROOT_ENTRY, namespace: 'root' }));
        build.onLoad({ filter: /.*/, namespace: 'root' }, () => {
          const names = assets.filter((file) => withRoot.has(file)).map(nameOf);
          const contents = names.map((name) => `export * as ${addressOf(name)} from './${name}';`).join('\n');
          return { contents, resolveDir: home };
        });
      },
    },
  };

  /** Of a private asset below `assets/`, without its ending: `twilio/twilio.private`. */
  function nameOf(file: string): string {
    return relative(home, file).replaceAll('\\', '/').replace(/\.ts$/, '');
  }
}

/** Under which `Runtime.getAssets()` lists an asset, quoted: `"/twilio/twilio.js"`. */
function addressOf(name: string): string {
  return JSON.stringify(`/${name.replace(/\.private$/, '.js')}`);
}

/** The files that a file imports statically, itself included. */
async function importedBy(file: string, options: esbuild.BuildOptions): Promise<ReadonlySet<string>> {
  const stopAtDynamicImports: esbuild.Plugin = {
    name: 'stop-at-dynamic-imports',
    setup(build) {
      build.onResolve({ filter: /\.private$/ }, ({ path, kind }) =>
        kind === 'dynamic-import' ? { path, external: true } : undefined,
      );
    },
  };
  const plugins = [stopAtDynamicImports, ...(options.plugins ?? [])];
  const { metafile } = await esbuild.build({ ...options, entryPoints: [file], plugins, write: false, metafile: true });
  return new Set(Object.keys(metafile.inputs).map((input) => resolve(options.absWorkingDir ?? '', input)));
}
