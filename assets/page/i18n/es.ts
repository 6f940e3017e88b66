/** The page's texts in Spanish, as `en.ts` has them in English. */
import type { Catalogue } from './en';
import dialog from './es/dialog.json';
import dialogAudit from './es/dialog-audit.json';
import dialogHandover from './es/dialog-handover.json';
import dialogSet from './es/dialog-set.json';
import dialogWhy from './es/dialog-why.json';
import top from './es/top.json';

export const catalogue: Catalogue = {
  ...dialog,
  ...dialogAudit,
  ...dialogHandover,
  ...dialogSet,
  ...dialogWhy,
  ...top,
};
