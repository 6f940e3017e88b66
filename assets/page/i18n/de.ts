/** The page's texts in German, as `en.ts` has them in English. */

import dialog from './de/dialog.json';
import dialogAudit from './de/dialog-audit.json';
import dialogHandover from './de/dialog-handover.json';
import dialogSet from './de/dialog-set.json';
import dialogWhy from './de/dialog-why.json';
import top from './de/top.json';
import type { Catalogue } from './en';

export const catalogue: Catalogue = {
  ...dialog,
  ...dialogAudit,
  ...dialogHandover,
  ...dialogSet,
  ...dialogWhy,
  ...top,
};
