/** Forms about what lasts: rotations and people. */
import { useMemo, useState } from 'preact/hooks';
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
      title="Change a rotation"
      edit={isReady ? edit : undefined}
      chosen={change}
      note={`${shift} rotates ${members} from ${from}`}
    >
      <div class="fields">
        <Choice
          label="Shift"
          value={shift}
          options={shifts}
          none="Choose"
          onValue={(value) => setChange({ ...change, shift: value, members: membersNow(form.text, value) ?? '' })}
        />
        <Input label="From" type="date" value={from} onValue={(value) => setChange({ ...change, from: value })} />
        <Input
          label="Members in their order, or nobody"
          value={members}
          placeholder="ana, ben, nobody"
          onValue={(value) => setChange({ ...change, members: value })}
        />
        <Choice
          label="Whose turn is first"
          value={next}
          options={[...keysOf(roster), 'nobody']}
          none="whoever is next anyway"
          onValue={(value) => setChange({ ...change, next: value })}
        />
      </div>
      <p class="small">The turns before that date stay as they are.</p>
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
      title="Add a person"
      edit={isReady ? edit : undefined}
      chosen={[person, shifts]}
      note={`${key} joins`}
    >
      <div class="fields">
        <Input
          label="Short name, as a key"
          value={key}
          placeholder="ana"
          onValue={(value) => setPerson({ ...person, key: value })}
        />
        <Input
          label="Identity in Frontline"
          value={identity}
          placeholder="ana@example.com"
          onValue={(value) => setPerson({ ...person, identity: value })}
        />
        <Input
          label={`Time zone, if not ${roster.zone}`}
          value={zone}
          onValue={(value) => setPerson({ ...person, zone: value })}
        />
      </div>
      {offered.length > 0 && (
        <fieldset class="choices">
          <legend>Works these shifts</legend>
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

const TURNS: readonly (readonly [TurnsLeft, string])[] = [
  ['empty', 'stay empty: everybody else keeps theirs'],
  ['close', 'go to the others, whose turns move up'],
];

export function RemovePersonForm({ roster, ...form }: RosterFormProps) {
  const [key, setKey] = useState('');
  const [turns, setTurns] = useState<TurnsLeft>('empty');
  const mentions = useMemo(() => (key === '' ? [] : mentionsOf(form.text, key)), [form.text, key]);
  const isInRotation = mentions.some(({ place }) => place.kind === 'member');
  return (
    <FormDialog
      {...form}
      title="Take a person off the roster"
      edit={key === '' ? undefined : () => removePerson(form.text, key, turns)}
      chosen={[key, turns]}
      note={`${key} leaves the roster`}
    >
      <div class="fields">
        <Choice label="Person" value={key} options={keysOf(roster)} none="Choose" onValue={setKey} />
      </div>
      {mentions.length > 0 && (
        <div>
          <p>This is all that names {key}, and all of it goes:</p>
          <ul class="mentions">
            {mentions.map(({ line, words }) => (
              <li key={`${line} ${words}`}>
                {words} <span class="quiet-text">(line {line})</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {isInRotation && (
        <fieldset class="choices">
          <legend>Their turns</legend>
          {TURNS.map(([value, words]) => (
            <label key={value}>
              <input type="radio" name="turns" checked={turns === value} onChange={() => setTurns(value)} />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      )}
      {key !== '' && (
        <p class="small">Taking somebody off the roster does not lock them out: that is what HR’s event does.</p>
      )}
    </FormDialog>
  );
}
