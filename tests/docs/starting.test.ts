import { execFile } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandsInMarkdown } from './commands';
import { PROJECT, readProjectFile } from './documents';

const TEXT = readProjectFile('docs/starting.md');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-starting-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const block = (language: string): string => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(TEXT)?.[1] ?? '';

/** The command of the document that begins like this, run in the folder. */
function run(begin: string): Promise<{ code: number; output: string }> {
  const found = commandsInMarkdown(TEXT).find(({ words }) => words.join(' ').startsWith(`npx rosterline ${begin}`));
  const words = found?.words.slice(2) ?? [];
  return new Promise((resolve) => {
    const command = join(PROJECT, 'cli/rosterline.js');
    const child = execFile(process.execPath, [command, ...words], { cwd: folder }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: `${stdout}${stderr}` });
    });
  });
}

test('docs/starting.md leads from its list of people to a roster that check accepts and show draws', async () => {
  writeFileSync(join(folder, 'people.csv'), block('csv'));
  const made = await run('init');
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('team.yaml: 3 people') });
  expect(made.output).toContain('tom.old@example.com, Tom Old (Inactive)');
  expect((await run('check')).output).toContain('nobody is on a shift');

  appendFileSync(join(folder, 'team.yaml'), block('yaml'));
  expect(readFileSync(join(folder, 'team.yaml'), 'utf8')).toContain('ana-perez: { identity: ana.perez@example.com');
  expect(await run('check')).toEqual({ code: 0, output: 'team.yaml: valid, 3 people, 3 shifts\n' });
  expect(await run('show')).toMatchObject({ code: 0, output: expect.stringContaining('cy-tan') });
});
