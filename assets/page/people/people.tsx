import { useId, useMemo } from 'preact/hooks';
import type { RosterView, WholeView } from '../../api/views/views';
import { look } from '../address';
import { useMinute } from '../clock';
import { Rich } from '../i18n/rich';
import { type Key, t } from '../i18n/translate';
import { type Frame, place, type TimesIn } from '../model/frame';
import { ROSTER_ADDRESS } from '../model/route';
import type { Row } from '../model/row';
import { filtered, SHOWS, type Show, teamsIn } from '../model/rows';
import { sorted } from '../model/sorting';
import type { Ticks } from '../model/ticks';
import type { WallClock } from '../model/wall-clock';
import { Part } from '../parts/part';
import type { State } from '../store';
import { useDays } from './days';
import { SortOrder, Teams } from './filters';
import { RangeBar } from './range-bar';
import { Table } from './table';

interface Props {
  readonly state: State;
  readonly rows: readonly Row[];
  readonly first: RosterView | undefined;
  readonly viewer: WallClock;
  readonly ticks: Ticks;
  /** The keys of those who need attention. */
  readonly attention: ReadonlySet<string>;
}

const NO_GAPS: WholeView['coverage'] = [];

/** The gaps within the frame. */
function gapsWithin(gaps: WholeView['coverage'], frame: Frame, viewer: WallClock): WholeView['coverage'] {
  return gaps.filter(
    ({ from, to }) => place(Date.parse(from), frame, viewer) < frame.days && place(Date.parse(to), frame, viewer) > 0,
  );
}

/** The toolbar and the table: everyone, filtered by name, team and state, with the days on show. */
export function People({ state, rows, first, viewer, ticks, attention }: Props) {
  const { text, show, team, sort, timesIn } = state.look;
  const minute = useMinute(state.pages);
  const { from = '', to = '' } = first ?? {};
  // Sorted before it is filtered, so that a letter typed into the search sorts nothing.
  const ordered = useMemo(
    () => sorted(rows, sort, { from: Date.parse(from), to: Date.parse(to) }, minute),
    [rows, sort, from, to, minute],
  );
  const wanted = useMemo(
    () => filtered(ordered, { text, show, team }, ticks, attention),
    [ordered, text, show, team, ticks, attention],
  );
  const teams = useMemo(() => teamsIn(rows), [rows]);
  return (
    <section class="people" aria-labelledby="people-heading">
      <div class="toolbar">
        <h2 id="people-heading" tabIndex={-1}>
          {t('people.heading')}
        </h2>
        <Search text={text} />
        <Filter show={show} />
        <Teams teams={teams} team={team} />
        <SortOrder sort={sort} />
        <Times timesIn={timesIn} />
        <p class="shown" role="status">
          {first && countOf(wanted.length, Math.max(rows.length, first.total))}
        </p>
      </div>
      {first && rows.length === 0 && <Empty />}
      {!first && !state.error && <p class="nothing">{t('people.loading')}</p>}
      {rows.length > 0 && first && (
        <TableOfPeople
          state={state}
          shown={wanted}
          isFiltered={wanted !== ordered}
          rows={rows}
          first={first}
          viewer={viewer}
          minute={minute}
          ticks={ticks}
        />
      )}
    </section>
  );
}

function NoMatch() {
  return (
    <p class="nothing">
      {t('people.no-match')}{' '}
      <button type="button" onClick={() => look({ text: '', show: 'everyone', team: '' })}>
        {t('people.show-everyone')}
      </button>
    </p>
  );
}

interface TableOfPeopleProps {
  readonly state: State;
  readonly shown: readonly Row[];
  readonly isFiltered: boolean;
  /** Before filtering. */
  readonly rows: readonly Row[];
  readonly first: RosterView;
  readonly viewer: WallClock;
  readonly minute: number;
  readonly ticks: Ticks;
}

/** Works out the days that the table shows. */
function TableOfPeople({ state, shown, isFiltered, rows, first, viewer, minute, ticks }: TableOfPeopleProps) {
  const { range, day, timesIn } = state.look;
  const days = useDays(state, first, rows, viewer, minute);
  const { frame, today } = days;
  return (
    <>
      <RangeBar range={range} frame={frame} today={today} chosen={day !== undefined} />
      {frame.first < today && <p class="quiet-text small">{t('view.past')}</p>}
      <p class="quiet-text small days-state" role="status">
        {days.state === 'loading' && t('view.loading')}
        {days.state === 'failed' && t('view.not-loaded')}
      </p>
      {shown.length === 0 && rows.length < first.total ? (
        <p class="nothing">{t('people.loading')}</p>
      ) : shown.length === 0 ? (
        <NoMatch />
      ) : (
        <Table
          rows={shown}
          // Among those who were searched for, the gaps of all would be out of place.
          coverage={isFiltered ? NO_GAPS : gapsWithin(days.coverage, frame, viewer)}
          days={days}
          minute={minute}
          viewer={viewer}
          timesIn={timesIn}
          ticks={ticks}
          answeredAt={state.lastAnswerAt}
        />
      )}
    </>
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
        onInput={(event) => look({ text: event.currentTarget.value })}
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
          look({ show: chosen?.[0] ?? 'everyone' });
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
          <input type="radio" name="times-in" checked={timesIn === each} onChange={() => look({ timesIn: each })} />
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
