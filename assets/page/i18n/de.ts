/** The page's texts in German, as `en.ts` has them in English. */

import acting from './de/acting.json';
import print from './de/print.json';
import top from './de/top.json';
import type { Catalogue } from './en';

export const catalogue: Catalogue = { ...acting, ...print, ...top };
