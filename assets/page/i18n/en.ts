/** The page's texts in English: a file an area, keys `<area>.<name>`, values in ICU MessageFormat. */
import acting from './en/acting.json';
import print from './en/print.json';
import top from './en/top.json';

export const en = { ...acting, ...print, ...top };

/** What every other language has to have. */
export type Catalogue = { readonly [Key in keyof typeof en]: string };
