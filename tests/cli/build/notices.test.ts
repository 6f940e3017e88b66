import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../../cli/build/bundle';
import { filesBelow } from '../../../cli/build/files';
import { noticesOf } from '../../../cli/build/notices';
import { buildPage } from '../../../cli/build/page';
import { emptyRoster } from '../../domain/schedule/rosters';
import { type Project, projectOf } from './project';

const REAL = join(__dirname, '../../..');
const NOTICES = 'assets/THIRD-PARTY-NOTICES.txt';

let project: Project | undefined;
afterEach(() => project?.remove());

const packaged = (name: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([file, content]) => [`node_modules/${name}/${file}`, content]));
const NAMED = {
  'package.json': '{ "name": "lib", "version": "1.2.3", "license": "MIT" }',
  'index.js': 'exports.a = 1;',
};
const USING = { 'functions/door.ts': "import { a } from 'lib';\nexport const handler = () => a;" };

describe('the third-party notices', () => {
  test('of Rosterline name each bundled package of functions and page with licence text and source', async () => {
    project = projectOf({});
    const { metafile, reasons } = await bundle(REAL, project.output, { text: '', roster: emptyRoster('UTC', []) });
    expect(reasons).toEqual([]);
    const page = await buildPage(REAL, join(project.folder, 'page'), await filesBelow(join(REAL, 'assets')));
    const inputs = [metafile, page.metafile].flatMap((one) => Object.keys(one.inputs));
    const names = new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
    expect([...names]).toEqual(expect.arrayContaining(['zod', 'ical.js', 'preact', 'date-holidays']));
    const notices = readFileSync(join(project.output, NOTICES), 'utf8');
    // The data's licence asks that its sources be named; the package's LICENSE lists them.
    expect(notices).toContain('CC BY-SA 3.0 Attributions');
    expect(notices).toContain('https://es.wikipedia.org/wiki/Calendario_laboral');
    for (const name of names) {
      const { version } = JSON.parse(readFileSync(join(REAL, 'node_modules', name, 'package.json'), 'utf8'));
      const [file = ''] = readdirSync(join(REAL, 'node_modules', name)).filter((one) => /^licen[cs]e/i.test(one));
      const licence = readFileSync(join(REAL, 'node_modules', name, file), 'utf8');
      expect(notices).toContain(`${name} ${version}\n`);
      expect(notices).toContain(`Source: https://www.npmjs.com/package/${name}/v/${version}`);
      expect(notices).toContain(licence.trim().replaceAll('\r\n', '\n'));
    }
  });

  test('contain the notices that a package requires besides its licence', async () => {
    project = projectOf({
      ...USING,
      ...packaged('lib', { ...NAMED, LICENCE: 'Its licence.', 'NOTICE.md': 'Its notice.' }),
    });
    await project.build();
    const notices = readFileSync(join(project.output, NOTICES), 'utf8');
    expect(notices).toContain('lib 1.2.3\nLicence: MIT\n');
    expect(notices).toContain('Its licence.\nIts notice.');
  });

  test('name both versions of a package, and the package of a part that has its own package.json', async () => {
    project = projectOf({
      ...packaged('lib', {
        ...NAMED,
        LICENSE: 'Of the outer one.',
        'part/package.json': '{ "name": "part", "private": true }',
      }),
      ...packaged('other/node_modules/lib', {
        'package.json': '{ "name": "lib", "version": "2.0.0" }',
        LICENSE: 'Of the inner one.',
      }),
    });
    const inputs = Object.fromEntries(
      ['node_modules/lib/part/index.js', 'node_modules/other/node_modules/lib/index.js', 'assets/own.ts'].map(
        (input) => [input, { bytes: 1, imports: [] }],
      ),
    );
    const { text, reasons } = await noticesOf([{ inputs, outputs: {} }], project.folder);
    expect(reasons).toEqual([]);
    const order = ['lib 1.2.3\n', 'Of the outer one.', 'lib 2.0.0\n', 'Of the inner one.'].map((part) =>
      text.indexOf(part),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });

  test('are missing without third-party code', async () => {
    project = projectOf({ 'functions/door.ts': 'export const handler = () => 1;' });
    expect((await project.build()).publicAssets).toEqual([]);
  });
});

test('a build with a package without a licence text is rejected', async () => {
  project = projectOf({ ...USING, ...packaged('lib', { ...NAMED, 'NOTICE.md': 'Its notice.' }) });
  expect(await project.refusal()).toEqual([
    'lib 1.2.3 is bundled without a licence text and must not be redistributed',
  ]);
});
