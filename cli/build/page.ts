import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import * as esbuild from 'esbuild';

/** Public files are copied as they are, but for what the page is made from. */
const MADE_FROM = /\.tsx?$|\.css$|(^|[\\/])tsconfig\.json$/;

/**
 * Puts the public files into a build: `assets/page/main.tsx`, with all that it imports, as one module for browsers,
 * `page.css` beside it, and every file that is no source. A project without a page has none.
 */
export async function buildPage(project: string, folder: string, assets: readonly string[]): Promise<void> {
  for (const file of assets.filter((file) => !MADE_FROM.test(file))) {
    await cp(file, join(folder, relative(project, file)));
  }
  const sources = ['main.tsx', 'page.css'].map((name) => join(project, 'assets/page', name));
  await esbuild.build({
    entryPoints: sources.filter((file) => existsSync(file)),
    outdir: folder,
    outbase: project,
    absWorkingDir: resolve(project),
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: {}, // as said here, whatever the page's own tsconfig.json says
    logLevel: 'silent',
  });
}
