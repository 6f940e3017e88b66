import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WholeView } from '../../api/views/views';
import { fetchVisible } from '../fetching';
import { t } from '../i18n/translate';
import { columnsOf } from '../model/columns';
import { DAYS, type Frame, percent, place, type TimesIn } from '../model/frame';
import type { Row } from '../model/row';
import type { Ticks } from '../model/ticks';
import { isWeekend } from '../model/times';
import { clockOf, type WallClock } from '../model/wall-clock';
import { Part } from '../parts/part';
import { Printing } from '../print/printing';
import type { Days } from './days';
import { Gaps } from './gaps';
import { PersonRow } from './person-row';
import { Sample, useMeasured } from './sample';
import { useDebounced, useMedia, useVisible } from './windowing';

/** At this width rows are cards, each with its own scrolling timeline. The style sheet has the same value. */
const NARROW = '(max-width: 63.99rem)';

interface Props {
  readonly rows: readonly Row[];
  readonly coverage: WholeView['coverage'];
  readonly days: Days;
  readonly minute: number;
  readonly viewer: WallClock;
  readonly timesIn: TimesIn;
  readonly ticks: Ticks;
  /** When the server answered last, ms: whoever is still to be fetched then, is. */
  readonly answeredAt: number | undefined;
}

export function Table(props: Props) {
  const { rows, coverage, days, minute, viewer, timesIn } = props;
  const { frame } = days;
  const sample = useRef<HTMLDivElement>(null);
  const { height, letters } = useMeasured(sample);
  const narrow = useMedia(NARROW);
  const rules = [...new Set(coverage.map(({ id }) => id))];
  const style = {
    '--now': percent(place(minute, frame, viewer), frame),
    '--days': String(columnsOf(frame).length),
    '--weekends': weekends(frame),
  };
  return (
    <Part
      class={`table ${sizeOf(frame)}`}
      role="table"
      aria-labelledby="people-heading"
      aria-rowcount={1 + rules.length + rows.length}
      style={style}
    >
      <Head frame={frame} viewer={viewer} timesIn={timesIn} />
      {rules.length > 0 && (
        <Rules
          ids={rules}
          coverage={coverage}
          frame={frame}
          minute={minute}
          viewer={viewer}
          narrow={narrow}
          letters={letters}
        />
      )}
      <Printing {...props} />
      <Rows {...props} height={height} letters={letters} rules={rules.length} narrow={narrow} />
      <Sample own={sample} />
    </Part>
  );
}

interface RulesProps extends Pick<Props, 'coverage' | 'minute' | 'viewer'> {
  readonly frame: Frame;
  readonly ids: readonly string[];
  readonly narrow: boolean;
  readonly letters: number;
}

/** One row for each coverage rule that has gaps. */
function Rules({ ids, coverage, ...shared }: RulesProps) {
  return (
    <Part role="rowgroup" class="rules">
      {ids.map((id, index) => (
        <Gaps key={id} id={id} index={index + 2} gaps={coverage.filter((gap) => gap.id === id)} {...shared} />
      ))}
    </Part>
  );
}

interface RowsProps extends Props {
  /** Height of a row, px. */
  readonly height: number;
  /** How many letters of a label fit in a timeline. */
  readonly letters: number;
  /** Number of coverage rows above the people. */
  readonly rules: number;
  readonly narrow: boolean;
}

/** The rows on the screen, in a container as high as all rows together. */
function Rows(props: RowsProps) {
  const { rows, height } = props;
  const list = useRef<HTMLDivElement>(null);
  const { first, end } = useVisible(list, rows.length, height);
  const [focused, setFocused] = useState('');
  const place = rows.findIndex(({ person }) => person.person === focused);
  // Whoever goes by keyboard stays with a row that moves up or down the list.
  useLayoutEffect(() => list.current?.querySelector(':focus-visible')?.scrollIntoView({ block: 'nearest' }), [place]);
  useVisibleFetched(rows, first, end, props.answeredAt);
  return (
    <Part
      role="rowgroup"
      class="rows"
      own={list}
      style={{ height: `${rows.length * height}px` }}
      onFocusIn={(event) => setFocused(keyOf(event.target))}
      onFocusOut={(event) => {
        // A dialog takes the focus and returns it when it closes.
        const next = event.relatedTarget;
        if (next instanceof Element && !next.closest('dialog')) setFocused(keyOf(next));
      }}
    >
      {drawnRows(rows, first, end, place).map(({ row, index }) => (
        <TableRow key={row.person.person} {...props} row={row} index={index} />
      ))}
    </Part>
  );
}

