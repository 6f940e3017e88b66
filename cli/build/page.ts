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
 * Puts the public files into a build: `main.tsx` and `texts.ts` of `assets/page/` with all that they import as modules for browsers, `page.css`
 * beside them, the images that these import, and every other file that is no source. A project without a page has none. What is only imported by
 * `import()` is a module of its own, which a browser loads when it is needed.
 *
 * What the page loads has a hash of its content in its name, so no cache can serve an old one beside a new page. `index.html` cannot: its
 * address is known to people. It is written with the names that the others got, and with a link to each module that its own one imports, so that
 * browsers load them at the same time.
 */
export async function buildPage(project: string, folder: string, assets: readonly string[]): Promise<Page> {
  const home = join(project, 'assets');
  const metafile = await bundlePage(project, folder);
  const addressOf = addressIn(resolve(project), join(resolve(folder), 'assets'));
  const built = addresses(metafile, addressOf);
  const imported = importsOf(metafile, addressOf);
  const reasons: string[] = [];
  for (const file of assets) {
    const path = relative(home, file);
    if (SOURCE.test(path) || PAGE.test(path)) continue;
    const target = join(folder, 'assets', path);
    if (extname(path) !== '.html') {
      await cp(file, target);
      continue;
    }
    const html = withBuiltNames(await readFile(file, 'utf8'), built, imported);
    reasons.push(...html.missing.map((address) => `assets/${path} names ${address}, which is not in the build`));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, html.text);
  }
  return { metafile, reasons };
}

/**
 * The oldest browsers for which the page is built. What they need otherwise, such as Safari's `-webkit-user-select`, esbuild writes too; the page has
 * no substitute for `:has()` and `color-mix()`: https://caniuse.com/css-has, https://developer.mozilla.org/docs/Web/CSS/color_value/color-mix.
 */
const BROWSERS = ['es2022', 'chrome111', 'firefox121', 'safari16.4', 'ios16.4'];

async function bundlePage(project: string, folder: string): Promise<esbuild.Metafile> {
  const home = join(project, 'assets');
  const sources = ['texts.ts', 'main.tsx', 'page.css'].map((name) => join(home, 'page', name));
  const { metafile } = await esbuild.build({
    entryPoints: sources.filter((file) => existsSync(file)),
    entryNames: '[dir]/[name]-[hash]',
    assetNames: '[dir]/[name]-[hash]',
    chunkNames: 'page/[name]-[hash]',
    splitting: true,
    loader: { '.svg': 'file' },
    outdir: join(folder, 'assets'),
    outbase: home,
    publicPath: '/',
    absWorkingDir: resolve(project),
    bundle: true,
    metafile: true,
    platform: 'browser',
    target: BROWSERS,
    format: 'esm',
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: {}, // these options apply, whatever the page's own tsconfig.json says
    logLevel: 'silent',
    plugins: [englishOnly, withoutSkeletons],
  });
  return metafile;
}

/** zod's messages in every language are half of it, and every message of ours is our own. */
const englishOnly: esbuild.Plugin = {
  name: 'english-only',
  setup(build) {
    build.onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer, resolveDir }) =>
      /[\\/]node_modules[\\/]zod[\\/]/.test(importer) ? { path: join(resolveDir, '../locales/en.js') } : undefined,
    );
  },
};

/**
 * The parser of ICU MessageFormat reads skeletons (`{n, number, ::percent}`) by a package of its own, of 2 KB compressed. No text of the page has one,
 * which the tests of the catalogues see to: https://unicode-org.github.io/icu/userguide/format_parse/numbers/skeletons.html
 */
const withoutSkeletons: esbuild.Plugin = {
  name: 'without-skeletons',
  setup(build) {
    build.onLoad({ filter: /[\\/]@formatjs[\\/]icu-skeleton-parser[\\/]index\.js$/ }, () => ({
      contents: `
        const unread = () => { throw new Error('the page was built without skeletons'); };
        export { unread as parseDateTimeSkeleton, unread as parseNumberSkeleton, unread as parseNumberSkeletonFromString };`,
    }));
  },
};

/** The address of a file of the build, which esbuild names from the project. @param root the folder of the public files */
function addressIn(project: string, root: string): (file: string) => string {
  return (file) => `/${relative(root, resolve(project, file)).replaceAll('\\', '/')}`;
}

/** The address by which a page names a file → the one that it was built under: `/page/main.js` → `/page/main-4KQ2ABCD.js`. */
function addresses({ outputs }: esbuild.Metafile, addressOf: (file: string) => string): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(outputs).map((output) => {
      const address = addressOf(output);
      return [address.replace(/-[A-Z0-9]{8}(?=\.\w+$)/, ''), address];
    }),
  );
}

/** The address of a built module → those of all modules that it cannot run without. */
function importsOf(
  { outputs }: esbuild.Metafile,
  addressOf: (file: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const needed = (output: string, found: Set<string>): Set<string> => {
    for (const { path, kind, external } of outputs[output]?.imports ?? []) {
      if (kind !== 'import-statement' || external || found.has(path)) continue;
      found.add(path);
      needed(path, found);
    }
    return found;
  };
  return new Map(
    Object.keys(outputs).map((output) => [addressOf(output), new Set([...needed(output, new Set())].map(addressOf))]),
  );
}

/** A page's HTML with the addresses in its attributes replaced; `missing` are those below `/page/` that were not built. */
function withBuiltNames(
  html: string,
  built: ReadonlyMap<string, string>,
  imported: ReturnType<typeof importsOf>,
): { text: string; missing: string[] } {
  const missing: string[] = [];
  const modules = new Set<string>();
  const text = html.replaceAll(/(?<=["'])\/page\/[^"']*(?=["'])/g, (address) => {
    const name = built.get(address);
    if (name === undefined) missing.push(address);
    for (const module of imported.get(name ?? '') ?? []) modules.add(module);
    return name ?? address;
  });
  const links = [...modules].map((module) => `  <link rel="modulepreload" href="${module}" />\n  `);
  return { text: text.replace('</head>', () => `${links.join('')}</head>`), missing };
}
