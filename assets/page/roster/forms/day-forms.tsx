/** Forms about certain days: a cover, a swap, a holiday. */
import { useState } from 'preact/hooks';
import type { Roster } from '../../../domain/roster/roster';
import { t } from '../../i18n/translate';
import type { FormAddress } from '../../model/form-address';
import { addCover, addHoliday, addOverride, addSwap, HAS_COVERS } from '../edits/exceptions';
import { Choice, Input } from './fields';
import { FormDialog, type FormProps } from './form-dialog';
import { initialDate, initialTimes } from './initial';

export interface RosterFormProps extends FormProps {
  /** Of the text. */
  readonly roster: Roster;
  /** What it begins with. */
  readonly asked?: FormAddress | undefined;
}

/** Somebody works instead of another over a range. */
export function CoverForm({ roster, asked, ...form }: RosterFormProps) {
  const [cover, setCover] = useState(() => ({
    whose: asked?.person ?? '',
    by: '',
    ...(asked ? initialTimes(asked, roster) : { from: '', fromTime: '', to: '', toTime: '' }),
    shift: shiftsOf(roster).find((id) => id === asked?.shift) ?? '',
  }));
  const { whose, by, from, fromTime, to, toTime, shift } = cover;
  const people = keysOf(roster);
  const times = { from: momentOf(from, fromTime), to: momentOf(to || from, toTime) };
  const isReady = by !== '' && from !== '' && (whose !== '' || !HAS_COVERS);
  const edit = HAS_COVERS
    ? () => addCover(form.text, { for: whose, by, ...times, ...(shift !== '' && { shift }) })
    : () => addOverride(form.text, { who: by, ...times, available: true });
  return (
    <FormDialog
      {...form}
      title={t('roster-forms.cover-title')}
      edit={isReady ? edit : undefined}
      chosen={cover}
      note={asked?.note ?? `${by} covers${whose && ` for ${whose}`} from ${from}`}
    >
      <div class="fields">
        {HAS_COVERS && (
          <Choice
            label={t('roster-forms.away')}
            value={whose}
            options={people}
            none={t('roster-forms.choose')}
            onValue={(value) => setCover({ ...cover, whose: value })}
          />
        )}
        <Choice
          label={t('roster-forms.works')}
          value={by}
          options={people}
          none={t('roster-forms.choose')}
          onValue={(value) => setCover({ ...cover, by: value })}
        />
        {HAS_COVERS && (
          <Choice
            label={t('roster-forms.shift')}
            value={shift}
            options={shiftsOf(roster)}
            none={t('roster-forms.all-shifts')}
            onValue={(value) => setCover({ ...cover, shift: value })}
          />
        )}
      </div>
      <div class="fields">
        <Input
          label={t('roster-forms.first-day')}
          type="date"
          value={from}
          onValue={(value) => setCover({ ...cover, from: value })}
        />
        <Input
          label={t('roster-forms.from-time')}
          type="time"
          value={fromTime}
          onValue={(value) => setCover({ ...cover, fromTime: value })}
        />
        <Input
          label={t('roster-forms.last-day')}
          type="date"
          value={to}
          onValue={(value) => setCover({ ...cover, to: value })}
        />
        <Input
          label={t('roster-forms.until-time')}
          type="time"
          value={toTime}
          onValue={(value) => setCover({ ...cover, toTime: value })}
        />
      </div>
      {!HAS_COVERS && <p class="small">{t('roster-forms.cover-by-override')}</p>}
    </FormDialog>
  );
}

/** Somebody gives one shift to another. */
export function SwapForm({ roster, asked, ...form }: RosterFormProps) {
  const [swap, setSwap] = useState(() => ({
    shift: shiftsOf(roster).find((id) => id === asked?.shift) ?? '',
    date: asked ? initialDate(asked, roster) : '',
    give: asked?.person ?? '',
    take: '',
  }));
  const { shift, date, give, take } = swap;
  const people = keysOf(roster);
  const isReady = [shift, date, give, take].every((value) => value !== '');
  return (
    <FormDialog
      {...form}
      title={t('roster-forms.swap-title')}
      edit={isReady ? () => addSwap(form.text, swap) : undefined}
      chosen={swap}
      note={asked?.note ?? `${take} takes ${shift} of ${date} from ${give}`}
    >
      <div class="fields">
        <Choice
          label={t('roster-forms.shift')}
          value={shift}
          options={shiftsOf(roster)}
          none={t('roster-forms.choose')}
          onValue={(value) => setSwap({ ...swap, shift: value })}
        />
        <Input
          label={t('roster-forms.start-date')}
          type="date"
          value={date}
          onValue={(value) => setSwap({ ...swap, date: value })}
        />
        <Choice
          label={t('roster-forms.gives')}
          value={give}
          options={people}
          none={t('roster-forms.choose')}
          onValue={(value) => setSwap({ ...swap, give: value })}
        />
        <Choice
          label={t('roster-forms.takes')}
          value={take}
          options={people}
          none={t('roster-forms.choose')}
          onValue={(value) => setSwap({ ...swap, take: value })}
        />
      </div>
    </FormDialog>
  );
}

/** A date on which those with a calendar of holidays are off. */
export function HolidayForm({ roster, asked: _, ...form }: RosterFormProps) {
  const [calendar, setCalendar] = useState('');
  const [date, setDate] = useState('');
  const calendars = Object.keys(roster.holidays);
  const affected = roster.people.filter(({ holidays }) => holidays.includes(calendar)).map(({ key }) => key);
  return (
    <FormDialog
      {...form}
      title={t('roster-forms.holiday-title')}
      edit={calendar !== '' && date !== '' ? () => addHoliday(form.text, { calendar, date }) : undefined}
      chosen={[calendar, date]}
      note={`holiday ${calendar} ${date}`}
    >
      <div class="fields">
        {calendars.length > 0 ? (
          <Choice
            label={t('roster-forms.calendar')}
            value={calendar}
            options={calendars}
            none={t('roster-forms.choose')}
            onValue={setCalendar}
          />
        ) : (
          <Input label={t('roster-forms.new-calendar')} value={calendar} onValue={setCalendar} />
        )}
        <Input label={t('roster-forms.date')} type="date" value={date} onValue={setDate} />
      </div>
      {calendar !== '' && affected.length > 0 && (
        <p>{t('roster-forms.off-that-day', { people: affected.join(', ') })}</p>
      )}
    </FormDialog>
  );
}

export function keysOf({ people }: Roster): string[] {
  return people.map(({ key }) => key);
}

/** The ids of all shifts, each once. */
export function shiftsOf({ shifts }: Roster): string[] {
  return [...new Set(shifts.map(({ id }) => id))];
}

/** A local time; without a time the whole day. */
export function momentOf(date: string, time: string): string {
  return time === '' ? date : `${date}T${time}`;
}
