/** The page's texts in Spanish, as `en.ts` has them in English. */
import type { Catalogue } from './en';
import now from './es/now.json';
import top from './es/top.json';
import view from './es/view.json';

export const catalogue: Catalogue = { ...now, ...top, ...view };
