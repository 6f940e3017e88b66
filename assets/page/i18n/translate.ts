/** The page's texts in the language of whoever reads it. */
import { IntlMessageFormat } from 'intl-messageformat';
import { type Catalogue, en } from './en';
import type { Locale } from './language';

export type Key = keyof Catalogue;

let current: { readonly locale: Locale; readonly texts: Catalogue } = {
  locale: { language: 'en', tag: 'en-GB' },
  texts: en,
};
/** Parsed texts of the current language. */
const parsed = new Map<Key, IntlMessageFormat>();

const LOADED = {
  en: async () => en,
  es: async () => (await import('./es')).catalogue,
  de: async () => (await import('./de')).catalogue,
} as const;

/**
 * Makes the page speak a language; to be awaited before anything is shown. Where its texts cannot be loaded, the page speaks English, with the
 * dates of the locale that was wanted.
 */
export async function speak(locale: Locale): Promise<void> {
  try {
    current = { locale, texts: await LOADED[locale.language]() };
  } catch {
    current = { locale: { ...locale, language: 'en' }, texts: en };
  }
  parsed.clear();
}

/** The locale that the page speaks. */
export function currentLocale(): Locale {
  return current.locale;
}

/**
 * A text with its values: `t('top.last-tick', { ago: '12 s' })`.
 * @param values for the placeholders of the text, in ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages/);
 *   a placeholder without a value is an error
 */
export function t(key: Key, values?: Readonly<Record<string, string | number>>): string {
  const written = current.texts[key];
  // Most have no syntax at all, and rows of thousands of people ask for them: https://unicode-org.github.io/icu/userguide/format_parse/messages/
  if (!/[{']/.test(written)) return written;
  let text = parsed.get(key);
  if (!text) {
    text = new IntlMessageFormat(written, current.locale.tag, undefined, { ignoreTag: true });
    parsed.set(key, text);
  }
  // An abbreviation at the end of a sentence has its full stop already: "3:00 p.m.", "30. Nov.".
  return String(text.format(values)).replaceAll(/([^.])\.\.(?!\.)/g, '$1.');
}
