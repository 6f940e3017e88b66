import { useId, useMemo } from 'preact/hooks';
import type { RosterView, WholeView } from '../../api/views/views';
import { MINUTE } from '../../domain/time';
import { useNow } from '../clock';
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
          People
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
      {!first && !state.error && <p class="nothing">Loading the roster…</p>}
      {shown.length > 0 && first && (
        <TableOfPeople shown={shown} rows={rows} first={first} viewer={viewer} timesIn={timesIn} ticks={ticks} />
      )}
    </section>
  );
}

function NoMatch() {
  return (
    <p class="nothing">
      No one matches.{' '}
      <button type="button" onClick={() => write({ text: '', show: 'everyone' })}>
        Show everyone
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
  const people = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`;
  return shown === all ? people(all) : `${shown.toLocaleString('en-GB')} of ${people(all)}`;
}

function Search({ text }: { readonly text: string }) {
  return (
    <label class="search">
      <span class="unseen">Find a person</span>
      <input
        type="search"
        placeholder="Find a person"
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
      <span>Show</span>
      <select
        value={show}
        onChange={(event) => {
          const chosen = SHOWS.find(([each]) => each === event.currentTarget.value);
          write({ show: chosen?.[0] ?? 'everyone' });
        }}
      >
        {SHOWS.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const TIMES_IN: readonly (readonly [TimesIn, string])[] = [
  ['mine', 'my zone'],
  ['theirs', 'each person’s zone'],
];

function Times({ timesIn }: { readonly timesIn: TimesIn }) {
  const id = useId();
  return (
    <Part class="times" role="radiogroup" aria-labelledby={id}>
      <span id={id}>Times in</span>
      {TIMES_IN.map(([each, name]) => (
        <label key={each}>
          <input type="radio" name="times-in" checked={timesIn === each} onChange={() => write({ timesIn: each })} />
          <span>{name}</span>
        </label>
      ))}
    </Part>
  );
}

function Empty() {
  return (
    <div class="empty">
      <p>
        <strong>There is nobody on the roster yet.</strong>
      </p>
      <p>
        Put your people and their shifts into <a href={ROSTER_ADDRESS}>the roster</a> and publish it; or into{' '}
        <code>roster.yaml</code>, check that with <code>npx rosterline check</code>, and deploy it with{' '}
        <code>npm run deploy</code>.
      </p>
    </div>
  );
}
