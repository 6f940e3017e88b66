import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/main';
import { describeRelease } from '../../cli/version';
import { version } from '../../package.json';

test('the version of a clone has its commit', () => {
  expect(describeRelease(join(__dirname, '../..'))).toMatch(
    new RegExp(`^rosterline ${version} \\(commit [0-9a-f]{7,}(, edited)?\\)$`),
  );
});

test('the version has no commit where there is no repository, or where the repository is that of something else', () => {
  expect(describeRelease(mkdtempSync(join(tmpdir(), 'rosterline-version-')))).toBe(`rosterline ${version}`);
  expect(describeRelease(__dirname)).toBe(`rosterline ${version}`);
});

test('rosterline --version prints it, whatever follows', async () => {
  const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await run(['--version', 'check']);
  expect(print.mock.calls).toEqual([[describeRelease(join(__dirname, '../..'))]]);
  print.mockRestore();
});
