import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { TwilioResponse } from '../../../emulator/runner/worker/response';

/** Loads a build's output as the cloud does: every file under another name, found by Runtime.getAssets() alone. */
export function cloud(output: string, privateAssets: readonly string[]) {
  const assets = new Map(
    privateAssets.map((file) => [
      file.replace(/^assets/, '').replace(/\.private(\.[^.]+)$/, '$1'),
      { path: `/var/task/files/ZN${Buffer.from(file).toString('hex')}`, file },
    ]),
  );
  const byPath = new Map([...assets.values()].map(({ path, file }) => [path, file]));
  const Runtime = { getAssets: () => Object.fromEntries(assets) };
  const loaded: string[] = [];
  const cache = new Map<string, { exports: Record<string, unknown> }>();

  function load(file: string): Record<string, unknown> {
    const known = cache.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    cache.set(file, module);
    loaded.push(file);
    const code = readFileSync(join(output, file), 'utf8');
    compileFunction(code, ['module', 'exports', 'require', 'Runtime', 'Twilio'], { filename: file })(
      module,
      module.exports,
      requireInCloud,
      Runtime,
      { Response: TwilioResponse },
    );
    return module.exports;
  }

  function requireInCloud(name: string): unknown {
    const file = byPath.get(name);
    if (file !== undefined) return load(file);
    if (name.startsWith('.')) throw new Error(`Cannot find module '${name}': files are renamed and flattened here`);
    return require(name);
  }

  return { load, loaded };
}
