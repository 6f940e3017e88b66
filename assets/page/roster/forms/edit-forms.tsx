import { useMemo, useState } from 'preact/hooks';
import { t } from '../../i18n/translate';
import { type GapAddress, ROSTER_ADDRESS } from '../../model/route';
import { rowsOf } from '../../model/rows';
import type { WallClock } from '../../model/wall-clock';
import type { State } from '../../store';
import type { Checked } from '../check';
import type { EditSession } from '../edit-session';
import { firstChange } from '../edits/line-changes';
import { CoverForm, HolidayForm, SwapForm } from './day-forms';
import { GapForm } from './gap-form';
import { AddPersonForm, RemovePersonForm, RotationForm } from './standing-forms';

interface Props {
  readonly session: EditSession;
  readonly checked: Checked;
  readonly state: State;
  readonly viewer: WallClock;
  readonly gap: GapAddress | undefined;
  /** @param line the first that has changed, from 1 */
  onEdited(text: string, line: number, note: string): void;
}

const FORMS = [
  ['roster-forms.cover', CoverForm],
  ['roster-forms.swap', SwapForm],
  ['roster-forms.rotation', RotationForm],
  ['roster-forms.holiday', HolidayForm],
  ['roster-forms.add', AddPersonForm],
  ['roster-forms.remove', RemovePersonForm],
] as const;

/** The frequent edits, which need no YAML. Each changes the text in the editor, and nothing else. */
export function EditForms({ session, checked, state, viewer, gap, onEdited }: Props) {
  const [open, setOpen] = useState<number>();
  const { text } = session;
  const { roster } = checked;
  const views = useMemo(() => Array.from(state.pages, (page) => page?.view), [state.pages]);
  const rows = useMemo(() => rowsOf(views, state.observations), [views, state.observations]);
  const close = (): void => {
    setOpen(undefined);
    if (gap) location.replace(ROSTER_ADDRESS);
  };
  const form = {
    text,
    onClose: close,
    onEdited(edited: string, note: string) {
      onEdited(edited, firstChange(text, edited), note);
      close();
    },
  };
  const Form = FORMS[open ?? -1]?.[1];
  return (
    <>
      <div class="buttons forms">
        {FORMS.map(([name], index) => (
          <button key={name} type="button" aria-disabled={!roster} onClick={() => roster && setOpen(index)}>
            {t(name)}
          </button>
        ))}
        {!roster && <span class="quiet-text">{t('roster-forms.correct-first')}</span>}
      </div>
      {roster && Form && <Form {...form} roster={roster} />}
      {roster && gap && !Form && (
        <GapForm
          key={`${gap.rule} ${gap.from}`}
          {...form}
          gap={gap}
          coverage={views[0]?.whole?.coverage}
          roster={roster}
          rows={rows}
          viewer={viewer}
        />
      )}
    </>
  );
}
