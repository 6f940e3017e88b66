/** The page's texts in Spanish, as `en.ts` has them in English. */
import type { Catalogue } from './en';
import openId from './es/open-id.json';
import reports from './es/reports.json';
import top from './es/top.json';

export const catalogue: Catalogue = { ...openId, ...reports, ...top };
