import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles a program of the simulation, so that code which is loaded when it is first needed is there at once. Node would load it in
 * real time, while the simulated clock goes on: the same seed would be another week each time.
 * @param project the folder of the sources. @param parent where a folder for the bundle is made, in which packages are found.
 */
export async function bundle(
  project: string,
  entry: string,
  parent: string,
): Promise<{ path: string; remove: () => void }> {
  const folder = mkdtempSync(join(parent, '.simulation-'));
  const path = join(folder, 'program.js');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await build({
      absWorkingDir: project,
      entryPoints: [entry],
      outfile: path,
      bundle: true,
      platform: 'node',
      packages: 'external',
      supported: { 'dynamic-import': false },
      sourcemap: 'inline',
      logLevel: 'error',
    });
  } catch (error) {
    remove();
    throw error;
  }
  return { path, remove };
}
