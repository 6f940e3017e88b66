import { useMemo, useState } from 'preact/hooks';
import type { WholeView } from '../../../api/views/views';
import type { Roster } from '../../../domain/roster/roster';
import type { Interval } from '../../../domain/schedule/schedule';
import { now } from '../../clock';
import { t } from '../../i18n/translate';
import type { GapAddress } from '../../model/route';
import type { Row } from '../../model/row';
import { span } from '../../model/times';
import type { WallClock } from '../../model/wall-clock';
import { putOnDuty } from '../edits/gap';
import type { EditResult } from '../edits/result';
import { type Candidate, candidatesFor, missingFrom } from './candidates';
import { FormDialog, type FormProps } from './form-dialog';

interface Props extends FormProps {
  readonly gap: GapAddress;
  /** All gaps; undefined until they are loaded. */
  readonly coverage: WholeView['coverage'] | undefined;
  readonly roster: Roster;
  readonly rows: readonly Row[];
  readonly viewer: WallClock;
}

/** Fills a gap in the coverage with somebody who can. */
export function GapForm({ gap: { rule, from }, coverage, roster, rows, viewer, ...form }: Props) {
  const gaps = useMemo(() => coverage?.filter(({ id, to }) => id === rule && Date.parse(to) > now()), [coverage]);
  const [chosenStart, setChosenStart] = useState(from);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const gap = gaps?.find((each) => each.from === chosenStart) ?? gaps?.[0];
  if (!gap) {
    return (
      <FormDialog {...form} title={t('roster-forms.gap-title', { rule })} edit={undefined} chosen={undefined} note="">
        <p>{gaps ? t('roster-forms.no-gap', { rule }) : t('roster-forms.loading-gaps')}</p>
      </FormDialog>
    );
  }
  const interval = { from: Math.max(Date.parse(gap.from), now()), to: Date.parse(gap.to) };
  const when = (each: { readonly from: string; readonly to: string }) =>
    span(Date.parse(each.from), Date.parse(each.to), viewer, now());
  const people = roster.coverage.find(({ id }) => id === rule)?.of.map((index) => roster.people[index]?.key ?? '');
  const missing = missingFrom(rows, people, interval);
  const candidates = candidatesFor(rows, people, interval);
  const lacking = gap.need - gap.have;
  return (
    <FormDialog
      {...form}
      title={t('roster-forms.gap-title', { rule })}
      edit={
        chosen.length === 0
          ? undefined
          : () => fill(form.text, chosen, { ...interval, from: Date.parse(gap.from) }, missing[0]?.person)
      }
      chosen={[gap.from, chosen]}
      note={`${rule}, ${when(gap)}: ${chosen.join(', ')}`}
    >
      {gaps && gaps.length > 1 && (
        <div class="fields">
          <label>
            {t('roster-forms.gap', { city: viewer.city })}
            <select
              value={gap.from}
              onChange={(event) => {
                setChosenStart(event.currentTarget.value);
                setChosen([]);
              }}
            >
              {gaps.map((each) => (
                <option key={each.from} value={each.from}>
                  {when(each)}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <p>
        <strong>{t('roster-forms.have-of-need', { have: gap.have, need: gap.need })}</strong>{' '}
        {t('roster-forms.gap-when', { when: when(gap) })}{' '}
        {missing.map(({ name, words }) => t('roster-forms.missing', { person: name, because: words })).join(' ')}
      </p>
      <People candidates={candidates} chosen={chosen} lacking={lacking} onChosen={setChosen} />
    </FormDialog>
  );
}

interface PeopleProps {
  readonly candidates: readonly Candidate[];
  readonly chosen: readonly string[];
  readonly lacking: number;
  onChosen(people: readonly string[]): void;
}

function People({ candidates, chosen, lacking, onChosen }: PeopleProps) {
  return (
    <fieldset class="choices">
      <legend>{t('roster-forms.who-works', { count: lacking })}</legend>
      {candidates.length === 0 && <p>{t('roster-forms.nobody-else')}</p>}
      {candidates.map(({ person, name, words }) => (
        <label key={person}>
          <input
            type={lacking === 1 ? 'radio' : 'checkbox'}
            name="by"
            checked={chosen.includes(person)}
            onChange={(event) => {
              const others = lacking === 1 ? [] : chosen.filter((one) => one !== person);
              onChosen(event.currentTarget.checked ? [...others, person] : others);
            }}
          />
          <span>
            <strong>{name}</strong> {words}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Puts each of them on duty. */
function fill(text: string, people: readonly string[], gap: Interval, missing: string | undefined): EditResult {
  let result: EditResult = { text };
  for (const person of people) {
    if ('fault' in result) return result;
    result = putOnDuty(result.text, person, gap, missing);
  }
  return result;
}
