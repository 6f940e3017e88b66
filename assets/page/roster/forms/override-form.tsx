import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate';
import { addOverride } from '../edits/exceptions';
import { keysOf, momentOf, type RosterFormProps } from './day-forms';
import { Choice, Input } from './fields';
import { FormDialog } from './form-dialog';
import { initialTimes } from './initial';

/** On or off duty for a time, whatever the shifts. */
export function OverrideForm({ roster, asked, ...form }: RosterFormProps) {
  const [override, setOverride] = useState(() => ({
    who: asked?.person ?? '',
    available: asked?.available ?? false,
    ...(asked ? initialTimes(asked, roster) : { from: '', fromTime: '', to: '', toTime: '' }),
  }));
  const { who, available, from, fromTime, to, toTime } = override;
  const duty = t(available ? 'acting.on' : 'acting.off');
  const edit = () =>
    addOverride(form.text, { who, from: momentOf(from, fromTime), to: momentOf(to || from, toTime), available });
  return (
    <FormDialog
      {...form}
      title={t('acting.override-title')}
      edit={who !== '' && from !== '' ? edit : undefined}
      chosen={override}
      note={asked?.note ?? t('acting.override-note', { who, duty, from })}
    >
      <div class="fields">
        <Choice
          label={t('acting.override-who')}
          value={who}
          options={keysOf(roster)}
          none={t('acting.choose')}
          onValue={(value) => setOverride({ ...override, who: value })}
        />
        <label>
          {t('acting.override-duty')}
          <select
            value={String(available)}
            onChange={(event) => setOverride({ ...override, available: event.currentTarget.value === 'true' })}
          >
            <option value="true">{t('acting.on')}</option>
            <option value="false">{t('acting.off')}</option>
          </select>
        </label>
      </div>
      <div class="fields">
        <Input
          label={t('acting.first-day')}
          type="date"
          value={from}
          onValue={(value) => setOverride({ ...override, from: value })}
        />
        <Input
          label={t('acting.from-time')}
          type="time"
          value={fromTime}
          onValue={(value) => setOverride({ ...override, fromTime: value })}
        />
        <Input
          label={t('acting.last-day')}
          type="date"
          value={to}
          onValue={(value) => setOverride({ ...override, to: value })}
        />
        <Input
          label={t('acting.to-time')}
          type="time"
          value={toTime}
          onValue={(value) => setOverride({ ...override, toTime: value })}
        />
      </div>
      <p class="small">{t('acting.their-clock')}</p>
    </FormDialog>
  );
}