/** Fetches the Frontline users of the visible rows once scrolling has settled, and whenever the server has answered: also that nothing has changed. */
function useVisibleFetched(rows: readonly Row[], first: number, end: number, answeredAt: number | undefined): void {
  const visible = rows.slice(first, end);
  useDebounced(
    () => {
      void fetchVisible(
        visible.flatMap(({ person: { person }, position }) =>
          position === undefined ? [] : [{ person, place: position }],
        ),
      );
    },
    300,
    [visible[0], visible.length, rows, answeredAt],
  );
}

interface DrawnRow {
  readonly row: Row;
  /** Position among all shown rows. */
  readonly index: number;
}

/** The visible rows, plus the focused one even if it is scrolled away: removing it would lose the focus. */
function drawnRows(rows: readonly Row[], first: number, end: number, away: number): DrawnRow[] {
  const drawn = rows.slice(first, end).map((row, index) => ({ row, index: first + index }));
  const awayRow = rows[away];
  if (awayRow && (away < first || away >= end)) drawn.push({ row: awayRow, index: away });
  return drawn;
}

/** Passes a row on as separate values, so that {@link PersonRow} can compare them one by one. */
function TableRow({ row, index, height, rules, ...shared }: RowsProps & DrawnRow) {
  const { days, minute, viewer, timesIn, narrow, letters, ticks } = shared;
  return (
    <PersonRow
      person={row.person}
      window={row.window}
      observation={row.observation}
      found={row.found}
      place={2 + rules + index}
      top={index * height}
      timeline={days.state === 'here' ? row.window : days.windows.get(row.person.person)}
      reach={days.reach}
      frame={days.frame}
      minute={minute}
      viewer={viewer}
      clock={clockOf(row.person.zone)}
      timesIn={timesIn}
      narrow={narrow}
      letters={letters}
      ticks={ticks}
    />
  );
}

function keyOf(target: EventTarget | null): string {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-person]') : null;
  return row?.dataset.person ?? '';
}

function Head({ frame, viewer, timesIn }: { frame: Frame; viewer: WallClock; timesIn: TimesIn }) {
  return (
    <Part role="rowgroup" class="head">
      <Part role="row" class="row" aria-rowindex={1}>
        <Part role="columnheader">{t('people.person')}</Part>
        <Part role="columnheader">{t('people.should-be')}</Part>
        <Part role="columnheader">Frontline</Part>
        <Part role="columnheader" class="days">
          <span class="unseen">
            {timesIn === 'mine'
              ? t('people.timeline-in-yours', { days: frame.days, city: viewer.city })
              : t('people.timeline-in-theirs', { days: frame.days })}
          </span>
          {columnsOf(frame).map(({ left, strong, text, isWeekend, isMain }) => (
            <span key={left} class={`day${isWeekend ? ' weekend' : ''}${isMain ? ' main-day' : ''}`}>
              <b>{strong}</b> {text}
            </span>
          ))}
        </Part>
        <Part role="columnheader">
          <span class="unseen">{t('people.actions')}</span>
        </Part>
      </Part>
    </Part>
  );
}

/** How wide a timeline is where it scrolls, by a class of the style sheet. */
function sizeOf({ days }: Frame): string {
  if (days === 1) return 'of-hours';
  return days > DAYS ? 'of-a-month' : days < DAYS ? 'of-a-week' : 'of-two-weeks';
}

/** A gradient that shades the weekends, shared by all rows. */
function weekends(frame: Frame): string {
  const stops = Array.from({ length: frame.days }, (_, index) => {
    const color = isWeekend(frame.first + index) ? 'var(--weekend)' : 'transparent';
    return `${color} ${percent(index, frame)} ${percent(index + 1, frame)}`;
  });
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}
