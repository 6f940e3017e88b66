import { DOCUMENTS, PROJECT, readProjectFile } from './documents';
import { brokenReferences } from './links';

const brokenIn = (file: string, text: string) => brokenReferences(file, text, PROJECT, readProjectFile);

test.each(DOCUMENTS)('%s links to files and headings that exist, and names only files that exist', (file) => {
  expect(brokenIn(file, readProjectFile(file))).toEqual([]);
});

test.each([
  ['a file that does not exist', '[x](nothing.md)', 'nothing.md'],
  ['a heading that does not exist', '[x](../README.md#nothing)', '../README.md#nothing'],
  ['a heading of its own that does not exist', '# Here\n[x](#there)', '#there'],
  ['an image that does not exist', '<img src="images/nothing.png">', 'images/nothing.png'],
  ['a source file in code that does not exist', 'see `tests/nothing.test.ts`', 'tests/nothing.test.ts'],
])('a document is refused for %s', (_, text, broken) => {
  expect(brokenIn('docs/page.md', text)).toContain(broken);
});

test.each([
  '[x](operations.md#get-post-and-caches)',
  '[x](decisions/README.md)',
  '[x](https://example.com/nothing.md)',
  '`tests/domain/person`, `npm run check`, `assets/<name>`',
])('a document may say %s', (text) => {
  expect(brokenIn('docs/page.md', text)).toEqual([]);
});
