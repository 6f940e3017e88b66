import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory } from '../../cli/build/limits';
import { type Project, projectOf } from './project';

describe('a project with a page, built', () => {
  let project: Project;
  let inventory: Inventory;
  beforeAll(async () => {
    project = projectOf({
      'assets/index.html': '<script type="module" src="page/main.js"></script>',
      'assets/page/icon.svg': '<svg/>',
      'assets/page/main.tsx': `
        import type { Shown } from '../views/views';
        import { Row } from './parts/row';
        // A remark that nobody needs to read.
        export default <Row shown={'a row' satisfies Shown} />;`,
      'assets/page/parts/row.tsx': `
        import { words } from '../model/words';
        export const Row = ({ shown }: { shown: string }) => <b>{words(shown)}</b>;`,
      'assets/page/model/words.ts': "export const words = <T,>(some: T): string => 'says ' + String(some);",
      'assets/page/page.css': '@import "./parts/row.css";\n\nbody { color: red }',
      'assets/page/parts/row.css': 'b { color: blue }',
      'assets/page/tsconfig.json': '{ "compilerOptions": { "jsx": "react" } }',
      'assets/views/views.ts': 'export type Shown = string;',
      // A private asset and the page may be made from one file: that is no second copy in the cloud.
      'assets/words.private.ts': "export { words } from './page/model/words';",
      'node_modules/preact/package.json': '{ "name": "preact" }',
      'node_modules/preact/jsx-runtime.js': 'export const jsx = (tag, props) => ["made by preact", tag, props];',
    });
    inventory = await project.build();
  });
  afterAll(() => project.remove());
  const built = (file: string) => readFileSync(join(project.output, file), 'utf8');

  test('has one module, one style sheet, what was public before, and no source', () => {
    expect([...inventory.publicAssets].sort()).toEqual([
      'assets/index.html',
      'assets/page/icon.svg',
      'assets/page/main.js',
      'assets/page/page.css',
    ]);
  });

  test('its module is whole and small: all it imports, nothing to load, no remarks and no map', () => {
    const module = built('assets/page/main.js');
    expect(module).toContain('made by preact');
    expect(module).toContain('says ');
    expect(module).not.toMatch(/\bimport\b|\brequire\b|remark|sourceMappingURL/);
    expect(module.trim().split('\n')).toHaveLength(1);
  });

  test('its style sheet is whole and small', () => {
    expect(built('assets/page/page.css').trim()).toBe('b{color:#00f}body{color:red}');
  });
});

test('a page whose source does not compile refuses to be built, saying where', async () => {
  const project = projectOf({ 'assets/page/main.tsx': 'export const a = <b>;' });
  await expect(project.build()).rejects.toThrow('assets/page/main.tsx:1');
  project.remove();
});
