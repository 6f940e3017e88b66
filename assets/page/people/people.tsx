import { useId, useMemo } from 'preact/hooks';
import type { RosterView, WholeView } from '../../api/views/views';
import { MINUTE } from '../../domain/time';
import { useNow } from '../clock';
import { Rich } from '../i18n/rich';
import { type Key, t } from '../i18n/translate';
import { type Frame, frameAt, place, type TimesIn } from '../model/frame';
import { ROSTER_ADDRESS } from '../model/route';
import type { Row } from '../model/row';
import { filtered, SHOWS, type Show } from '../model/rows';
import type { Ticks } from '../model/ticks';
import { clockOf, type WallClock } from '../model/wall-clock';
import { Part } from '../parts/part';
import { type State, write } from '../store';
import { Legend } from './legend';
import { Table } from './table';

interface Props {
  readonly state: State;
  readonly rows: readonly Row[];
  readonly first: RosterView | undefined;
  readonly viewer: WallClock;
  readonly ticks: Ticks;
}

const NO_GAPS: WholeView['coverage'] = [];

/** The gaps within the frame. */
function gapsWithin(gaps: WholeView['coverage'], frame: Frame, viewer: WallClock): WholeView['coverage'] {
  return gaps.filter(
    ({ from, to }) => place(Date.parse(from), frame, viewer) < frame.days && place(Date.parse(to), frame, viewer) > 0,
  );
}

/** The toolbar and the table: everyone, filtered by name and state, with the days ahead. */
export function People({ state, rows, first, viewer, ticks }: Props) {
  const { text, show, timesIn } = state;
  const shown = useMemo(() => filtered(rows, text, show, ticks), [rows, text, show, ticks]);
  return (
    <section class="people" aria-labelledby="people-heading">
      <div class="toolbar">
        <h2 id="people-heading" tabIndex={-1}>
          {t('people.heading')}
        </h2>
        <Search text={text} />
        <Filter show={show} />
        <Times timesIn={timesIn} />
        <Legend />
        <p class="shown" role="status">
          {first && countOf(shown.length, rows.length)}
        </p>
      </div>
      {first && rows.length === 0 && <Empty />}
      {first && rows.length > 0 && shown.length === 0 && <NoMatch />}
      {!first && !state.error && <p class="nothing">{t('people.loading')}</p>}
      {shown.length > 0 && first && (
        <TableOfPeople shown={shown} rows={rows} first={first} viewer={viewer} timesIn={timesIn} ticks={ticks} />
      )}
    </section>
  );
}

function NoMatch() {
  return (
    <p class="nothing">
      {t('people.no-match')}{' '}
      <button type="button" onClick={() => write({ text: '', show: 'everyone' })}>
        {t('people.show-everyone')}
      </button>
    </p>
  );
}

interface TableOfPeopleProps {
  readonly shown: readonly Row[];
  /** Before filtering. */
  readonly rows: readonly Row[];
  readonly first: RosterView;
  readonly viewer: WallClock;
  readonly timesIn: TimesIn;
  readonly ticks: Ticks;
}

/** Works out the days that the table shows. */
function TableOfPeople({ shown, rows, first, viewer, timesIn, ticks }: TableOfPeopleProps) {
  const minute = useNow(MINUTE);
  const zones = useMemo(() => [...new Set(rows.map(({ person }) => person.zone))], [rows]);
  const today = frameAt(minute, viewer, zones.map(clockOf), timesIn).first;
  // One object a day, so that its dependants render once a day.
  const frame = useMemo(() => frameAt(minute, viewer, zones.map(clockOf), timesIn), [today, timesIn, viewer]);
  const reach = useMemo(() => ({ from: Date.parse(first.from), to: Date.parse(first.to) }), [first.from, first.to]);
  return (
    <Table
      rows={shown}
      all={rows}
      // Among those who were searched for, the gaps of all would be out of place.
      coverage={shown === rows ? gapsWithin(first.whole?.coverage ?? [], frame, viewer) : NO_GAPS}
      reach={reach}
      frame={frame}
      minute={minute}
      viewer={viewer}
      timesIn={timesIn}
      ticks={ticks}
    />
  );
}

function countOf(shown: number, all: number): string {
  return shown === all ? t('people.count', { count: all }) : t('people.count-shown', { shown, count: all });
}

function Search({ text }: { readonly text: string }) {
  return (
    <label class="search">
      <span class="unseen">{t('people.find')}</span>
      <input
        type="search"
        placeholder={t('people.find')}
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => write({ text: event.currentTarget.value })}
      />
    </label>
  );
}

function Filter({ show }: { readonly show: Show }) {
  return (
    <label class="filter">
      <span>{t('people.show')}</span>
      <select
        value={show}
        onChange={(event) => {
          const chosen = SHOWS.find(([each]) => each === event.currentTarget.value);
          write({ show: chosen?.[0] ?? 'everyone' });
        }}
      >
        {SHOWS.map(([each, name]) => (
          <option key={each} value={each}>
            {t(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

const TIMES_IN: readonly (readonly [TimesIn, Key])[] = [
  ['mine', 'people.my-zone'],
  ['theirs', 'people.their-zone'],
];

function Times({ timesIn }: { readonly timesIn: TimesIn }) {
  const id = useId();
  return (
    <Part class="times" role="radiogroup" aria-labelledby={id}>
      <span id={id}>{t('people.times-in')}</span>
      {TIMES_IN.map(([each, name]) => (
        <label key={each}>
          <input type="radio" name="times-in" checked={timesIn === each} onChange={() => write({ timesIn: each })} />
          <span>{t(name)}</span>
        </label>
      ))}
    </Part>
  );
}

function Empty() {
  return (
    <div class="empty">
      <p>
        <strong>{t('people.empty')}</strong>
      </p>
      <p>
        <Rich
          text={t('people.empty-remedy')}
          elements={{ roster: (text) => <a href={ROSTER_ADDRESS}>{text}</a>, code: (text) => <code>{text}</code> }}
        />
      </p>
    </div>
  );
}
