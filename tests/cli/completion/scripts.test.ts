import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completionScript } from '../../../cli/completion/scripts';
import { program } from '../../../cli/main';

const COMPLETE = `source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_rosterline
[ \${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"`;

let script: string;
beforeAll(() => {
  script = join(mkdtempSync(join(tmpdir(), 'rosterline-completion-')), 'rosterline.bash');
  writeFileSync(script, completionScript(program, 'bash'));
});

/** What bash itself offers for the last of these words. */
function offered(...words: string[]): string[] {
  const output = execFileSync('bash', ['-c', COMPLETE, 'bash', script, 'rosterline', ...words], { encoding: 'utf8' });
  return output.split('\n').filter((line) => line !== '');
}

test('bash completes every command', () => {
  const names = program.commands.map((command) => command.name());
  expect(offered('').sort()).toEqual([...names, 'help', '--help', '--version'].sort());
  expect(offered('pu')).toEqual(['publish', 'pull']);
});

test('bash completes every option of every command', () => {
  for (const command of program.commands) {
    const longs = command.options.map(({ long }) => long);
    expect(offered(command.name(), '--').sort()).toEqual([...longs, '--help'].sort());
  }
});

test('bash completes the words of a first argument', () => {
  expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  expect(offered('help', 'pla')).toEqual(['plan']);
});

test('bash leaves the value of an option to names of files, and a switch has none', () => {
  expect(offered('plan', '--env', '-')).toEqual([]);
  expect(offered('plan', '--local', '--j')).toEqual(['--json']);
});

test('the script of zsh is that of bash behind the bridge to it', () => {
  const zsh = completionScript(program, 'zsh');
  expect(zsh).toContain('bashcompinit\n');
  expect(zsh.endsWith(completionScript(program, 'bash'))).toBe(true);
});

test('the script of fish has every command and option, and tells values from switches', () => {
  const lines = completionScript(program, 'fish').split('\n');
  const seen = "complete -c rosterline -n '__fish_seen_subcommand_from plan'";
  expect(lines.filter((line) => line.startsWith('complete -c rosterline -n __fish_use_subcommand'))).toHaveLength(
    program.commands.length,
  );
  expect(lines).toContainEqual(expect.stringContaining(`${seen} -l env -r -d `));
  expect(lines).toContainEqual(expect.stringContaining(`${seen} -l json -d 'print JSON'`));
  expect(lines).toContainEqual(
    expect.stringContaining("'the provider\\'s own id of the person, where it knows no other"),
  );
});
