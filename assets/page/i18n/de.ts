/** The page's texts in German, as `en.ts` has them in English. */

import openId from './de/open-id.json';
import reports from './de/reports.json';
import top from './de/top.json';
import type { Catalogue } from './en';

export const catalogue: Catalogue = { ...openId, ...reports, ...top };
