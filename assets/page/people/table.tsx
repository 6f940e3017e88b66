import { useMemo, useRef, useState } from 'preact/hooks';
import type { WholeView } from '../../api/views/views';
import { lookAround } from '../fetching';
import type { Reach } from '../model/bars';
import { type Frame, percent, place, type TimesIn } from '../model/frame';
import type { Row } from '../model/row';
import { dateName, isWeekend, shortDateName, weekdayName } from '../model/times';
import { clockOf, type WallClock } from '../model/wall-clock';
import { Part } from '../parts/part';
import { Gaps } from './gaps';
import { PersonRow } from './person-row';
import { useMedia, useRowHeight, useSettled, useVisible } from './windowing';

/** Below it, rows are cards, each with a timeline that scrolls by itself. The style sheet has the same. */
const NARROW = '(max-width: 63.99rem)';

interface Props {
  readonly rows: readonly Row[];
  /** Before filtering. */
  readonly all: readonly Row[];
  readonly coverage: WholeView['coverage'];
  /** What the windows of all rows cover. */
  readonly reach: Reach;
  readonly frame: Frame;
  readonly minute: number;
  readonly viewer: WallClock;
  readonly timesIn: TimesIn;
  readonly stopped: boolean;
}

export function Table({ rows, all, coverage, reach, frame, minute, viewer, timesIn, stopped }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const sample = useRef<HTMLDivElement>(null);
  const height = useRowHeight(sample);
  const { first, end } = useVisible(list, rows.length, height);
  const narrow = useMedia(NARROW);
  const [held, setHeld] = useState('');
  const rules = [...new Set(coverage.map(({ id }) => id))];
  const places = useMemo(() => new Map(all.map(({ person }, index) => [person.person, index])), [all]);

  const visible = rows.slice(first, end);
  useSettled(
    () => {
      const onRoster = visible.filter(({ person }) => person.onRoster);
      void lookAround(onRoster.map(({ person }) => places.get(person.person) ?? 0));
    },
    300,
    [visible[0], visible.length, rows],
  );

  // The row that has the focus stays, wherever it is scrolled to: otherwise the focus would be lost with it.
  const away = rows.findIndex(({ person }) => person.person === held);
  const drawn = visible.map((row, index) => ({ row, index: first + index }));
  const awayRow = rows[away];
  if (awayRow && (away < first || away >= end)) drawn.push({ row: awayRow, index: away });

  const style = {
    '--now': percent(place(minute, frame, viewer), frame),
    '--days': String(frame.days),
    '--weekends': weekends(frame),
  };
  return (
    <Part
      class="table"
      role="table"
      aria-labelledby="people-heading"
      aria-rowcount={1 + rules.length + rows.length}
      style={style}
    >
      <Head frame={frame} viewer={viewer} timesIn={timesIn} />
      {rules.length > 0 && (
        <Part role="rowgroup" class="rules">
          {rules.map((id, index) => (
            <Gaps
              key={id}
              id={id}
              index={index + 2}
              gaps={coverage.filter((gap) => gap.id === id)}
              frame={frame}
              viewer={viewer}
              narrow={narrow}
            />
          ))}
        </Part>
      )}
      <Part
        role="rowgroup"
        class="rows"
        own={list}
        style={{ height: `${rows.length * height}px` }}
        onFocusIn={(event) => setHeld(keyOf(event.target))}
        onFocusOut={(event) => {
          // A dialog takes the focus, and gives it back.
          const next = event.relatedTarget;
          if (next instanceof Element && !next.closest('dialog')) setHeld(keyOf(next));
        }}
      >
        {drawn.map(({ row, index }) => (
          <PersonRow
            key={row.person.person}
            person={row.person}
            window={row.window}
            look={row.look}
            found={row.found}
            place={2 + rules.length + index}
            top={index * height}
            reach={reach}
            frame={frame}
            minute={minute}
            viewer={viewer}
            clock={clockOf(row.person.zone)}
            timesIn={timesIn}
            narrow={narrow}
            stopped={stopped}
          />
        ))}
      </Part>
      <div class="row sample" ref={sample} aria-hidden="true" />
    </Part>
  );
}

function keyOf(target: EventTarget | null): string {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-person]') : null;
  return row?.dataset.person ?? '';
}

function Head({ frame, viewer, timesIn }: { frame: Frame; viewer: WallClock; timesIn: TimesIn }) {
  const days = Array.from({ length: frame.days }, (_, index) => frame.first + index);
  return (
    <Part role="rowgroup" class="head">
      <Part role="row" class="row" aria-rowindex={1}>
        <Part role="columnheader">Person</Part>
        <Part role="columnheader">Should be</Part>
        <Part role="columnheader">Frontline</Part>
        <Part role="columnheader" class="days">
          <span class="unseen">
            Timeline of {frame.days} days, in {timesIn === 'mine' ? `your zone, ${viewer.city}` : 'each person’s zone'}:
          </span>
          {days.map((day, index) => (
            <span key={day} class={isWeekend(day) ? 'day weekend' : 'day'}>
              <b>{weekdayName(day)}</b> {index === 0 ? dateName(day) : shortDateName(day)}
            </span>
          ))}
        </Part>
        <Part role="columnheader">
          <span class="unseen">Actions</span>
        </Part>
      </Part>
    </Part>
  );
}

/** The shading of the weekends, for all rows at once. */
function weekends(frame: Frame): string {
  const stops = Array.from({ length: frame.days }, (_, index) => {
    const color = isWeekend(frame.first + index) ? 'var(--weekend)' : 'transparent';
    return `${color} ${percent(index, frame)} ${percent(index + 1, frame)}`;
  });
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}
