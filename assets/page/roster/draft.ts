/** Keeps an unpublished roster in the tab's session storage, so that neither a reload nor an expired session loses it. */

import { t } from '../i18n/translate';
import { DRAFT_KEY } from '../session';
import { read, subscribe, write } from '../store';
import { type Draft, draftOf } from './edit-session';

/** A keystroke is no reason to write a long text. ms */
const SAVE_AFTER = 300;

let timer = 0;

export function storedDraft(): Draft | undefined {
  const stored = sessionStorage.getItem(DRAFT_KEY);
  // Only this module writes it.
  return stored === null ? undefined : (JSON.parse(stored) as Draft);
}

function save(): void {
  window.clearTimeout(timer);
  timer = 0;
  const { editing } = read();
  if (!editing) return;
  const draft = draftOf(editing);
  try {
    if (draft) sessionStorage.setItem(DRAFT_KEY, JSON.stringify(draft));
    else sessionStorage.removeItem(DRAFT_KEY);
  } catch {
    // Browsers keep about 5 MB.
    const words = t('roster-notices.too-long');
    if (read().toast?.words !== words) write({ toast: { tone: 'bad', words } });
  }
}

/** Saves from now on: the first change at once, so that the rest of the page knows of it, and then when typing pauses. */
export function keepDraft(): void {
  let before = read().editing;
  subscribe(() => {
    const { editing } = read();
    if (editing === before) return;
    before = editing;
    if (!editing || sessionStorage.getItem(DRAFT_KEY) === null) save();
    else if (timer === 0) timer = window.setTimeout(save, SAVE_AFTER);
  });
  window.addEventListener('pagehide', save);
  window.addEventListener('beforeunload', (event) => {
    save();
    const { editing } = read();
    if (editing && draftOf(editing)) event.preventDefault();
  });
}
