/** Which of the page's languages a browser's person reads. */

export const LANGUAGES = ['en', 'es', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

export interface Locale {
  readonly language: Language;
  /** A BCP 47 tag for dates, times and numbers: `de-AT`. It decides about the 12-hour clock. */
  readonly tag: string;
}

/**
 * The first of the browser's languages that the page has, with its region (`es-MX` is Spanish with Mexico's dates); English where it has none.
 * @param preferred `navigator.languages`: BCP 47 tags, the preferred one first
 */
export function localeOf(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = LANGUAGES.find((each) => each === tag.split('-')[0]?.toLowerCase());
    if (language) return { language, tag: isKnownTag(tag) ? tag : language };
  }
  return { language: 'en', tag: 'en' };
}

/** Some browsers without a desktop name the operating system's locale, such as `en-US@posix`, which every format of Intl refuses. */
function isKnownTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
