import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Metafile } from 'esbuild';
import type { Bundle } from './bundle';
import { filesBelow } from './files';

// https://www.twilio.com/docs/serverless/api/rate-limits-and-pricing and …/functions-assets/faq: what a build may hold.
const MAX_FUNCTIONS = 50;
const MAX_PRIVATE_ASSETS = 50;
const MAX_PUBLIC_ASSETS = 1000;
const MAX_PRIVATE_ASSET_BYTES = 10 * 1024 * 1024;

/** The contents of a build in the platform's terms; paths are relative to the output folder. */
export interface Inventory {
  readonly functions: readonly string[];
  readonly privateAssets: readonly string[];
  readonly publicAssets: readonly string[];
  /** File → bytes. */
  readonly sizes: ReadonlyMap<string, number>;
}

export async function readInventory(folder: string): Promise<Inventory> {
  const files = (await filesBelow(folder)).map((file) => relative(folder, file).replaceAll('\\', '/'));
  const sizes = new Map<string, number>();
  for (const file of files) sizes.set(file, (await stat(join(folder, file))).size);
  const assets = files.filter((file) => file.startsWith('assets/'));
  // The deploy tools call an asset private only if .private stands right before its last extension.
  const isPrivate = (file: string) => /\.private\.[^./]+$/.test(file);
  return {
    functions: files.filter((file) => file.startsWith('functions/')),
    privateAssets: assets.filter(isPrivate),
    publicAssets: assets.filter((file) => !isPrivate(file)),
    sizes,
  };
}

/** Reasons why a build cannot be deployed, one line each; empty if it can. */
export function violations(inventory: Inventory, { metafile }: Pick<Bundle, 'metafile'>): string[] {
  const { functions, privateAssets, publicAssets, sizes } = inventory;
  const tooMany = (what: string, files: readonly string[], most: number) =>
    files.length > most ? [`${files.length} ${what}: Twilio allows at most ${most} in a build`] : [];
  const tooLarge = privateAssets
    .filter((file) => (sizes.get(file) ?? 0) > MAX_PRIVATE_ASSET_BYTES)
    .map((file) => `${file} has ${sizes.get(file)} bytes: Twilio allows at most ${MAX_PRIVATE_ASSET_BYTES}`);
  const leaked = [...sizes.keys()]
    .filter((file) => /\.map$|\.[cm]?tsx?$/.test(file))
    .map((file) => `${file} would be deployed publicly: only running code and public pages belong there`);
  return [
    ...tooMany('functions', functions, MAX_FUNCTIONS),
    ...tooMany('private assets', privateAssets, MAX_PRIVATE_ASSETS),
    ...tooMany('public assets', publicAssets, MAX_PUBLIC_ASSETS),
    ...tooLarge,
    ...leaked,
    ...bundledTwice(metafile),
  ];
}

/**
 * Code in two bundles would be loaded and run twice, and have its state twice: one file of ours should own a package, and
 * the others import that file. Packages go by their name, our own files by their path.
 */
function bundledTwice(metafile: Metafile): string[] {
  const owners = new Map<string, Set<string>>();
  for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
    for (const input of Object.keys(inputs)) {
      if (/^(private-asset|deferred-module|compiled-roster):/.test(input)) continue;
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? input;
      owners.set(name, (owners.get(name) ?? new Set()).add(output));
    }
  }
  return [...owners]
    .filter(([, outputs]) => outputs.size > 1)
    .map(([name, outputs]) => `${name} is bundled ${outputs.size} times: ${[...outputs].sort().join(', ')}`);
}
