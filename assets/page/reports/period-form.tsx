/** Which report is shown, and of which period. */
import { t } from '../i18n/translate';
import { type Preset, presetsOf, REPORTS, type ReportName, type ReportRequest } from '../model/reports';

interface Props {
  readonly asked: ReportRequest;
  readonly change: (change: Partial<ReportRequest>) => void;
}

const BY = ['total', 'day', 'week', 'month'] as const;

export function PeriodForm({ asked, change }: Props) {
  const { name, preset, from, to, by } = asked;
  const choose = (chosen: ReportName): void =>
    change({ name: chosen, preset: presetsOf(chosen).includes(preset) ? preset : 'days-90' });
  return (
    <form class="report-form" onSubmit={(event) => event.preventDefault()}>
      <Choice
        id="report-name"
        label={t('reports.report')}
        value={name}
        options={REPORTS.map((each) => [each, t(`reports.${each}`)])}
        choose={choose}
      />
      <Choice
        id="report-period"
        label={t('reports.period')}
        value={preset}
        options={presetsOf(name).map((each) => [each, t(`reports.${each}`)])}
        choose={(chosen: Preset) => change({ preset: chosen })}
      />
      {preset === 'own' && (
        <>
          <Day id="report-from" label={t('reports.from')} value={from} change={(day) => change({ from: day })} />
          <Day id="report-to" label={t('reports.to')} value={to} change={(day) => change({ to: day })} />
        </>
      )}
      {name === 'duty' && (
        <Choice
          id="report-by"
          label={t('reports.by')}
          value={by}
          options={BY.map((each) => [each, t(`reports.by-${each}`)])}
          choose={(chosen: ReportRequest['by']) => change({ by: chosen })}
        />
      )}
    </form>
  );
}

interface ChoiceProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  /** Value → what it is called. */
  readonly options: readonly (readonly [Value, string])[];
  readonly choose: (value: Value) => void;
}

function Choice<Value extends string>({ id, label, value, options, choose }: ChoiceProps<Value>) {
  return (
    <div>
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options.find(([each]) => each === currentTarget.value);
          if (chosen) choose(chosen[0]);
        }}
      >
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DayProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (day: string) => void;
}

function Day({ id, label, value, change }: DayProps) {
  return (
    <div>
      <label for={id}>{label}</label>
      {/* Without a limit of its own Chromium takes years of six digits. */}
      <input
        id={id}
        type="date"
        max="9999-12-31"
        value={value}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    </div>
  );
}
