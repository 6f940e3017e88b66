/** The page's texts in German, as `en.ts` has them in English. */

import times from './de/times.json';
import top from './de/top.json';
import type { Catalogue } from './en';

export const catalogue: Catalogue = { ...times, ...top };
