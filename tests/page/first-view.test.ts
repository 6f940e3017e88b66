import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { catalogue as later } from '../../assets/page/i18n/en-later';
import { catalogue as roster } from '../../assets/page/i18n/en-roster';
import { LANGUAGES } from '../../assets/page/i18n/language';
import { buildPage } from '../../cli/build/page';

// How much a browser loads before the page is there, and that nothing is said before its text is loaded.

const PROJECT = join(__dirname, '../..');
const HTML = join(PROJECT, 'assets/index.html');

let folder: string;
let outputs: Metafile['outputs'];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-first-view-'));
  ({
    metafile: { outputs },
  } = await buildPage(PROJECT, folder, [HTML]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const content = (output: string) => readFileSync(resolve(PROJECT, output));

/** The built module of a source of the page: `main.tsx`. */
function moduleOf(source: string): string {
  const found = Object.keys(outputs).find((output) => outputs[output]?.entryPoint === `assets/page/${source}`);
  if (!found) throw new Error(`${source} is no module of its own`);
  return found;
}

/** What a module cannot run without, itself included: all but what it loads by `import()`. */
function neededBy(module: string, found = new Set<string>()): Set<string> {
  if (found.has(module)) return found;
  found.add(module);
  for (const { path, kind } of outputs[module]?.imports ?? []) if (kind === 'import-statement') neededBy(path, found);
  return found;
}

/** The language of the texts that a built module has; undefined where it has none. */
const languageOf = (output: string) => /^assets\/page\/i18n\/(\w\w)\b/.exec(outputs[output]?.entryPoint ?? '')?.[1];

function sizeOf(files: readonly string[]): { readonly compressed: number; readonly written: number } {
  const all = files.map(content);
  return {
    compressed: all.reduce((sum, each) => sum + gzipSync(each).length, 0),
    written: all.reduce((sum, each) => sum + each.length, 0),
  };
}

test.each(LANGUAGES)(
  'what the page loads before it is there is under 80 KB compressed in %s, and what it loads later under 300 KB',
  (language) => {
    const needed = [moduleOf('main.tsx'), moduleOf('texts.ts'), moduleOf(`i18n/${language}.ts`)].flatMap((module) => [
      ...neededBy(module),
    ]);
    const isFirst = (output: string) => needed.includes(output) || !output.endsWith('.js');
    const read = Object.keys(outputs).filter((output) => (languageOf(output) ?? language) === language);
    const first = sizeOf([join(folder, 'assets/index.html'), ...read.filter(isFirst)]);
    const others = sizeOf(read.filter((output) => !isFirst(output)));
    process.stdout.write(`${language}: ${JSON.stringify(first)}, later ${JSON.stringify(others)}\n`);
    expect(first.compressed).toBeLessThan(80_000);
    expect(others.compressed).toBeLessThan(300_000);
  },
);

const OTHER_TEXTS = { later, roster };

/** The modules that a source of the page loads by `import()`, each with the names of the catalogues that are loaded with it. */
function loadedBy(source: string): (readonly [module: string, catalogues: readonly string[]])[] {
  const code = readFileSync(join(PROJECT, source), 'utf8');
  const imported = [...code.matchAll(/\bimport\('([^']+)'\)((?:, '\w+')*)/g)];
  return imported.flatMap(([, path = '', catalogues = '']) => {
    const module = Object.keys(outputs).find((output) =>
      outputs[output]?.entryPoint?.startsWith(`${join(source, '..', path)}.`),
    );
    return module && !languageOf(module) ? [[module, catalogues.match(/\w+/g) ?? []] as const] : [];
  });
}

test('every part of the page says only what is loaded with it', () => {
  const sources = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const loaded = sources.filter((source) => source.startsWith('assets/page/')).flatMap(loadedBy);
  expect(loaded.map(([module]) => outputs[module]?.entryPoint)).toEqual(
    expect.arrayContaining(['assets/page/dialogs/dialogs.tsx', 'assets/page/roster/roster-editor.tsx']),
  );
  for (const [module, catalogues] of [[moduleOf('main.tsx'), []] as const, ...loaded]) {
    const absent = Object.entries(OTHER_TEXTS).filter(([name]) => !catalogues.includes(name));
    const areas = new Set(absent.flatMap(([, texts]) => Object.keys(texts).map((key) => key.split('.')[0])));
    const code = [...neededBy(module)].map((output) => content(output).toString()).join('\n');
    const said = [...code.matchAll(/["'`]([a-z-]+)\.[a-z0-9$-]+/g)].filter(([, area]) => areas.has(area));
    const { entryPoint } = outputs[module] ?? {};
    expect({ entryPoint, said: said.map(([key]) => key) }).toEqual({ entryPoint, said: [] });
  }
});
