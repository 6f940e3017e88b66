import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';

/** The third-party notices of a build, and why it cannot be deployed; no reasons if it can. */
export interface Notices {
  /** Empty if nothing of others is bundled. */
  readonly text: string;
  readonly reasons: readonly string[];
}

interface Package {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly repository?: string | { readonly url?: string };
}

const LICENCE_FILE = /^(licen[cs]e|copying)/i;
/** Files that a licence may require to be passed on with its text (Apache License 2.0, section 4d). */
const NOTICE_FILE = /^(notice|copyright)/i;

/**
 * Names every package of which something is in a build, with its licence's text and where its source is: MIT and others demand that the text goes
 * along with each copy, MPL-2.0 (section 3.2) that recipients are told how to get the source. It goes by esbuild's metafiles, and so holds exactly what is
 * bundled: plugins such as esbuild-plugin-license skip packages of which only a nested package.json is loaded (preact/hooks is one) or that are private, keep
 * one of two versions, and write a banner into every file.
 * @param metafiles of everything that is deployed. @param project their working folder.
 */
export async function noticesOf(metafiles: readonly Metafile[], project: string): Promise<Notices> {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const sections: string[] = [];
  const reasons: string[] = [];
  for (const folder of [...folders].sort()) {
    const path = resolve(project, folder);
    // npm has checked its form as it installed the package.
    const {
      name = folder,
      version = '',
      license,
      repository,
    }: Package = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
    const files = (await readdir(path)).sort();
    const texts = files.filter((file) => LICENCE_FILE.test(file) || NOTICE_FILE.test(file));
    if (!texts.some((file) => LICENCE_FILE.test(file))) {
      reasons.push(`${name} ${version} is bundled without a licence text and must not be redistributed`);
      continue;
    }
    const contents = await Promise.all(texts.map((file) => readFile(join(path, file), 'utf8')));
    const home = typeof repository === 'string' ? repository : repository?.url;
    sections.push(
      [
        `${name} ${version}`,
        `Licence: ${license ?? 'as below'}`,
        `Source: https://www.npmjs.com/package/${name}/v/${version}${home ? ` (${home})` : ''}`,
        '',
        ...contents.map((text) => text.trim().replaceAll('\r\n', '\n')),
      ].join('\n'),
    );
  }
  return { text: sections.length > 0 ? `${[HEAD, ...sections].join(RULE)}\n` : '', reasons };
}

// date-holidays is one whose package.json names another version of a licence than its LICENSE.
const HEAD =
  'This deployment of Rosterline contains code and data of these packages, unchanged but for bundling and minifying. Where the name of a licence differs from its text, the text counts.';
const RULE = `\n\n${'-'.repeat(80)}\n\n`;

/** The folder of the package that an input of a metafile belongs to; undefined for our own files. */
function packageFolder(input: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}
