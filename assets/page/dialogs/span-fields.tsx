import { t } from '../i18n/translate';
import type { Draft } from '../model/draft';
import { withNote } from '../model/form-address';
import type { WallClock } from '../model/wall-clock';
import { close, updateDraft } from '../store';

/** Keeps a browser's field from taking a year of more than four digits. */
export const LAST_DATE = '9999-12-31';

/** From when to when, on the viewer's clock. */
export function SpanFields({ draft, viewer: { city } }: { readonly draft: Draft; readonly viewer: WallClock }) {
  const field = (key: 'from' | 'until', label: string) => (
    <label>
      {label}
      <input
        type="datetime-local"
        value={draft[key]}
        max={`${LAST_DATE}T23:59`}
        onInput={(event) => updateDraft({ ...draft, [key]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      {field('from', t('acting.from-mine', { city }))}
      {field('until', t('acting.to-mine', { city }))}
    </>
  );
}

/** What the confirming button does where the roster's form goes on. */
export function planning(address: string, reason: string): { readonly verb: string; readonly onConfirm: () => void } {
  return {
    verb: t('acting.into-roster'),
    onConfirm: () => {
      close();
      location.hash = withNote(address, reason);
    },
  };
}
