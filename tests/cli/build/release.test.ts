import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from './project';

const FILES = {
  'package.json': JSON.stringify({ version: '4.5.6', dependencies: { '@twilio/runtime-handler': '2.0.1' } }),
  'functions/door.ts': "import release from '../package.json?release'; export const handler = () => release;",
};

const git = (folder: string, ...asked: string[]) =>
  execFileSync('git', ['-c', 'user.name=tests', '-c', 'user.email=tests@example.com', ...asked], { cwd: folder });

test('A build knows its version, and the commit where the project is kept in git', async () => {
  const project = projectOf(FILES);
  try {
    const built = async () => {
      await project.build();
      return readFileSync(join(project.output, 'functions/door.js'), 'utf8');
    };
    const plain = await built();
    expect(plain).toContain('version:"4.5.6"');
    expect(plain).not.toContain('commit');
    git(project.folder, 'init', '--quiet');
    git(project.folder, 'add', 'package.json', 'functions');
    git(project.folder, 'commit', '--quiet', '--no-gpg-sign', '--message', 'first');
    const commit = String(git(project.folder, 'rev-parse', '--short=12', 'HEAD')).trim();
    expect(await built()).toContain(`commit:"${commit}"`);
    git(project.folder, 'rm', '--quiet', '--cached', 'functions/door.ts');
    expect(await built()).toContain(`commit:"${commit}-dirty"`);
  } finally {
    project.remove();
  }
});
