import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { digest } from '../../../assets/domain/person/record';
import { filesBelow } from '../../../cli/build/files';
import { compilerDigest, rosterDigest } from '../../../cli/build/roster-modules';

const project = mkdtempSync(join(tmpdir(), 'rosterline-compiler-'));
afterAll(() => rmSync(project, { recursive: true }));

function write(file: string, content: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), content);
}

const digestNow = async (year = 2026) => compilerDigest(await filesBelow(join(project, 'assets')), project, year);

describe('The digest of the code that compiles rosters', () => {
  beforeEach(() => {
    write('assets/roster-file/read.ts', 'reads');
    write('assets/domain/schedule/shifts.ts', 'shifts');
    write('assets/api/roster.private.ts', 'shows');
    write('package-lock.json', '{}');
  });

  test.each([
    'assets/roster-file/read.ts',
    'assets/roster-file/another.ts',
    'assets/domain/schedule/shifts.ts',
    'package-lock.json',
  ])('changes with %s', async (file) => {
    const before = await digestNow();
    write(file, 'otherwise');
    expect(await digestNow()).not.toBe(before);
  });

  test('changes with the year, for which holidays of countries are compiled', async () => {
    expect(await digestNow(2027)).not.toBe(await digestNow(2026));
  });

  test('stays the same when anything else changes', async () => {
    const before = await digestNow();
    write('assets/api/roster.private.ts', 'shows otherwise');
    expect(await digestNow()).toBe(before);
  });
});

test('The digest of a text is that of its bytes, of line ends too', () => {
  expect(rosterDigest('a\n')).not.toBe(rosterDigest('a\r\n'));
  expect(rosterDigest('zone: UTC\n')).toBe(digest('zone: UTC\n'));
});
