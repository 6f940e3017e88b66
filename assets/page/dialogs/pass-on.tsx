import type { PersonView } from '../../api/views/views';
import { now } from '../clock';
import { t } from '../i18n/translate';
import type { Stretch } from '../model/bars';
import type { Draft } from '../model/draft';
import { addressOfForm, type FormAddress, withNote } from '../model/form-address';
import { nameOf } from '../model/names';
import { partAt, shiftOf, shiftsAhead } from '../model/shift-of';
import { span } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import { mayUse } from '../role';
import { close, updateDraft } from '../store';

interface Props {
  readonly person: PersonView;
  readonly stretches: readonly Stretch[];
  readonly draft: Draft;
  readonly reason: string;
  readonly viewer: WallClock;
}

/** Opens the roster's form for a cover or a swap of one of the person's shifts. Absent for whom the server would refuse. */
export function PassOn({ person, stretches, draft, reason, viewer }: Props) {
  const shifts = shiftsAhead(stretches, draft.chosen);
  // Of a bar that is none of these, no other shift is offered in its place.
  const chosen = draft.stretch === undefined ? shifts[0] : shifts.find(({ from }) => from === draft.stretch);
  const shift = chosen && shiftOf(chosen);
  if (!chosen || shift === undefined || !person.onRoster || !mayUse('/roster/publish')) return null;
  // A chosen place of a long stretch is where the span begins.
  const part = partAt(chosen, draft.at ?? Math.max(chosen.from, draft.chosen));
  const wordsOf = (stretch: Stretch) => `${shiftOf(stretch)}, ${span(stretch.from, stretch.to, viewer, now())}`;
  const link = (form: FormAddress['form'], words: string, name: string) => (
    <a
      class="button"
      href={`index.html${withNote(addressOfForm({ form, person: person.person, ...part, shift }), reason)}`}
      aria-label={name}
      onClick={close}
    >
      {words}
    </a>
  );
  const values = { person: nameOf(person), shift };
  return (
    <fieldset class="pass-on">
      <legend>{t('acting.pass-on')}</legend>
      <div class="fields">
        <select
          aria-label={t('acting.which-shift')}
          value={String(chosen.from)}
          onChange={(event) => {
            const { at: _, ...rest } = draft;
            updateDraft({ ...rest, stretch: Number(event.currentTarget.value) });
          }}
        >
          {shifts.map((stretch) => (
            <option key={stretch.from} value={String(stretch.from)}>
              {wordsOf(stretch)}
            </option>
          ))}
        </select>
        {link('cover', t('acting.cover'), t('acting.cover-of', values))}
        {link('swap', t('acting.swap'), t('acting.swap-of', values))}
      </div>
    </fieldset>
  );
}
