/** The page's texts in English: a file an area, keys `<area>.<name>`, values in ICU MessageFormat. */
import now from './en/now.json';
import top from './en/top.json';
import view from './en/view.json';

export const en = { ...now, ...top, ...view };

/** What every other language has to have. */
export type Catalogue = { readonly [Key in keyof typeof en]: string };
