import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInventory, violations } from '../../../cli/build/limits';
import { type Project, projectOf } from './project';

const NOTHING_BUNDLED = { metafile: { inputs: {}, outputs: {} } };
const DOOR = 'export const handler = () => 1;';
const numbered = (count: number, path: (index: number) => string, content: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [path(index), content]));

let project: Project | undefined;
afterEach(() => project?.remove());

/** Why a project of these files is refused. */
function refusal(files: Record<string, string>): Promise<readonly string[]> {
  project = projectOf({ 'functions/door.ts': DOOR, ...files });
  return project.refusal();
}

describe('a build is rejected in one line', () => {
  test('for more than 50 functions', async () => {
    const others = (count: number) => numbered(count, (index) => `functions/f${index}.ts`, DOOR);
    expect(await refusal(others(49))).toEqual([]);
    project?.remove();
    expect(await refusal(others(50))).toEqual(['51 functions: Twilio allows at most 50 in a build']);
  });

  test('for more than 50 private assets', async () => {
    const assets = (count: number) => numbered(count, (index) => `assets/a${index}.private.ts`, 'export const a = 1;');
    expect(await refusal(assets(50))).toEqual([]);
    project?.remove();
    expect(await refusal(assets(51))).toEqual(['51 private assets: Twilio allows at most 50 in a build']);
  });

  test('for more than 1000 public assets', async () => {
    const sizes = new Map<string, number>();
    const publicAssets = Array.from({ length: 1001 }, (_, index) => `assets/${index}.html`);
    const inventory = { functions: [], privateAssets: [], publicAssets, sizes };
    expect(violations(inventory, NOTHING_BUNDLED)).toEqual([
      '1001 public assets: Twilio allows at most 1000 in a build',
    ]);
  });

  test('for a private asset over 10 MB', async () => {
    project = projectOf({ 'functions/door.ts': DOOR, 'assets/data.private.json': '' });
    const file = join(project.folder, 'assets/data.private.json');
    truncateSync(file, 10 * 1024 * 1024);
    expect(await project.refusal()).toEqual([]);
    truncateSync(file, 10 * 1024 * 1024 + 1);
    expect(await project.refusal()).toEqual([
      'assets/data.private.json has 10485761 bytes: Twilio allows at most 10485760',
    ]);
  });

  test('for a source map, which would be public', async () => {
    const files = { 'assets/page.js.map': '{}', 'assets/x.private.js.map': '{}', 'assets/page.js': '' };
    const reasons = await refusal(files);
    expect(reasons).toHaveLength(2);
    for (const reason of reasons) expect(reason).toMatch(/^assets\/\S+\.js\.map would be deployed publicly/);
  });

  test('for a declaration or a source in its output', async () => {
    project = projectOf({ 'functions/door.ts': DOOR });
    await project.build();
    mkdirSync(join(project.output, 'assets'));
    const names = ['x.private.d.ts', 'x.ts', 'y.tsx'];
    for (const name of names) writeFileSync(join(project.output, 'assets', name), '');
    const reasons = violations(await readInventory(project.output), NOTHING_BUNDLED);
    expect(reasons.map((reason) => reason.split(' ')[0]).sort()).toEqual(names.map((name) => `assets/${name}`));
    rmSync(join(project.output, 'assets'), { recursive: true });
  });

  test('for a file of ours in two bundles, naming both', async () => {
    const user = "import { state } from './state'; export const a = state;";
    const reasons = await refusal({
      'assets/state.ts': 'export const state = new Map();',
      'assets/a.private.ts': user,
      'assets/b.private.ts': user,
    });
    expect(reasons).toEqual([
      expect.stringMatching(/^assets\/state\.ts is bundled 2 times: .*a\.private\.js, .*b\.private\.js$/),
    ]);
  });

  test('for a package in two bundles, by its name', async () => {
    const user = "import { x } from '@some/package'; export const a = x;";
    const reasons = await refusal({
      'node_modules/@some/package/index.js': 'export const x = new Map();',
      'node_modules/@some/package/LICENSE': 'Anybody may do anything.',
      'node_modules/@some/package/package.json': '{"name":"@some/package","type":"module","main":"index.js"}',
      'assets/a.private.ts': user,
      'functions/f.ts': user,
    });
    expect(reasons).toEqual([expect.stringMatching(/^@some\/package is bundled 2 times: /)]);
  });

  test('for every reason at once', async () => {
    const reasons = await refusal({ ...numbered(50, (index) => `functions/f${index}.ts`, DOOR), 'assets/x.map': '' });
    expect(reasons).toHaveLength(2);
  });
});

describe('an invalid roster', () => {
  const roster = `version: 1
zone: UTC
people:
  ana: { identity: ana@example.com, zone: Nowhere/Atall }
shifts:
  - { id: early, days: [mon], from: "07:00", to: "15:00", who: [anna] }
`;

  test('fails the build, each error with file, line and column', async () => {
    const reasons = await refusal({ 'roster.yaml': roster });
    expect(reasons).toHaveLength(2);
    expect(reasons[0]).toMatch(/^roster\.yaml:4:\d+ .*zone.*Nowhere\/Atall/);
    expect(reasons[1]).toMatch(/^roster\.yaml:6:\d+ .*who.*anna/);
  });

  test('is rejected before anything is built', async () => {
    await refusal({ 'roster.yaml': 'version: 2' });
    expect(existsSync(project?.output ?? '')).toBe(false);
  });
});
