/** How the page's texts are loaded. */
import type { Catalogues, Part } from './catalogues';
import type { Language } from './language';

type Loaders = { readonly [Each in Part]: () => Promise<{ readonly catalogue: Catalogues[Each] }> };

/** A module each, so that readers load one language, and each part of the page with its own texts. */
export const CATALOGUES: Readonly<Record<Language, Loaders>> = {
  en: { first: () => import('./en'), later: () => import('./en-later'), roster: () => import('./en-roster') },
  es: { first: () => import('./es'), later: () => import('./es-later'), roster: () => import('./es-roster') },
  de: { first: () => import('./de'), later: () => import('./de-later'), roster: () => import('./de-roster') },
};
