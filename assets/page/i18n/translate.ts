/** The page's texts in the language of whoever reads it. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Key, Part } from './catalogues';
import type { Locale } from './language';
import { CATALOGUES } from './load';

export type { Key };

let current: Locale = { language: 'en', tag: 'en-GB' };
/** Those of the parts that are loaded. */
let texts: Readonly<Partial<Record<Key, string>>> = {};
/** Parsed texts of the current language. */
const parsed = new Map<Key, IntlMessageFormat>();

/**
 * Makes the page speak a language; to be awaited before anything is shown. Where its texts cannot be loaded, the page speaks English, with the
 * dates of the locale that was wanted. Rejects where those cannot be loaded either.
 */
export async function speak(locale: Locale): Promise<void> {
  try {
    texts = (await CATALOGUES[locale.language].first()).catalogue;
    current = locale;
  } catch {
    texts = (await CATALOGUES.en.first()).catalogue;
    current = { ...locale, language: 'en' };
  }
  parsed.clear();
}

/** A module that is loaded later, with the texts that it needs: neither is of use without the other. */
export async function withTexts<Module>(
  module: Promise<Module>,
  ...parts: readonly Exclude<Part, 'first'>[]
): Promise<Module> {
  const own = CATALOGUES[current.language];
  const [loaded, ...added] = await Promise.all([module, ...parts.map((part) => own[part]())]);
  for (const { catalogue } of added) texts = { ...texts, ...catalogue };
  return loaded;
}

/** The locale that the page speaks. */
export function currentLocale(): Locale {
  return current;
}

/**
 * A text with its values: `t('top.last-tick', { ago: '12 s' })`.
 * @param values for the placeholders of the text, in ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages/);
 *   a placeholder without a value is an error
 */
export function t(key: Key, values?: Readonly<Record<string, string | number>>): string {
  const written = texts[key];
  if (written === undefined) throw new Error(`the text ${key} is not loaded`);
  // Most have no syntax at all, and rows of thousands of people ask for them: https://unicode-org.github.io/icu/userguide/format_parse/messages/
  if (!/[{']/.test(written)) return written;
  let text = parsed.get(key);
  if (!text) {
    text = new IntlMessageFormat(written, current.tag, undefined, { ignoreTag: true });
    parsed.set(key, text);
  }
  // An abbreviation at the end of a sentence has its full stop already: "3:00 p.m.", "30. Nov.".
  return String(text.format(values)).replaceAll(/([^.])\.\.(?!\.)/g, '$1.');
}
