import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'dotenv';
import { PROVIDER_CONFIGS, PROVIDER_VARIABLES } from '../../assets/providers/provider-configs';
import * as registry from '../../assets/providers/registry';
import * as samples from '../../assets/providers/samples';
import { importGraph } from '../../cli/build/import-graph';
import { missingDigests, withSenderTable, withSenderVariables } from '../../cli/docs/senders';

// The registry is the only list of senders. Whatever else names them all is held to it here.

const PROJECT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
const names = Object.keys(registry).sort();

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

test('docs/senders/README.md has a row for each sender, as its configuration says; else run `npm run docs`', () => {
  const document = read('docs/senders/README.md');
  expect(document).toBe(withSenderTable(document));
  for (const { name, title } of PROVIDER_CONFIGS) {
    expect(document).toContain(`| [${title}](${name}.md) | \`/webhooks/${name}\` | `);
  }
});

test(".env.example has each sender's variables under the heading of its kind; else run `npm run docs`", () => {
  const example = read('.env.example');
  expect(example).toBe(withSenderVariables(example));
  const values = parse(example);
  for (const { secret, variables } of PROVIDER_CONFIGS) {
    expect(values[secret]).toMatch(/./);
    expect(Object.keys(values)).toEqual(expect.arrayContaining(Object.keys(variables)));
  }
  expect(missingDigests(example)).toEqual([]);
});

test('the value of a secret in .env.example that a configuration does not list is found', () => {
  expect(missingDigests(read('.env.example').replace(/^OKTA_SECRET=.*$/m, 'OKTA_SECRET=another'))).toMatchObject([
    { name: 'okta', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
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

test('the entry point of a sender loads its own receiver and no other, and no samples', async () => {
  const entryPoints = names.map((name) => join(PROJECT, 'functions/webhooks', `${name}.ts`));
  expect(readdirSync(join(PROJECT, 'functions/webhooks')).sort()).toEqual(names.map((name) => `${name}.ts`));
  for (const [index, entryPoint] of entryPoints.entries()) {
    const graph = await importGraph([entryPoint], {
      absWorkingDir: PROJECT,
      bundle: true,
      platform: 'node',
      external: ['twilio', '@twilio/runtime-handler', '*/deployed-roster.private', '*/deployed-text.private'],
      logLevel: 'silent',
    });
    const loaded = [...graph.keys()].map((file) => relative(join(PROJECT, 'assets/providers'), file));
    expect(loaded.filter((file) => /(receive|sample)/.test(file) && !file.startsWith('..'))).toEqual([
      join(names[index] ?? '', 'receive.ts'),
    ]);
  }
});
