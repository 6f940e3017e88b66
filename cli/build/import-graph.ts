import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as esbuild from 'esbuild';

/** An import that exists at run time; type-only imports do not. */
export interface Import {
  /** As written: `./counter.private`. */
  readonly specifier: string;
  /** The file which that is, absolute. */
  readonly file: string;
  /** True for `import()`: loaded on demand. */
  readonly dynamic: boolean;
}

/** File → what it imports. Files are absolute. Packages' files are among them; `twilio` and Node's modules are not. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

/** Stands for what imports every entry point. */
const ALL = 'all-entry-points';

/** @param entryPoints the files to start from, absolute. @param options with which they will be bundled. */
export async function importGraph(entryPoints: readonly string[], options: esbuild.BuildOptions): Promise<ImportGraph> {
  // One file that imports them all: as entry points of their own each would be bundled with everything that they share.
  const { metafile } = await esbuild.build({
    ...options,
    stdin: {
      contents: entryPoints.map((file) => `import ${JSON.stringify(file)};`).join('\n'),
      resolveDir: options.absWorkingDir ?? '',
      sourcefile: ALL,
    },
    minify: false,
    write: false,
    metafile: true,
  });
  const absolute = (input: string) => resolve(options.absWorkingDir ?? '', input);
  return new Map(
    Object.entries(metafile.inputs)
      .filter(([input]) => input !== ALL)
      .map(([input, { imports }]) => [
        absolute(input),
        imports
          .filter(({ external }) => !external)
          .map(({ original, path, kind }) => ({
            specifier: original ?? path,
            file: absolute(path),
            dynamic: kind === 'dynamic-import',
          })),
      ]),
  );
}

/** The files that are loaded with a file, including itself. @param stopsAt selects imports that are not followed. */
export function loadedWith(file: string, graph: ImportGraph, stopsAt: (found: Import) => boolean): ReadonlySet<string> {
  const loaded = new Set([file]);
  for (const importer of loaded) {
    for (const found of graph.get(importer) ?? []) if (!stopsAt(found)) loaded.add(found.file);
  }
  return loaded;
}

/** File → the names that it exports. @param files modules of ours. @throws Error for one that exports whatever another one does. */
export async function exportedNames(
  files: readonly string[],
  options: esbuild.BuildOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { absWorkingDir = '' } = options;
  const { metafile } = await esbuild.build({
    absWorkingDir,
    entryPoints: [...files],
    outdir: 'nowhere',
    format: 'esm',
    logLevel: 'silent',
    write: false,
    metafile: true,
  });
  const names = new Map<string, readonly string[]>();
  for (const { entryPoint = '', exports } of Object.values(metafile.outputs)) {
    const file = resolve(absWorkingDir, entryPoint);
    if (/^export \* from/m.test(await readFile(file, 'utf8'))) throw new Error(`${entryPoint}: name what it exports`);
    names.set(file, exports);
  }
  return names;
}
