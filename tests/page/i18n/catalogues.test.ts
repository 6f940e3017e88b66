import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { TEXTS } from '../texts';

// Whatever the page says in English it says in every language, with the same values in it.

const { en, ...others } = TEXTS;
const ENGLISH: Readonly<Record<string, string>> = en;
const OTHERS: Readonly<Record<string, Readonly<Record<string, string>>>> = others;
const PAGE = join(__dirname, '../../../assets/page');
const FOLDER = join(PAGE, 'i18n');

/** The names of all placeholders of a text, those within plurals and selections included. */
function placeholders(elements: readonly MessageFormatElement[], found = new Set<string>()): ReadonlySet<string> {
  for (const element of elements) {
    if (element.type !== TYPE.literal && element.type !== TYPE.pound) found.add(element.value);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const { value } of Object.values(element.options)) placeholders(value, found);
    }
  }
  return found;
}
const namesIn = (text: string) => [...placeholders(parse(text, { ignoreTag: true }))].sort();

/** The categories of plurals that a text tells apart: `one`, `other`. */
function categories(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inner = Object.values(element.options).flatMap(({ value }) => categories(value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inner] : inner;
  });
}

test.each(Object.entries({ en: ENGLISH, ...OTHERS }))(
  'no text in %s has a skeleton, which the page is built without',
  (_, texts) => {
    expect(Object.entries(texts).filter(([, text]) => text.includes('::'))).toEqual([]);
  },
);

test('every language has the same files as English', () => {
  const files = (language: string) => readdirSync(join(FOLDER, language)).sort();
  for (const language of Object.keys(OTHERS)) expect(files(language)).toEqual(files('en'));
});

test('every text is in the file of its area', () => {
  for (const file of readdirSync(join(FOLDER, 'en'))) {
    const keys = Object.keys(JSON.parse(readFileSync(join(FOLDER, 'en', file), 'utf8')));
    expect(keys.filter((key) => key.split('.')[0] !== basename(file, '.json'))).toEqual([]);
  }
});

test('every text is asked for somewhere in the code', () => {
  const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const code = files.map((name) => readFileSync(join(PAGE, name), 'utf8')).join('\n');
  // `needs.kind-${kind}` asks for each text that begins like it.
  const beginnings = [...code.matchAll(/`([a-z-]+\.[a-z-]*)\$\{/g)].map(([, beginning = '']) => beginning);
  const isAskedFor = (key: string) =>
    code.includes(`'${key}'`) || beginnings.some((beginning) => key.startsWith(beginning));
  expect(Object.keys(ENGLISH).filter((key) => !isAskedFor(key))).toEqual([]);
});

test('every language has exactly the texts that English has', () => {
  for (const texts of Object.values(OTHERS)) expect(Object.keys(texts).sort()).toEqual(Object.keys(ENGLISH).sort());
});

test('every text is valid ICU MessageFormat and takes the same values in all languages', () => {
  for (const [language, texts] of Object.entries(OTHERS)) {
    for (const [key, text] of Object.entries(texts)) {
      expect({ language, key, names: namesIn(text) }).toEqual({ language, key, names: namesIn(ENGLISH[key] ?? '') });
    }
  }
});

test('every plural has the categories that its language needs for whole numbers', () => {
  for (const [language, texts] of Object.entries({ ...OTHERS, en: ENGLISH })) {
    const rules = new Intl.PluralRules(language);
    const needed = [...new Set([0, 1, 2, 5, 11, 21, 1_000].map((number) => rules.select(number)))];
    for (const [key, text] of Object.entries(texts)) {
      for (const given of categories(parse(text, { ignoreTag: true }))) {
        const missing = needed.filter((each) => !given.includes(each));
        expect({ language, key, missing }).toEqual({ language, key, missing: [] });
      }
    }
  }
});

test('every text with its values filled in has no braces left', () => {
  for (const [language, texts] of Object.entries({ ...OTHERS, en: ENGLISH })) {
    for (const [key, text] of Object.entries(texts)) {
      const values = Object.fromEntries(namesIn(text).map((name) => [name, 2]));
      const shown = String(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format(values));
      expect({ language, key, shown }).toEqual({ language, key, shown: expect.not.stringMatching(/[{}]|^\s*$/) });
    }
  }
});
