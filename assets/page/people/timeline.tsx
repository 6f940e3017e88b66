import { Component } from 'preact';
import type { WindowView } from '../../api/views/views';
import { MINUTE } from '../../domain/time';
import { t } from '../i18n/translate';
import { barsOf, labelsOf, stretchesOf, type WindowBounds } from '../model/bars';
import { columnsOf } from '../model/columns';
import { type Frame, percent } from '../model/frame';
import { reasonInWords } from '../model/reasons';
import { stretchForBoth } from '../model/times';
import { DAY_MINUTES, type WallClock } from '../model/wall-clock';

interface Props {
  readonly window: WindowView | undefined;
  readonly reach: WindowBounds;
  readonly frame: Frame;
  /** The clock that places the bars. */
  readonly placed: WallClock;
  readonly viewer: WallClock;
  readonly clock: WallClock;
  /** Whether the days are written into the timeline. */
  readonly narrow: boolean;
  /** When the stretch that decides now begins, ms. */
  readonly current: number | undefined;
  /** How many letters of a label fit in the timeline. */
  readonly letters: number;
}

/** The bars of one person. Renders again only when one of them may have changed. */
export class Timeline extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    const { window, frame, placed, narrow, current, letters } = this.props;
    return (
      window !== next.window ||
      frame !== next.frame ||
      placed !== next.placed ||
      narrow !== next.narrow ||
      current !== next.current ||
      letters !== next.letters
    );
  }

  override render({ window, reach, frame, placed, viewer, clock, narrow, current, letters }: Props) {
    const bars = window ? barsOf(stretchesOf(window, reach), frame, placed) : [];
    // Only decides whether to name the year, so any instant near the first day will do.
    const today = frame.first * DAY_MINUTES * MINUTE;
    return (
      <>
        {narrow && <Days frame={frame} />}
        {labelsOf(bars, { frame, clock: placed, letters, current }).map(({ left, width, text }) => (
          <span
            key={left}
            class="label"
            aria-hidden="true"
            style={{ left: percent(left, frame), width: percent(width, frame) }}
          >
            {text}
          </span>
        ))}
        {bars.map((bar) => {
          const { left, width, kind, on, because, from } = bar;
          const when = stretchForBoth(bar, viewer, clock, today);
          const name = t('people.bar', { reason: reasonInWords(because), when });
          return (
            <span
              key={from}
              role="img"
              class={`bar ${kind} ${on ? 'on' : 'off'}${from === current ? ' current' : ''}`}
              aria-label={name}
              title={name}
              style={{ left: percent(left, frame), width: percent(width, frame) }}
            />
          );
        })}
      </>
    );
  }
}

export function Days({ frame }: { readonly frame: Frame }) {
  return (
    <>
      {columnsOf(frame).map(({ left, strong, text, isWeekend }) => (
        <span
          key={left}
          class={isWeekend ? 'day weekend' : 'day'}
          aria-hidden="true"
          style={{ left: percent(left, frame) }}
        >
          <b>{strong}</b> {text}
        </span>
      ))}
    </>
  );
}
