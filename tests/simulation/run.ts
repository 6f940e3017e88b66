import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle';

// npm run soak: runs `soak.ts`, which says what it takes.

async function main(args: readonly string[]): Promise<void> {
  const modules = join(process.cwd(), 'node_modules');
  const { path, remove } = await bundle(process.cwd(), 'tests/simulation/soak.ts', modules);
  const child = spawn(process.execPath, ['--enable-source-maps', path, ...args], { stdio: 'inherit' });
  const stop = () => child.kill();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  child.on('close', (code) => {
    remove();
    process.exitCode = code ?? 1;
  });
}

void main(process.argv.slice(2));
