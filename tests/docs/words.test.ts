import { posix } from 'node:path';
import { DOCUMENTS, readProjectFile } from './documents';

// A newcomer finds the meaning of our own words where a document first uses them: each is part of a link there, to docs/words.md
// or to where it is explained, or is explained in the same sentence, in italics.

/** The words that no dictionary has in this meaning → their anchor. */
const WORDS: Readonly<Record<string, string>> = {
  'ticks?': 'tick',
  held: 'held',
  drift: 'drift',
  'dry runs?': 'dry-run',
  'overrides?': 'override',
  'hand-overs?': 'hand-over',
  coverage: 'coverage',
};

/** For the developers of Rosterline, or about one sender, or history. */
const OTHERS =
  /^(CHANGELOG|CONTRIBUTING|SECURITY)\.md$|^docs\/(words|architecture|performance|local-twilio)\.md$|^docs\/(decisions|senders|schedulers)\//;

/** The text without code, headings, images and comments; each character stays at its place. */
function proseOf(text: string): string {
  const blank = (found: string) => found.replaceAll(/[^\n]/g, ' ');
  return text
    .replaceAll(/^```[\s\S]*?^```/gm, blank)
    .replaceAll(/^(?: {4}|#).*$/gm, blank)
    .replaceAll(/`[^`]*`/g, blank)
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, blank)
    .replaceAll(/<[^>]*>/g, blank);
}

/** The words that a document uses without having explained them. */
function unexplained(file: string, text: string): string[] {
  const prose = proseOf(text);
  const target = posix.relative(posix.dirname(file), 'docs/words.md');
  return Object.entries(WORDS).flatMap(([word, anchor]) => {
    const first = new RegExp(`(?<![-\\w])${word}(?![-\\w])`, 'i').exec(prose);
    if (!first) return [];
    const before = prose.slice(0, first.index);
    const link = `[${first[0]}](${target}#${anchor})`;
    // A link of another kind, whose text has the word, leads to an explanation too.
    const isLinked = text.startsWith(link, first.index - 1) || /\[[^[\]]*$/.test(before);
    const isDefined = before.endsWith('*') && prose.startsWith('*', first.index + first[0].length);
    return isLinked || isDefined ? [] : [`${before.split('\n').length}: ${first[0]}`];
  });
}

test.each(DOCUMENTS.filter((file) => !OTHERS.test(file)))('%s explains our own words at their first use', (file) => {
  expect(unexplained(file, readProjectFile(file))).toEqual([]);
});

test('a word in code or a heading is no use of it, and the next one is the first', () => {
  expect(unexplained('docs/page.md', '# Ticks\n`tick`\n\nEach tick.')).toEqual(['4: tick']);
  expect(unexplained('docs/page.md', 'Each [tick](words.md#tick), and the next tick.')).toEqual([]);
  expect(unexplained('README.md', 'A *tick*, one scheduler run.')).toEqual([]);
  expect(unexplained('docs/page.md', '[A dry run](deploying.md) changes nobody.')).toEqual([]);
});

test('docs/words.md has every word', () => {
  const text = readProjectFile('docs/words.md');
  for (const anchor of Object.values(WORDS)) expect(text).toContain(`<a id="${anchor}"></a>`);
});
