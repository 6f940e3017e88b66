/** Chooses the days on show: how many, and which. */
import { useId } from 'preact/hooks';
import { look } from '../address';
import { type Key, t } from '../i18n/translate';
import { monthName } from '../model/columns';
import type { Frame } from '../model/frame';
import { RANGES, type Range, stepped } from '../model/ranges';
import { dayName } from '../model/times';
import type { Day } from '../model/wall-clock';
import { Part } from '../parts/part';
import { Legend } from './legend';

interface Props {
  readonly range: Range;
  readonly frame: Frame;
  readonly today: Day;
  /** Whether a day is chosen, so that the view does not move on with the days. */
  readonly chosen: boolean;
}

const NAMES: Readonly<Record<Range, Key>> = {
  day: 'view.day',
  week: 'view.week',
  fortnight: 'view.fortnight',
  month: 'view.month',
};

/** Page Up, Page Down and Home, with the focus anywhere in the bar. */
export function RangeBar({ range, frame, today, chosen }: Props) {
  const back = stepped(range, frame, -1, today);
  const forward = stepped(range, frame, 1, today);
  const toToday = (): void => look({ day: undefined });
  const to = (day: Day | undefined) => (): void => {
    if (day !== undefined) look({ day });
  };
  const actions: Readonly<Record<string, () => void>> = { PageUp: to(back), PageDown: to(forward), Home: toToday };
  return (
    <Part
      role="group"
      class="range-bar"
      aria-label={t('view.days-shown')}
      onKeyDown={(event) => {
        const act = actions[event.key];
        if (!act || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        act();
      }}
    >
      <div class="buttons steps">
        <Step name={t('view.earlier')} keys="PageUp" disabled={back === undefined} act={to(back)}>
          <Arrow path="M10 2.5L4.5 8l5.5 5.5" />
        </Step>
        <Step name={t('view.today')} keys="Home" disabled={!chosen} act={toToday}>
          {t('view.today')}
        </Step>
        <Step name={t('view.later')} keys="PageDown" disabled={forward === undefined} act={to(forward)}>
          <Arrow path="M6 2.5L11.5 8 6 13.5" />
        </Step>
      </div>
      <p class="days-shown" role="status">
        {inWords(range, frame, today)}
      </p>
      <Legend />
      <Ranges range={range} />
    </Part>
  );
}

function Arrow({ path }: { readonly path: string }) {
  return (
    <svg class="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

interface StepProps {
  readonly name: string;
  readonly keys: string;
  readonly disabled: boolean;
  readonly act: () => void;
  readonly children: preact.ComponentChildren;
}

/** It keeps the focus where it leads no further. */
function Step({ name, keys, disabled, act, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-keyshortcuts={keys}
      aria-disabled={disabled}
      title={name}
      onClick={act}
    >
      {children}
    </button>
  );
}

function Ranges({ range }: Pick<Props, 'range'>) {
  const id = useId();
  return (
    <Part class="times" role="radiogroup" aria-labelledby={id}>
      <span id={id} class="unseen">
        {t('view.days-shown')}
      </span>
      {RANGES.map((each) => (
        <label key={each}>
          <input type="radio" name="range" checked={range === each} onChange={() => look({ range: each })} />
          <span>{t(NAMES[each])}</span>
        </label>
      ))}
    </Part>
  );
}

/** "Mon 23 Nov", "Mon 23 Nov – Sun 6 Dec", "November 2026". */
function inWords(range: Range, { first, days }: Frame, today: Day): string {
  if (range === 'month') return monthName(first);
  const start = dayName(first, today);
  return days === 1 ? start : t('view.days', { first: start, last: dayName(first + days - 1, today) });
}
