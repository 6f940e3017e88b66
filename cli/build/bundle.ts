import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import type { Roster } from '../../assets/roster/roster';
import { filesBelow } from './files';
import { buildPage } from './page';

/** What a build put into the output folder, with what each file was made from (esbuild's metafile). */
export interface Bundle {
  readonly folder: string;
  readonly metafile: esbuild.Metafile;
}

/**
 * Bundles each function and each private asset of a project by itself. A function or asset that imports a private asset
 * does not get a copy of it: the import becomes `require(Runtime.getAssets()[…].path)`, the only way that works in the
 * cloud, where files are renamed and flattened. So each asset stays one module, loaded once. The page is built for
 * browsers, apart: what it shares with an asset is no second copy in the cloud.
 * @param project the folder with `functions/` and `assets/`. @param folder where to put the result; emptied first.
 */
export async function bundle(project: string, folder: string, roster: Roster): Promise<Bundle> {
  await rm(folder, { recursive: true, force: true });
  const functions = (await filesBelow(join(project, 'functions'))).filter((file) => file.endsWith('.ts'));
  const assets = await filesBelow(join(project, 'assets'));
  const { metafile } = await esbuild.build({
    entryPoints: [...functions, ...assets.filter((file) => file.endsWith('.private.ts'))],
    outdir: folder,
    outbase: project,
    absWorkingDir: resolve(project),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    keepNames: true, // the log names errors by their class
    sourcemap: false, // x.private.js.map would be deployed as a public asset
    legalComments: 'none',
    external: ['twilio', '@twilio/runtime-handler'],
    metafile: true,
    logLevel: 'silent',
    plugins: [privateAssets(join(resolve(project), 'assets')), compiledRoster(roster)],
  });
  await buildPage(project, folder, assets);
  return { folder, metafile };
}

function privateAssets(assets: string): esbuild.Plugin {
  return {
    name: 'private-assets',
    setup(build) {
      build.onResolve({ filter: /\.private$/ }, ({ resolveDir, path }) => {
        const asset = resolve(resolveDir, path);
        if (existsSync(`${asset}.ts`)) return { path: asset, namespace: 'private-asset' };
        return { errors: [{ text: `there is no private asset ${path}.ts` }] };
      });
      build.onLoad({ filter: /.*/, namespace: 'private-asset' }, ({ path }) => {
        const address = `/${relative(assets, path)
          .replaceAll('\\', '/')
          .replace(/\.private$/, '.js')}`;
        return {
          contents: `module.exports = require(Runtime.getAssets()[${JSON.stringify(address)}].path)`,
          loader: 'js',
        };
      });
    },
  };
}

function compiledRoster(roster: Roster): esbuild.Plugin {
  return {
    name: 'compiled-roster',
    setup(build) {
      build.onResolve({ filter: /\/roster\.yaml$/ }, () => ({ path: 'roster', namespace: 'compiled-roster' }));
      build.onLoad({ filter: /.*/, namespace: 'compiled-roster' }, () => ({
        contents: JSON.stringify(roster),
        loader: 'json',
      }));
    },
  };
}
