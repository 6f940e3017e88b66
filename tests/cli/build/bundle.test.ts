import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../../cli/build/build';
import { filesBelow } from '../../../cli/build/files';
import type { Inventory } from '../../../cli/build/limits';
import { cloud } from './cloud';
import { type Project, projectOf } from './project';

describe('a small project, built', () => {
  let project: Project;
  let inventory: Inventory;
  beforeAll(async () => {
    project = projectOf({
      'functions/one.ts': `
        import { count } from '../assets/shared/counter.private';
        import { viaHub } from '../assets/hub.private';
        import { shout } from '../assets/shout';
        export const handler = (): string => shout(\`one \${count()} \${viaHub()}\`);`,
      'functions/deep/two.ts': `
        import { count } from '../../assets/shared/counter.private';
        export const handler = (): string => \`two \${count()}\`;`,
      'functions/roster.ts': `
        import { people } from '../assets/roster.private';
        export const handler = () => people;`,
      'assets/hub.private.ts': `
        import { count } from './shared/counter.private';
        export { count } from './shared/counter.private';
        export const viaHub = (): string => \`hub \${count()}\`;`,
      'assets/shared/counter.private.ts': `
        let calls = 0;
        export const count = (): number => ++calls;`,
      'assets/shout.ts': 'export const shout = (text: string): string => text.toUpperCase();',
      'assets/roster.private.ts': `
        import roster from '../roster.yaml';
        export const people = roster.people;`,
      'assets/index.html': '<p>a public page</p>',
      'assets/types.d.ts': 'declare const nothing: string;',
    });
    inventory = await project.build();
  });
  afterAll(() => project.remove());

  test('has one file for each function, private asset and public page, and nothing else', () => {
    expect([...inventory.functions].sort()).toEqual([
      'functions/deep/two.js',
      'functions/one.js',
      'functions/roster.js',
    ]);
    expect([...inventory.privateAssets].sort()).toEqual([
      'assets/hub.private.js',
      'assets/roster.private.js',
      'assets/shared/counter.private.js',
    ]);
    expect(inventory.publicAssets).toEqual(['assets/index.html']);
    expect(inventory.sizes.size).toBe(7);
  });

  test('has no source maps, no declarations and no references to them', async () => {
    for (const file of await filesBelow(project.output)) {
      expect(file).toMatch(/\.(js|html)$/);
      expect(readFileSync(file, 'utf8')).not.toContain('sourceMappingURL');
    }
  });

  test('finds private assets by Runtime.getAssets() and loads each once, however many import it', () => {
    const { load, loaded } = cloud(project.output, inventory.privateAssets);
    const call = (file: string) => (load(file).handler as () => unknown)();
    expect(call('functions/one.js')).toBe('ONE 1 HUB 2');
    expect(call('functions/deep/two.js')).toBe('two 3');
    expect(call('functions/one.js')).toBe('ONE 4 HUB 5');
    expect(loaded.filter((file) => file.includes('counter'))).toHaveLength(1);
  });

  test('inlines the compiled roster where it is imported', () => {
    const { load } = cloud(project.output, inventory.privateAssets);
    expect(load('assets/roster.private.js').people).toMatchObject([{ key: 'ana', identity: 'ana@example.com' }]);
  });

  test('keeps nothing of an earlier build', async () => {
    const other = projectOf({ 'functions/one.ts': 'export const handler = () => 1;' });
    await other.build();
    const gone = join(other.output, 'functions/one.js');
    expect(existsSync(gone)).toBe(true);
    await build(project.folder, other.output, join(project.folder, 'roster.yaml'));
    expect(existsSync(join(other.output, 'functions/deep/two.js'))).toBe(true);
    await build(other.folder, other.output, join(other.folder, 'roster.yaml'));
    expect(existsSync(join(other.output, 'functions/deep/two.js'))).toBe(false);
    other.remove();
  });
});

