import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

test('the command says to run npm ci where nothing is installed yet, without a stack trace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-clone-'));
  try {
    copyFileSync(join(__dirname, '../../cli/rosterline.js'), join(folder, 'rosterline.js'));
    const { status, stderr } = spawnSync(process.execPath, ['rosterline.js', 'check'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([2, 'Rosterline is not installed yet: run npm ci in this folder first.\n']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
