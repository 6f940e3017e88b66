/** The page's texts in Spanish, as `en.ts` has them in English. */
import type { Catalogue } from './en';
import acting from './es/acting.json';
import print from './es/print.json';
import top from './es/top.json';

export const catalogue: Catalogue = { ...acting, ...print, ...top };
