/** The earlier version of a roster file, from git or from another file. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEarlierRoster } from '../../../cli/roster/earlier-roster';
import { smallRoster } from '../../support/roster';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-earlier-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function git(...words: string[]): void {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...author, ...words], { cwd: folder, stdio: 'ignore' });
}

const keysOf = (found: ReturnType<typeof findEarlierRoster>): unknown =>
  'roster' in found ? [found.name, found.roster.people.map(({ key }) => key)] : found.reason;

test('the earlier roster is the last commit, a named revision or a named file', () => {
  const file = join(folder, 'roster.yaml');
  git('init', '--quiet');
  for (const name of ['bea', 'bob']) {
    writeFileSync(file, smallRoster().replaceAll('ben', name));
    git('add', '.');
    git('commit', '--quiet', '-m', name);
  }
  writeFileSync(file, smallRoster());
  writeFileSync(join(folder, 'old.yaml'), smallRoster().replaceAll('ben', 'bix'));
  expect(keysOf(findEarlierRoster(file))).toEqual(['the last commit', ['ana', 'bob']]);
  expect(keysOf(findEarlierRoster(file, 'HEAD~1'))).toEqual(['HEAD~1', ['ana', 'bea']]);
  expect(keysOf(findEarlierRoster(file, join(folder, 'old.yaml')))).toEqual([join(folder, 'old.yaml'), ['ana', 'bix']]);
});

test('a file without an earlier version, and one that had errors, give the reason', () => {
  const file = join(folder, 'roster.yaml');
  git('init', '--quiet');
  writeFileSync(file, smallRoster());
  expect(keysOf(findEarlierRoster(file))).toBe(`${file} is in no commit`);
  expect(keysOf(findEarlierRoster(file, 'no-such'))).toBe('there is no file or revision no-such');
  writeFileSync(join(folder, 'bad.yaml'), 'version: 2');
  expect(keysOf(findEarlierRoster(file, join(folder, 'bad.yaml')))).toBe(
    `${file} has errors in ${join(folder, 'bad.yaml')}`,
  );
});
