import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { readRoster } from '../../assets/roster-file/read';
import { program } from '../../cli/main';
import { freePort, type Served, serve } from '../cloud/served';
import { commandsInBlocks } from './commands';
import { DOCUMENTS, PROJECT, readProjectFile } from './documents';

// Every `npx rosterline` command that stands in a block of the documents is run, against the deployed functions and the local Twilio: a folder
// as the documents assume it, with the reader's own values in place of <…>.

/** What documents have for the reader's own deployment. */
const DEPLOYMENT =
  /^(https:\/\/placeholder|https:\/\/rosterline-1234-(dev|prod)\.twil\.io|http:\/\/127\.0\.0\.1:3000|\$URL)$/;
/** What the sample roster has for an employee in every sender's system. */
const VALUES: Readonly<Record<string, string>> = { '--identity': 'ben@example.com', '--employee': '104' };
/** Without `--to` these reach `npm start`, which is on another port here. */
const REACHING = ['pull', 'publish', 'history', 'rollback', 'send', 'schedule'];
/** These ask for confirmation, which nobody can give here. */
const CONFIRMED = ['publish', 'rollback'];
/** These run until they are ended; they have to say something first. */
const ENDLESS = ['listen', 'schedule'];

/** The words of a command with values in place of what stands for them; undefined where it shows a pattern only. */
function filledIn(words: readonly string[], url: string): string[] | undefined {
  const filled = words.map((word, index) => {
    const before = words[index - 1] ?? '';
    if (DEPLOYMENT.test(word) || (before === '--to' && word === 'placeholder')) return url;
    return word === 'placeholder' ? (VALUES[before] ?? word) : word;
  });
  return filled.includes('placeholder') ? undefined : filled;
}

/** Each kind of command once: the same subcommand with the same options does the same with other values. */
function commandsOfDocuments(): { readonly where: string; readonly words: readonly string[] }[] {
  const kinds = new Map<string, { where: string; words: readonly string[] }>();
  for (const file of DOCUMENTS) {
    for (const { words, line } of commandsInBlocks(readProjectFile(file))) {
      const name = words.indexOf('rosterline');
      if (words[name - 1] !== 'npx' || words.length === name + 1) continue;
      const own = words.slice(name + 1);
      if (filledIn(own, 'http://x') === undefined) continue;
      const kind = [own[0], ...own.filter((word) => word.startsWith('-')).sort()];
      if (!kinds.has(kind.join(' '))) kinds.set(kind.join(' '), { where: `${file}:${line}`, words: own });
    }
  }
  return [...kinds.values()];
}

let served: Served;
let folder: string;
let variables: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-documents-'));
  for (const name of ['roster.yaml', 'team.yaml']) writeFileSync(join(folder, name), readProjectFile('roster.yaml'));
  const people = /```csv\n([\s\S]*?)```/.exec(readProjectFile('docs/starting.md'))?.[1];
  writeFileSync(join(folder, 'people.csv'), people ?? '');
  // As docs/deploying.md makes it. Both names: on this machine commands take the second by themselves.
  const { output: secrets } = await run(['secret', '--all']);
  const values = {
    ACCOUNT_SID: `AC${'5c'.repeat(16)}`,
    AUTH_TOKEN: '7e'.repeat(16),
    OKTA_SECRET: randomBytes(24).toString('hex'),
    FINCH_SECRET: randomBytes(24).toString('base64'),
  };
  variables = { ...parse(secrets), ...values };
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  for (const name of ['.env', '.env.example']) writeFileSync(join(folder, name), lines.join(''));
  served = await serve(readProjectFile('roster.yaml'), variables);
  const account = `name: acme, env: .env, roster: roster.yaml, url: "${served.url}"`;
  writeFileSync(join(folder, 'fleet.yaml'), `accounts: [{ ${account} }]\n`);
  const read = readRoster(readProjectFile('roster.yaml'), 'roster.yaml');
  if ('errors' in read) throw new Error('roster.yaml is not valid');
  for (const { identity } of read.roster.people) await served.put(identity, {});
});
afterAll(async () => {
  await served?.end();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command in the folder; one that does not end by itself until it has printed a line. */
function run(words: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [join(PROJECT, 'cli/rosterline.js'), ...words], {
    cwd: folder,
    env: { ...process.env, ...served?.proxy, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const isEndless = ENDLESS.includes(words[0] ?? '') && !words.includes('--once');
  child.stderr.on('data', (part) => (output += String(part)));
  child.stdout.on('data', (part) => {
    output += String(part);
    if (isEndless && output.includes('\n')) child.kill();
  });
  return new Promise((resolve) =>
    // Ended before it listened for signals, it has no code of its own.
    child.once('close', (code, signal) => resolve({ code: isEndless && signal === 'SIGTERM' ? 0 : code, output })),
  );
}

/** What a reader would have done before. */
async function prepare(subcommand: string): Promise<void> {
  if (subcommand === 'init') rmSync(join(folder, 'team.yaml'));
  if (subcommand === 'pull') rmSync(join(folder, 'roster.yaml'));
  if (subcommand === 'publish') {
    await run(['pull', '--to', served.url, '--force']);
    appendFileSync(join(folder, 'roster.yaml'), '# edited\n');
  }
}

/** The command with the reader's own values, and with what this test has otherwise than a reader. */
async function asRun(words: readonly string[]): Promise<string[]> {
  const [subcommand = ''] = words;
  const own = filledIn(words, served.url) ?? [];
  if (REACHING.includes(subcommand) && !own.includes('--to') && !own.includes('--list')) own.push('--to', served.url);
  if (CONFIRMED.includes(subcommand)) own.push('--yes');
  if (subcommand === 'listen') own.push('--port', String(await freePort()));
  if (subcommand === 'rollback') own[1] = '1';
  const basedOn = own.indexOf('--based-on');
  if (basedOn > 0) own[basedOn + 1] = String(await newestVersion());
  return own;
}

async function newestVersion(): Promise<number> {
  const { json } = await served.get('/roster/source', { Authorization: `Bearer ${variables.OPS_SECRET}` });
  return json.version;
}

const COMMANDS = commandsOfDocuments();

test('the documents show every subcommand in a block, for readers to copy', () => {
  const shown = new Set(COMMANDS.map(({ words: [subcommand] }) => subcommand));
  expect(program.commands.map((one) => one.name()).filter((name) => !shown.has(name))).toEqual([]);
});

test.each(COMMANDS.map(({ words, where }) => [words.join(' '), where, words] as const))(
  'rosterline %s (%s) does what it is there for',
  async (_, __, words) => {
    await prepare(words[0] ?? '');
    const { code, output } = await run(await asRun(words));
    expect({ code, output }).toEqual({ code: 0, output });
    expect(output).not.toBe('');
  },
);
