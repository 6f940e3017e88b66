/** The roster that a file is compared with: an earlier file, or the file in a commit of git. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { EarlierRoster } from '../../assets/roster-file/moved-turns';
import { readRoster } from '../../assets/roster-file/read';

const GIT_TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * @param against a file, or a revision of git; absent: the last commit.
 * @returns what to compare with, or in a clause why there is nothing.
 */
export function findEarlierRoster(file: string, against?: string): EarlierRoster | { readonly reason: string } {
  const isFile = against !== undefined && existsSync(against);
  const name = against ?? 'the last commit';
  const text = isFile ? readFileSync(against, 'utf8') : committed(file, against ?? 'HEAD');
  if (text === undefined) {
    return { reason: against === undefined ? `${file} is in no commit` : `there is no file or revision ${against}` };
  }
  const read = readRoster(text, name);
  return 'errors' in read ? { reason: `${file} has errors in ${name}` } : { roster: read.roster, name };
}

/** The file as a revision has it; undefined if there is no such revision, or no git. */
function committed(file: string, revision: string): string | undefined {
  if (revision.startsWith('-')) return undefined;
  try {
    return execFileSync('git', ['show', `${revision}:./${basename(file)}`], {
      cwd: dirname(resolve(file)),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: GIT_TIMEOUT_MS,
      maxBuffer: MAX_BYTES,
    });
  } catch {
    // No git, no repository, a new file: nothing to compare with, which the caller says.
    return undefined;
  }
}