describe('a project with a composition root, built', () => {
  let project: Project;
  let inventory: Inventory;
  beforeAll(async () => {
    project = projectOf({
      'functions/door.ts': `
        import { door } from '../assets/main/composition.private';
        import { twice } from '../assets/flow.private';
        import { say } from '../assets/lib/words';
        import { plural } from '../assets/plural';
        export const handler = door(() => plural(say(twice())));`,
      'assets/main/composition.private.ts': `
        import { total } from '../total';
        import { count } from '../shared/counter';
        import { say } from '../lib/words';
        export const door = (flow: () => string) => async (): Promise<string> =>
          \`\${flow()} \${count()} \${(await import('../rare.private')).rarely()} \${say(String(total()))}\`;`,
      'assets/flow.private.ts': `
        import { count } from './shared/counter';
        import { alone } from './alone';
        import { plural } from './plural';
        alone(plural('flow'));
        export const twice = (): string => \`\${count()} \${count()}\`;`,
      'assets/rare.private.ts': `
        import type { Total } from './total';
        import { add } from './shared/sum';
        import { count } from './shared/counter';
        const add10 = (): Total => add(10);
        export const rarely = (): string => \`rarely \${count()} \${add10()}\`;`,
      'assets/alone.ts': 'export const alone = (text: string): string => text + " alone";',
      'assets/plural.ts': 'let asked = 0; export const plural = (text: string): string => text + " " + ++asked + "×";',
      'assets/shared/counter.ts': `
        let calls = 0;
        export const count = (): number => ++calls;`,
      'assets/shared/sum.ts': `
        let sum = 0;
        export const add = (more: number): number => (sum += more);`,
      'assets/total.ts': `
        import { add } from './shared/sum';
        export type Total = number;
        export const total = (): Total => add(1);`,
      'assets/lib/words.ts': "export { say } from 'words';",
      'node_modules/words/index.js': 'let said = 0; export const say = (text) => text + " (" + ++said + ")";',
      'node_modules/words/LICENSE': 'As you like.',
      'node_modules/words/package.json': '{"name":"words","type":"module","main":"index.js"}',
    });
    inventory = await project.build();
  });
  afterAll(() => project.remove());

  test('puts the imports of the root into its file; a dynamic import stays a file of its own', () => {
    expect([...inventory.privateAssets].sort()).toEqual([
      'assets/flow.private.js',
      'assets/main/composition.private.js',
      'assets/rare.private.js',
    ]);
  });

  test("finds the modules of the root's file from everywhere, plain files and packages too, and loads them once", async () => {
    const { load, loaded } = cloud(project.output, inventory.privateAssets);
    const { handler } = load('functions/door.js');
    expect(loaded).not.toContain('assets/rare.private.js');
    expect(await (handler as () => Promise<string>)()).toBe('1 2 (1) 2× 3 rarely 4 10 11 (2)');
  });

  test('exports from the root only the modules imported from outside, and none for types', () => {
    const { load } = cloud(project.output, inventory.privateAssets);
    expect(Object.keys(load('assets/main/composition.private.js')).sort()).toEqual([
      'lib/words',
      'main/composition.private',
      'plural',
      'shared/counter',
      'shared/sum',
    ]);
  });

  test('is rejected if a package of the root is imported elsewhere than by the file that owns it', async () => {
    const other = projectOf({
      'functions/door.ts': "import { door } from '../assets/composition.private'; export const handler = door;",
      'functions/other.ts': "import { say } from 'words'; export const handler = say;",
      'assets/composition.private.ts': "import { say } from 'words'; export const door = () => say('hello');",
      'node_modules/words/index.js': 'export const say = (text) => text;',
      'node_modules/words/LICENSE': 'As you like.',
      'node_modules/words/package.json': '{"name":"words","type":"module","main":"index.js"}',
    });
    expect(await other.refusal()).toEqual([expect.stringMatching(/^words is bundled 2 times: /)]);
    other.remove();
  });

  test('is rejected for a second composition root', async () => {
    const other = projectOf({ 'assets/composition.private.ts': '', 'assets/main/composition.private.ts': '' });
    await expect(other.build()).rejects.toThrow('there are two files composition.private.ts');
    other.remove();
  });
});

describe('a project with a core, built', () => {
  let project: Project;
  let inventory: Inventory;
  beforeAll(async () => {
    project = projectOf({
      'functions/door.ts': `
        import { door } from '../assets/main/composition.private';
        import { flow } from '../assets/flow.private';
        export const handler = door(flow);`,
      'functions/other.ts': `
        import { door } from '../assets/main/composition.private';
        import { other } from '../assets/other.private';
        export const handler = door(other);`,
      'assets/main/composition.private.ts': `
        import { compose } from './compose.private';
        import { refuses } from '../refuses';
        export const door = (flow) => (event) => flow(event, { refuses, get core() { return compose(); } });`,
      'assets/main/compose.private.ts': `
        import { data } from '../data.private';
        export const compose = () => 'composed with ' + data;`,
      'assets/refuses.ts': "export const refuses = (event) => event === 'refused';",
      'assets/data.private.ts': "export const data = 'the data';",
      'assets/shared.ts': "export const shared = (text) => 'shared ' + text;",
      'assets/flow.private.ts': `
        import { shared } from './shared';
        import { run } from './run.private';
        export const flow = (event, ports) => ports.refuses(event) ? 'refused' : shared(run(ports.core));`,
      'assets/run.private.ts': "export const run = (text) => 'ran ' + text;",
      'assets/other.private.ts': "import { shared } from './shared'; export const other = () => shared('elsewhere');",
    });
    inventory = await project.build();
  });
  afterAll(() => project.remove());

  test('loads a file when something of it is first used, also what is imported statically', () => {
    const { load, loaded } = cloud(project.output, inventory.privateAssets);
    const handler = load('functions/door.js').handler as (event: string) => string;
    const first = ['functions/door.js', 'assets/main/composition.private.js', 'assets/flow.private.js'];
    expect([handler('refused'), ...loaded]).toEqual(['refused', ...first]);
    expect(handler('let in')).toBe('shared ran composed with the data');
    expect(loaded.slice(first.length).sort()).toEqual([
      'assets/data.private.js',
      'assets/main/compose.private.js',
      'assets/run.private.js',
    ]);
  });

  test("puts what several others import, and the root does not, into the core's file", () => {
    const { load } = cloud(project.output, inventory.privateAssets);
    expect(Object.keys(load('assets/main/compose.private.js')).sort()).toEqual(['main/compose.private', 'shared']);
    expect(Object.keys(load('assets/main/composition.private.js'))).toEqual(['main/composition.private']);
  });

  test('is rejected if a module that another bundle imports does not name what it exports', async () => {
    const other = projectOf({
      'functions/door.ts': "import { a } from '../assets/all.private'; export const handler = a;",
      'assets/all.private.ts': "export * from './a';",
      'assets/a.ts': 'export const a = () => 1;',
    });
    await expect(other.build()).rejects.toThrow('all.private.ts: name what it exports');
    other.remove();
  });
});
