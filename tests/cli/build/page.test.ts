import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory } from '../../../cli/build/limits';
import { type Project, projectOf } from './project';

describe('a project with a page, built', () => {
  let project: Project;
  let inventory: Inventory;
  beforeAll(async () => {
    project = projectOf({
      'assets/index.html':
        '<link rel="icon" href="/page/icon.svg"><link rel="stylesheet" href="/page/page.css"><script src="/page/main.js"></script>',
      'assets/page/icon.svg': '<svg/>',
      'assets/page/main.tsx': `
        import icon from './icon.svg';
        import type { Shown } from '../views/views';
        import { Row } from './parts/row';
        // A remark that nobody needs to read.
        export default <Row shown={icon + ' a row' satisfies Shown} />;`,
      'assets/page/parts/row.tsx': `
        import { words } from '../model/words';
        export const Row = ({ shown }: { shown: string }) => <b>{words(shown)}</b>;`,
      'assets/page/model/words.ts': "export const words = <T,>(some: T): string => 'says ' + String(some);",
      'assets/page/page.css': '@import "./parts/row.css";\n\nbody { color: red }',
      'assets/page/parts/row.css': 'b { color: blue; user-select: none }',
      'assets/page/tsconfig.json': '{ "compilerOptions": { "jsx": "react" } }',
      'assets/views/views.ts': 'export type Shown = string;',
      // A private asset and the page may be made from one file: that is no second copy in the cloud.
      'assets/words.private.ts': "export { words } from './page/model/words';",
      'assets/page/notes.txt': 'Whatever the page does not import is not deployed.',
      'node_modules/preact/package.json': '{ "name": "preact", "version": "1.2.3" }',
      'node_modules/preact/LICENSE': 'Anybody may do anything.',
      'node_modules/preact/jsx-runtime.js': 'export const jsx = (tag, props) => ["made by preact", tag, props];',
    });
    inventory = await project.build();
  });
  afterAll(() => project.remove());
  const hashed = (name: string, ending: string) =>
    expect.stringMatching(new RegExp(`^assets/page/${name}-[A-Z0-9]{8}\\.${ending}$`));
  const fileOf = (name: string) => inventory.publicAssets.find((file) => file.includes(`/page/${name}-`)) ?? '';
  const built = (file: string) => readFileSync(join(project.output, file), 'utf8');

  test('has one module, one style sheet, the other public files, and no source', () => {
    expect([...inventory.publicAssets].sort()).toEqual([
      'assets/THIRD-PARTY-NOTICES.txt',
      'assets/index.html',
      hashed('icon', 'svg'),
      hashed('main', 'js'),
      hashed('page', 'css'),
    ]);
  });

  test('refers to them by their built names, in HTML and in the module', () => {
    const names = inventory.publicAssets.filter((file) => file.includes('/page/')).map((file) => file.slice(6));
    const html = built('assets/index.html');
    for (const name of names) expect(html).toContain(`"${name}"`);
    expect(html).not.toContain('page/main.js');
    expect(built(fileOf('main'))).toContain(`"${names.find((name) => name.endsWith('.svg'))}`);
  });

  test('renames a file only when its content changes', async () => {
    const before = [...inventory.publicAssets].sort();
    expect([...(await project.build()).publicAssets].sort()).toEqual(before);
    writeFileSync(join(project.folder, 'assets/page/parts/row.css'), 'b { color: green }');
    const after = [...(await project.build()).publicAssets].sort();
    writeFileSync(join(project.folder, 'assets/page/parts/row.css'), 'b { color: blue; user-select: none }');
    await project.build();
    expect(after.filter((file) => !before.includes(file))).toEqual([hashed('page', 'css')]);
    expect(after).toHaveLength(before.length);
  });

  test('has a minified module without imports, comments or map', () => {
    const module = built(fileOf('main'));
    expect(module).toContain('made by preact');
    expect(module).toContain('says ');
    expect(module).not.toMatch(/\bimport\b|\brequire\b|remark|sourceMappingURL/);
    expect(module.trim().split('\n')).toHaveLength(1);
  });

  test('has a minified style sheet without imports, with the names that Safari has for properties', () => {
    expect(built(fileOf('page')).trim()).toBe('b{color:#00f;-webkit-user-select:none;user-select:none}body{color:red}');
  });
});

test('a page that does not compile fails the build with the position', async () => {
  const project = projectOf({ 'assets/page/main.tsx': 'export const a = <b>;' });
  await expect(project.build()).rejects.toThrow('assets/page/main.tsx:1');
  project.remove();
});

test('a page that names a missing file fails the build', async () => {
  const project = projectOf({
    'assets/index.html': '<script src="/page/main.js"></script><link href="/page/gone.css">',
    'assets/page/main.tsx': 'export const a = 1;',
  });
  expect(await project.refusal()).toEqual(['assets/index.html names /page/gone.css, which is not in the build']);
  project.remove();
});

describe('a page with a part that it loads later, built', () => {
  let project: Project;
  let inventory: Inventory;
  beforeAll(async () => {
    project = projectOf({
      'assets/index.html': '<head></head><script src="/page/main.js"></script>',
      'assets/page/main.tsx': `
        import { words } from './model/words';
        export const more = () => import('./later');
        export const first = words('at first');`,
      'assets/page/later.tsx': `
        import { words } from './model/words';
        export const later = words('only when it is asked for');`,
      'assets/page/model/words.ts': "export const words = (some: string): string => 'says ' + some;",
    });
    inventory = await project.build();
  });
  afterAll(() => project.remove());
  const built = (name: string) => {
    const file = inventory.publicAssets.find((each) => each.includes(`/page/${name}-`)) ?? '';
    return { address: file.slice('assets'.length), text: readFileSync(join(project.output, file), 'utf8') };
  };

  test('has that part in a module of its own, and what both need in another', () => {
    expect(built('later').text).toContain('only when it is asked for');
    expect(built('main').text).not.toContain('only when it is asked for');
    expect(built('chunk').text).toContain('says ');
    expect(built('main').text).not.toContain('says ');
  });

  test('loads what it needs at first at the same time, and nothing of the rest', () => {
    const html = readFileSync(join(project.output, 'assets/index.html'), 'utf8');
    expect(html).toContain(`<link rel="modulepreload" href="${built('chunk').address}" />`);
    expect(html).not.toContain('/page/later');
    expect(built('main').text).toContain(`import("${built('later').address}")`);
  });
});
