import { join } from 'node:path';
import { BuildError, build } from './build/build';
import { chosenRoster } from './roster/chosen-file';

// npm run build: puts exactly what is deployed into .twilioserverless/. ROSTER names another roster file.

const PROJECT = join(__dirname, '..');

async function main(): Promise<void> {
  try {
    const { functions, privateAssets, publicAssets, sizes } = await build(
      PROJECT,
      join(PROJECT, '.twilioserverless'),
      chosenRoster('roster.yaml'),
    );
    const kilobytes = Math.ceil([...sizes.values()].reduce((sum, size) => sum + size, 0) / 1024);
    console.log(
      `Built .twilioserverless: ${functions.length} functions, ${privateAssets.length} private assets, ` +
        `${publicAssets.length} public assets, ${kilobytes} KiB`,
    );
  } catch (error) {
    console.error(error instanceof BuildError ? `Build failed:\n${error.message}` : error);
    process.exitCode = 1;
  }
}

void main();
