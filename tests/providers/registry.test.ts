import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'dotenv';
import type { SecretKind } from '../../assets/providers/provider-config';
import { PROVIDER_CONFIGS, PROVIDER_VARIABLES } from '../../assets/providers/provider-configs';
import * as registry from '../../assets/providers/registry';
import * as samples from '../../assets/providers/samples';
import { importGraph } from '../../cli/build/import-graph';

// The registry is the only list of senders. Whatever else names them all is held to it here.

const PROJECT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
const names = Object.keys(registry).sort();

/** The first line of the paragraph in .env.example that holds secrets of each kind. */
const HEADINGS: Readonly<Record<SecretKind, RegExp>> = {
  signing: /^# Anything that signs/,
  presented: /^# Secrets that you make/,
  issued: /^# Secrets that the sender makes/,
};

test('the registry lists every folder of providers, each under its own name', () => {
  const folders = readdirSync(join(PROJECT, 'assets/providers'), { withFileTypes: true });
  expect(names).toEqual(
    folders
      .filter((each) => each.isDirectory())
      .map(({ name }) => name)
      .sort(),
  );
  expect(Object.entries(registry).filter(([name, config]) => config.name !== name)).toEqual([]);
});

test('no two senders share an address, a title, a secret or a variable', () => {
  const titles = PROVIDER_CONFIGS.map(({ title }) => title);
  const variables = PROVIDER_CONFIGS.flatMap((config) => [config.secret, ...Object.keys(config.variables)]);
  for (const each of [titles, variables]) expect(new Set(each).size).toBe(each.length);
  expect(variables).toEqual(expect.arrayContaining(Object.keys(PROVIDER_VARIABLES)));
});

test.each(Object.entries(samples))('the sample of %s signs for the receiver with its configuration', (name, sample) => {
  expect(sample.provider).toMatchObject(PROVIDER_CONFIGS.find((config) => config.name === name) ?? {});
  expect(sample.provider.name).toBe(name);
});

test('docs/senders/README.md has a row for each sender, as its configuration says', () => {
  const rows = PROVIDER_CONFIGS.map(({ name, title, secretKind, documentation: { authentication, reports } }) => {
    const maker = secretKind === 'issued' ? 'the sender' : 'you';
    return `| [${title}](${name}.md) | \`/webhooks/${name}\` | ${authentication} | ${maker} | ${reports} |`;
  });
  const [, table = ''] = /\n\|---.*\n((?:\|.*\n)+)/.exec(read('docs/senders/README.md')) ?? [];
  expect(table.trimEnd().split('\n')).toEqual(rows);
});

test.each(PROVIDER_CONFIGS.map((config) => [config.name, config] as const))(
  'the page of %s in docs/senders/ names its address and each of its variables',
  (name, config) => {
    const file = `docs/senders/${name}.md`;
    expect(existsSync(join(PROJECT, file))).toBe(true);
    for (const each of [`/webhooks/${name}`, config.secret, ...Object.keys(config.variables)]) {
      expect(read(file)).toContain(each);
    }
  },
);

test('.env.example has each secret under the heading of its kind, with a value', () => {
  const values = parse(read('.env.example'));
  let heading = '';
  const found: Record<string, string> = {};
  for (const line of read('.env.example').split('\n')) {
    if (line.startsWith('#')) heading = line;
    const name = /^\w+(?==)/.exec(line)?.[0];
    if (name !== undefined) found[name] = heading;
  }
  for (const { secret, secretKind, variables } of PROVIDER_CONFIGS) {
    for (const name of [secret, ...Object.keys(variables)]) expect(found[name]).toMatch(HEADINGS[secretKind]);
    expect(values[secret]).toMatch(/./);
  }
});

test('the entry point of a sender loads its own receiver and no other, and no samples', async () => {
  const entryPoints = names.map((name) => join(PROJECT, 'functions/webhooks', `${name}.ts`));
  expect(readdirSync(join(PROJECT, 'functions/webhooks')).sort()).toEqual(names.map((name) => `${name}.ts`));
  for (const [index, entryPoint] of entryPoints.entries()) {
    const graph = await importGraph([entryPoint], {
      absWorkingDir: PROJECT,
      bundle: true,
      platform: 'node',
      external: ['twilio', '@twilio/runtime-handler', '*/current-roster'],
      logLevel: 'silent',
    });
    const loaded = [...graph.keys()].map((file) => relative(join(PROJECT, 'assets/providers'), file));
    expect(loaded.filter((file) => /(receive|sample)/.test(file) && !file.startsWith('..'))).toEqual([
      join(names[index] ?? '', 'receive.private.ts'),
    ]);
  }
});
