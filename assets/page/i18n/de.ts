/** The page's texts in German, as `en.ts` has them in English. */

import now from './de/now.json';
import top from './de/top.json';
import view from './de/view.json';
import type { Catalogue } from './en';

export const catalogue: Catalogue = { ...now, ...top, ...view };
