import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { platformErrors, runtimeOf } from '../../../cli/build/platform';
import { type Project, projectOf } from './project';

let project: Project | undefined;
afterEach(() => project?.remove());

function refusal(files: Record<string, string>): Promise<readonly string[]> {
  project = projectOf({ 'functions/door.ts': 'export const handler = () => 1;', ...files });
  return project.refusal();
}

const handler = (version: string) => ({
  'package.json': JSON.stringify({ dependencies: { '@twilio/runtime-handler': version } }),
});

test.each(['2.1.0', '2.0.3', '^2.0.1', 'latest'])(
  'npm run build rejects @twilio/runtime-handler %s in one line before it builds',
  async (version) => {
    expect(await refusal(handler(version))).toEqual([
      `package.json: the platform rejects @twilio/runtime-handler ${version}; expected 2.0.1 (the platform's default) or ` +
        'another exact version listed at https://www.twilio.com/docs/serverless/functions-assets/handler',
    ]);
    expect(existsSync(project?.output ?? '')).toBe(false);
  },
);

test.each(['2.1.2', '2.0.1', '2.0.0', '1.3.1'])('npm run build accepts @twilio/runtime-handler %s', async (version) => {
  expect(await refusal(handler(version))).toEqual([]);
});

test.each(['{}', '{"dependencies":{"twilio":"6.2.0"}}'])('npm run build rejects the package.json %s', async (text) => {
  expect(await refusal({ 'package.json': text })).toEqual([
    expect.stringMatching(/^package\.json: dependencies lack @twilio\/runtime-handler; expected 2\.0\.1/),
  ]);
});

test.each([
  ['{ "runtime": "node18" }', ['node18']],
  ["{ // as JSON5\n runtime: 'node16', }", ['node16']],
  ['{ "runtime": "node22", "environments": { "staging": { "runtime": "node18" } } }', ['node18']],
  ['{ "runtime": "node20" }', []],
  ['{ "runtime": "node22" }', []],
  ['{ "runtime": "node24" }', []],
  ['{}', []],
])('npm run build checks each runtime of the .twilioserverlessrc %s', async (text, refused) => {
  expect(await refusal({ '.twilioserverlessrc': text })).toEqual(
    refused.map(
      (name) => `.twilioserverlessrc: the platform has no runtime ${name}; use one of node20, node22, node24`,
    ),
  );
});

test('npm run build rejects an unreadable .twilioserverlessrc, and a handler that is too old for its Node', async () => {
  expect(await refusal({ '.twilioserverlessrc': '{ runtime: ' })).toEqual([
    expect.stringMatching(/^\.twilioserverlessrc: is not JSON5/),
  ]);
  project?.remove();
  expect(await refusal({ '.twilioserverlessrc': '{ runtime: "node24" }', ...handler('1.1.3') })).toEqual([
    'package.json: node24 requires @twilio/runtime-handler 1.2.0 or above, found 1.1.3',
  ]);
});

test("npm run build reports all errors at once, including the roster's", async () => {
  const reasons = await refusal({
    'roster.yaml': 'version: 2',
    '.twilioserverlessrc': '{ runtime: "node18" }',
    ...handler('2.1.0'),
  });
  expect(reasons.map((reason) => reason.split(':')[0])).toEqual(
    expect.arrayContaining(['roster.yaml', 'package.json', '.twilioserverlessrc']),
  );
});

test('the platform accepts this project', () => {
  const root = join(__dirname, '../../..');
  expect(platformErrors(root)).toEqual([]);
  expect(runtimeOf(root)).toBe('node22');
});
