/** The page's texts in English: a file an area, keys `<area>.<name>`, values in ICU MessageFormat. */
import openId from './en/open-id.json';
import reports from './en/reports.json';
import top from './en/top.json';

export const en = { ...openId, ...reports, ...top };

/** What every other language has to have. */
export type Catalogue = { readonly [Key in keyof typeof en]: string };
