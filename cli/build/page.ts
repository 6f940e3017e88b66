import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve } from 'node:path';
import * as esbuild from 'esbuild';

/** The page as built: what it was made from, and why it cannot be deployed; no reasons if it can. */
export interface Page {
  readonly metafile: esbuild.Metafile;
  readonly reasons: readonly string[];
}

/** Below this folder only what the page imports is deployed. */
const PAGE = /^page[\\/]/;
const SOURCE = /\.tsx?$/;

/**
 * Puts the public files into a build: `assets/page/main.tsx` with all that it imports as one module for browsers, `page.css` beside it, the images that
 * either imports, and every other file that is no source. A project without a page has none.
 *
 * What the page loads has a hash of its content in its name, so no cache can serve an old one beside a new page. `index.html` cannot: its
 * address is known to people. It is written with the names that the others got.
 */
export async function buildPage(project: string, folder: string, assets: readonly string[]): Promise<Page> {
  const home = join(project, 'assets');
  const metafile = await bundlePage(project, folder);
  const built = addresses(metafile, resolve(project), join(resolve(folder), 'assets'));
  const reasons: string[] = [];
  for (const file of assets) {
    const path = relative(home, file);
    if (SOURCE.test(path) || PAGE.test(path)) continue;
    const target = join(folder, 'assets', path);
    if (extname(path) !== '.html') {
      await cp(file, target);
      continue;
    }
    const html = withBuiltNames(await readFile(file, 'utf8'), built);
    reasons.push(...html.missing.map((address) => `assets/${path} names ${address}, which is not in the build`));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, html.text);
  }
  return { metafile, reasons };
}

async function bundlePage(project: string, folder: string): Promise<esbuild.Metafile> {
  const home = join(project, 'assets');
  const sources = ['main.tsx', 'page.css'].map((name) => join(home, 'page', name));
  const { metafile } = await esbuild.build({
    entryPoints: sources.filter((file) => existsSync(file)),
    entryNames: '[dir]/[name]-[hash]',
    assetNames: '[dir]/[name]-[hash]',
    loader: { '.svg': 'file' },
    outdir: join(folder, 'assets'),
    outbase: home,
    publicPath: '/',
    absWorkingDir: resolve(project),
    bundle: true,
    metafile: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: {}, // these options apply, whatever the page's own tsconfig.json says
    logLevel: 'silent',
  });
  return metafile;
}

/** The address by which a page names a file → the one that it was built under: `/page/main.js` → `/page/main-4KQ2ABCD.js`. */
function addresses({ outputs }: esbuild.Metafile, project: string, root: string): ReadonlyMap<string, string> {
  const addressOf = (file: string) => `/${relative(root, resolve(project, file)).replaceAll('\\', '/')}`;
  return new Map(
    Object.keys(outputs).map((output) => {
      const address = addressOf(output);
      return [address.replace(/-[A-Z0-9]{8}(?=\.\w+$)/, ''), address];
    }),
  );
}

/** A page's HTML with the addresses in its attributes replaced; `missing` are those below `/page/` that were not built. */
function withBuiltNames(html: string, built: ReadonlyMap<string, string>): { text: string; missing: string[] } {
  const missing: string[] = [];
  const text = html.replaceAll(/(?<=["'])\/page\/[^"']*(?=["'])/g, (address) => {
    const name = built.get(address);
    if (name === undefined) missing.push(address);
    return name ?? address;
  });
  return { text, missing };
}
