import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../../cli/main';
import { scripts } from '../../package.json';
import { commandsInMarkdown, commandsInScript, faultOf, type Runnable, type Written } from './commands';
import { DOCUMENTS, filesBelow, PROJECT, readProjectFile } from './documents';

/** The source of a script that is ours, `tsx cli/deploy.ts`, of what it keeps in the folder of its name, and of the file that it runs in another process. */
function sourceOf(command: string): string | undefined {
  const name = /^(?:tsx|node --import tsx) (\S+)\.ts\b/.exec(command)?.[1];
  if (name === undefined) return undefined;
  const parts = existsSync(join(PROJECT, name)) ? filesBelow(name, '.ts') : [];
  const own = readProjectFile(`${name}.ts`);
  const run = [...own.matchAll(/'([\w/-]+\.ts)'/g)].flatMap(([, file = '']) =>
    existsSync(join(PROJECT, file)) ? file : [],
  );
  return [own, ...[...parts, ...run].map(readProjectFile)].join('\n');
}

const runnable: Runnable = {
  scripts: new Map(Object.entries(scripts).map(([name, command]) => [name, sourceOf(command)])),
  program,
};

const faultsOf = (commands: readonly Written[]) =>
  commands.flatMap(({ line, words }) => {
    const fault = faultOf(words, runnable);
    return fault === undefined ? [] : [`${line}: ${words.join(' ')}: ${fault}`];
  });

test.each(DOCUMENTS)('%s names only commands and options that exist', (file) => {
  expect(faultsOf(commandsInMarkdown(readProjectFile(file)))).toEqual([]);
});

test.each([...filesBelow('.github', '.yml'), ...filesBelow('docs', '.toml')])(
  '%s names only commands and options that exist',
  (file) => {
    expect(faultsOf(commandsInScript(readProjectFile(file)))).toEqual([]);
  },
);

test('docs/deploying.md is read as far as its commands: every one that a first deployment needs is found', () => {
  const found = commandsInMarkdown(readProjectFile('docs/deploying.md')).map(({ words }) => words.join(' '));
  for (const command of ['npx rosterline check', 'npx rosterline plan --env .env', 'npm run deploy'])
    expect(found).toContain(command);
});

describe('a document is refused that names', () => {
  const cases: [what: string, text: string, fault: string][] = [
    [
      'an unknown command, in a block',
      'a\n\n    npx rosterline chekc\n',
      '3: npx rosterline chekc: rosterline has no command chekc',
    ],
    [
      'an unknown command, in a sentence',
      'Run\n`npx rosterline chekc`.',
      '2: npx rosterline chekc: rosterline has no command chekc',
    ],
    ['an unknown command, without npx', '`rosterline chekc`', '1: rosterline chekc: rosterline has no command chekc'],
    [
      'an unknown option',
      '```sh\nnpx rosterline plan --envv .env\n```',
      '2: npx rosterline plan --envv .env: plan has no option --envv',
    ],
    [
      'an option without its value',
      '`npx rosterline plan --env`',
      "1: npx rosterline plan --env: error: option '--env <file>' argument missing",
    ],
    [
      'too many arguments',
      '`npx rosterline check a.yaml b.yaml`',
      '1: npx rosterline check a.yaml b.yaml: check takes 1 arguments, not 2',
    ],
    [
      'an unknown option after a line that goes on',
      '    npx rosterline plan \\\n      --envv .env\n    npm run nothing',
      '1: npx rosterline plan --envv .env: plan has no option --envv',
    ],
    [
      'an unknown option in a systemd unit',
      '    ExecStart=/usr/bin/node cli/rosterline.js schedule --too x',
      '1: ExecStart=/usr/bin/node cli/rosterline.js schedule --too x: schedule has no option --too',
    ],
    ['an unknown script', '`npm ci && npm run deply`', '1: npm run deply: package.json has no script deply'],
  ];
  test.each(cases)('%s', (_, text, fault) => {
    expect(faultsOf(commandsInMarkdown(text))[0]).toBe(fault);
  });

  test('an unknown option of a script', () => {
    expect(faultsOf(commandsInMarkdown('`npm start -- --no-dmo`'))).toEqual([
      '1: npm start -- --no-dmo: npm run start has no option --no-dmo',
    ]);
  });

  test('an option that a script which reads its options by parseArgs does not have', () => {
    expect(faultsOf(commandsInMarkdown('`npm run soak -- --sed 7`, `npm run soak -- --seed 7`'))).toEqual([
      '1: npm run soak -- --sed 7: npm run soak has no option --sed',
    ]);
  });

  test('an unknown script, by its line, after a line that goes on', () => {
    expect(faultsOf(commandsInMarkdown('    curl \\\n      -d x\n    npm run nothing'))).toEqual([
      '3: npm run nothing: package.json has no script nothing',
    ]);
  });
});

test.each([
  'npx rosterline schedule --to https://<your domain>     # or --anything else',
  'npx rosterline send <sender> <event>',
  'npx rosterline send hibob left --employee <id> --to …',
  'npx rosterline show --json > shown.json',
  'npm start -- --no-demo',
  'npm run bench -- cold-start',
  'twilio serverless:deploy --anything',
])('a document may say %s', (command) => {
  expect(faultsOf(commandsInMarkdown(`    ${command}`))).toEqual([]);
});
