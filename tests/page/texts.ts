import { catalogue as de } from '../../assets/page/i18n/de';
import { catalogue as deLater } from '../../assets/page/i18n/de-later';
import { catalogue as deRoster } from '../../assets/page/i18n/de-roster';
import { catalogue as en } from '../../assets/page/i18n/en';
import { catalogue as enLater } from '../../assets/page/i18n/en-later';
import { catalogue as enRoster } from '../../assets/page/i18n/en-roster';
import { catalogue as es } from '../../assets/page/i18n/es';
import { catalogue as esLater } from '../../assets/page/i18n/es-later';
import { catalogue as esRoster } from '../../assets/page/i18n/es-roster';
import type { Locale } from '../../assets/page/i18n/language';
import { speak, withTexts } from '../../assets/page/i18n/translate';

/** All texts of the page, whichever part of it says them. */
export const TEXTS = {
  en: { ...en, ...enLater, ...enRoster },
  es: { ...es, ...esLater, ...esRoster },
  de: { ...de, ...deLater, ...deRoster },
};

/** Makes everything that is imported from the page speak a language, as if each of its parts had been loaded. */
export async function speakEverywhere(locale: Locale): Promise<void> {
  await speak(locale);
  await withTexts(Promise.resolve(), 'later', 'roster');
}
