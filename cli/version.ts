import { execFileSync } from 'node:child_process';
import { version } from '../package.json';

const GIT_TIMEOUT_MS = 5000;

/** "rosterline 0.1.0 (commit 3c30d83, edited)"; without the commit where this is no clone, or git is not there. @param folder of the project */
export function describeRelease(folder: string): string {
  const git = (...words: string[]) =>
    execFileSync('git', words, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: GIT_TIMEOUT_MS,
    }).trim();
  try {
    // A project inside somebody else's repository would get the commit of that.
    if (git('rev-parse', '--show-prefix') !== '') return `rosterline ${version}`;
    const edited = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ', edited';
    return `rosterline ${version} (commit ${git('rev-parse', '--short', 'HEAD')}${edited})`;
  } catch {
    // The release alone is the answer then; nothing depends on the commit.
    return `rosterline ${version}`;
  }
}
