import { useMemo, useState } from 'preact/hooks';
import { t } from '../../i18n/translate';
import { addressOfForm } from '../../model/form-address';
import { type GapAddress, ROSTER_ADDRESS } from '../../model/route';
import { rowsOf } from '../../model/rows';
import type { WallClock } from '../../model/wall-clock';
import type { State } from '../../store';
import type { Checked } from '../check';
import type { EditSession } from '../edit-session';
import { firstChange } from '../edits/line-changes';
import { useAskedForm } from './asked';
import { CoverForm, HolidayForm, SwapForm } from './day-forms';
import { GapForm } from './gap-form';
import { OverrideForm } from './override-form';
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

/** The forms that the timeline opens. */
const ASKED = { cover: CoverForm, swap: SwapForm, override: OverrideForm } as const;

/** The frequent edits, which need no YAML. Each changes the text in the editor, and nothing else. */
export function EditForms({ session, checked, state, viewer, gap, onEdited }: Props) {
  const [open, setOpen] = useState<number>();
  const { text } = session;
  const { roster } = checked;
  const views = useMemo(() => Array.from(state.pages, (page) => page?.view), [state.pages]);
  const rows = useMemo(() => rowsOf(views, state.observations), [views, state.observations]);
  const asked = useAskedForm();
  const close = (): void => {
    setOpen(undefined);
    if (gap || asked) location.replace(ROSTER_ADDRESS);
  };
  const form = {
    text,
    onClose: close,
    onEdited(edited: string, note: string) {
      onEdited(edited, firstChange(text, edited), note);
      close();
    },
  };
  const Form = asked ? ASKED[asked.form] : open === FORMS.length ? OverrideForm : FORMS[open ?? -1]?.[1];
  return (
    <>
      <div class="buttons forms">
        {FORMS.map(([name], index) => (
          <button key={name} type="button" aria-disabled={!roster} onClick={() => roster && setOpen(index)}>
            {t(name)}
          </button>
        ))}
        <button type="button" aria-disabled={!roster} onClick={() => roster && setOpen(FORMS.length)}>
          {t('acting.override-form')}
        </button>
        {!roster && <span class="quiet-text">{t('roster-forms.correct-first')}</span>}
      </div>
      {roster && Form && <Form key={asked ? addressOfForm(asked) : open} {...form} roster={roster} asked={asked} />}
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
