/**
 * Entry point that begins to load the texts of the reader's language while browsers are still busy with the page itself, which asks for them when it
 * runs: a round trip less before anything is shown.
 */
import { localeOf } from './i18n/language';
import { CATALOGUES } from './i18n/load';

// The page says what to do if they cannot be loaded.
CATALOGUES[localeOf(navigator.languages).language].first().catch(() => undefined);
