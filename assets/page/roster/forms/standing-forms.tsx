/** Forms about what lasts: rotations and people. */
import { useMemo, useState } from 'preact/hooks';
import { type Key, t } from '../../i18n/translate';
import { addPerson, mentionsOf, removePerson, type TurnsLeft } from '../edits/people';
import { changeRotation, membersNow } from '../edits/rotation';
import { keysOf, type RosterFormProps } from './day-forms';
import { Choice, Input } from './fields';
import { FormDialog } from './form-dialog';

/** Other members of a rotation from a date on. */
export function RotationForm({ roster, ...form }: RosterFormProps) {
  const [change, setChange] = useState({ shift: '', from: '', members: '', next: '' });
  const { shift, from, members, next } = change;
  const shifts = roster.shifts.filter(({ rotation }) => rotation).map(({ id }) => id);
  const isReady = shift !== '' && from !== '' && members.trim() !== '';
  const edit = () => changeRotation(form.text, { shift, from, members, ...(next !== '' && { next }) });
  return (
    <FormDialog
      {...form}
      title={t('roster-forms.rotation-title')}
      edit={isReady ? edit : undefined}
      chosen={change}
      note={`${shift} rotates ${members} from ${from}`}
    >
      <div class="fields">
        <Choice
          label={t('roster-forms.shift')}
          value={shift}
          options={shifts}
          none={t('roster-forms.choose')}
          onValue={(value) => setChange({ ...change, shift: value, members: membersNow(form.text, value) ?? '' })}
        />
        <Input
          label={t('roster-forms.from')}
          type="date"
          value={from}
          onValue={(value) => setChange({ ...change, from: value })}
        />
        <Input
          label={t('roster-forms.members')}
          value={members}
          placeholder="ana, ben, nobody"
          onValue={(value) => setChange({ ...change, members: value })}
        />
        <Choice
          label={t('roster-forms.whose-turn')}
          value={next}
          options={[...keysOf(roster), 'nobody']}
          none={t('roster-forms.next-anyway')}
          onValue={(value) => setChange({ ...change, next: value })}
        />
      </div>
      <p class="small">{t('roster-forms.turns-before')}</p>
    </FormDialog>
  );
}

export function AddPersonForm({ roster, ...form }: RosterFormProps) {
  const [person, setPerson] = useState({ key: '', identity: '', zone: '' });
  const [shifts, setShifts] = useState<readonly string[]>([]);
  const { key, identity, zone } = person;
  const offered = [...new Set(roster.shifts.filter(({ who }) => who).map(({ id }) => id))];
  const isReady = key.trim() !== '' && identity.trim() !== '';
  const edit = () =>
    addPerson(form.text, { key: key.trim(), identity: identity.trim(), shifts, ...(zone !== '' && { zone }) });
  return (
    <FormDialog
      {...form}
      title={t('roster-forms.add-title')}
      edit={isReady ? edit : undefined}
      chosen={[person, shifts]}
      note={`${key} joins`}
    >
      <div class="fields">
        <Input
          label={t('roster-forms.key')}
          value={key}
          placeholder="ana"
          onValue={(value) => setPerson({ ...person, key: value })}
        />
        <Input
          label={t('roster-forms.identity')}
          value={identity}
          placeholder="ana@example.com"
          onValue={(value) => setPerson({ ...person, identity: value })}
        />
        <Input
          label={t('roster-forms.zone', { zone: roster.zone })}
          value={zone}
          onValue={(value) => setPerson({ ...person, zone: value })}
        />
      </div>
      {offered.length > 0 && (
        <fieldset class="choices">
          <legend>{t('roster-forms.works-shifts')}</legend>
          {offered.map((id) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={shifts.includes(id)}
                onChange={(event) =>
                  setShifts(event.currentTarget.checked ? [...shifts, id] : shifts.filter((one) => one !== id))
                }
              />
              <span>{id}</span>
            </label>
          ))}
        </fieldset>
      )}
    </FormDialog>
  );
}

const TURNS: readonly (readonly [TurnsLeft, Key])[] = [
  ['empty', 'roster-forms.turns-empty'],
  ['close', 'roster-forms.turns-close'],
];

export function RemovePersonForm({ roster, ...form }: RosterFormProps) {
  const [key, setKey] = useState('');
  const [turns, setTurns] = useState<TurnsLeft>('empty');
  const mentions = useMemo(() => (key === '' ? [] : mentionsOf(form.text, key)), [form.text, key]);
  const isInRotation = mentions.some(({ place }) => place.kind === 'member');
  return (
    <FormDialog
      {...form}
      title={t('roster-forms.remove-title')}
      edit={key === '' ? undefined : () => removePerson(form.text, key, turns)}
      chosen={[key, turns]}
      note={`${key} leaves the roster`}
    >
      <div class="fields">
        <Choice
          label={t('roster-forms.person')}
          value={key}
          options={keysOf(roster)}
          none={t('roster-forms.choose')}
          onValue={setKey}
        />
      </div>
      {mentions.length > 0 && (
        <div>
          <p>{t('roster-forms.mentions', { person: key })}</p>
          <ul class="mentions">
            {mentions.map(({ line, words }) => (
              <li key={`${line} ${words}`}>
                {words} <span class="quiet-text">{t('roster-forms.mention-line', { line })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {isInRotation && (
        <fieldset class="choices">
          <legend>{t('roster-forms.their-turns')}</legend>
          {TURNS.map(([value, effect]) => (
            <label key={value}>
              <input type="radio" name="turns" checked={turns === value} onChange={() => setTurns(value)} />
              <span>{t(effect)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {key !== '' && <p class="small">{t('roster-forms.no-lock-out')}</p>}
    </FormDialog>
  );
}
