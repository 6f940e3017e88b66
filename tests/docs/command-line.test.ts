import { program } from '../../cli/main';
import { readProjectFile } from './documents';

test('docs/command-line.md has the JSON of every command with --json, and of no other', () => {
  const [, rows = ''] = readProjectFile('docs/command-line.md').split('| command | JSON |');
  const documented = [...rows.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, names = '']) =>
    names.replaceAll('`', '').split(', '),
  );
  const commands = program.commands.filter(({ options }) => options.some(({ long }) => long === '--json'));
  expect(documented.sort()).toEqual(commands.map((command) => command.name()).sort());
});

test('every command that takes an environment file says so in the same words', () => {
  const options = program.commands.flatMap((command) => command.options).filter(({ long }) => long === '--env');
  expect(options.length).toBeGreaterThan(5);
  expect(new Set(options.map(({ flags, description }) => `${flags} ${description}`)).size).toBe(1);
});
