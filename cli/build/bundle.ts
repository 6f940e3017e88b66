import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { filesBelow } from './files';
import { noticesOf } from './notices';
import { buildPage } from './page';
import { privateAssets } from './private-assets';
import { releaseModule } from './release';
import { compilerDigest, type RosterSource, rosterModules } from './roster-modules';

/** The result of a build, with the inputs of each file (esbuild's metafile). */
export interface Bundle {
  readonly folder: string;
  readonly metafile: esbuild.Metafile;
  /** Reasons why it cannot be deployed; empty if bundling found none. */
  readonly reasons: readonly string[];
}

/** Public file with the licences of everything that is bundled. */
const NOTICES = 'assets/THIRD-PARTY-NOTICES.txt';

/**
 * Bundles each function and each private asset of a project. A function or asset that imports what is in another asset's file
 * does not get a copy of it: the import becomes `require(Runtime.getAssets()[…].path)`, the only way that works in the cloud,
 * where files are renamed and flattened, made when something of it is first used. So each module is loaded once. The page is built
 * for browsers, apart: what it shares with an asset is no second copy in the cloud.
 * @param project the folder with `functions/` and `assets/`. @param folder where to put the result; emptied first.
 */
export async function bundle(project: string, folder: string, source: RosterSource): Promise<Bundle> {
  await rm(folder, { recursive: true, force: true });
  const functions = (await filesBelow(join(project, 'functions'))).filter((file) => file.endsWith('.ts'));
  const sources = await filesBelow(join(project, 'assets'));
  const options = {
    absWorkingDir: resolve(project),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    sourcemap: false, // x.private.js.map would be deployed as a public asset
    legalComments: 'none',
    external: ['twilio', '@twilio/runtime-handler'],
    logLevel: 'silent',
    plugins: [
      rosterModules(source, await compilerDigest(sources, project, new Date().getUTCFullYear())),
      releaseModule(project),
    ],
  } satisfies esbuild.BuildOptions;
  const { entryPoints, plugin } = await privateAssets(join(project, 'assets'), sources, functions, options);
  const { metafile } = await esbuild.build({
    ...options,
    entryPoints: [...functions, ...entryPoints],
    outdir: folder,
    outbase: project,
    metafile: true,
    plugins: [plugin, ...options.plugins],
  });
  const page = await buildPage(project, folder, sources);
  const notices = await noticesOf([metafile, page.metafile], project);
  if (notices.text !== '') {
    await mkdir(join(folder, 'assets'), { recursive: true });
    await writeFile(join(folder, NOTICES), notices.text);
  }
  return { folder, metafile, reasons: [...page.reasons, ...notices.reasons] };
}
