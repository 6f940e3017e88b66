import type { WholeView } from '../../api/views/views';
import { MINUTE } from '../../domain/time';
import { t } from '../i18n/translate';
import { letterWidth } from '../model/bars';
import { type Frame, percent, place, startOf } from '../model/frame';
import { gapsInWords } from '../model/gaps';
import { addressOfGap } from '../model/route';
import { span } from '../model/times';
import { DAY_MINUTES, type WallClock } from '../model/wall-clock';
import { Part } from '../parts/part';
import { SignIcon } from '../parts/sign-icon';
import { Scroller } from './person-row';
import { Days } from './timeline';

interface Props {
  readonly id: string;
  /** `aria-rowindex` */
  readonly index: number;
  readonly gaps: WholeView['coverage'];
  readonly frame: Frame;
  readonly minute: number;
  readonly viewer: WallClock;
  readonly narrow: boolean;
  /** How many letters of a label fit in the timeline. */
  readonly letters: number;
}

/** The gaps of one coverage rule (fewer people on duty than it requires), on the viewer's clock. */
export function Gaps({ id, index, gaps, frame, minute, viewer, narrow, letters }: Props) {
  const ahead = gaps.filter(({ to }) => Date.parse(to) > minute);
  const [next] = ahead;
  return (
    <Part role="row" class="row rule" aria-rowindex={index}>
      <Part role="rowheader" class="who">
        <span class="name">
          <SignIcon sign="warn" /> <span class="unseen">{t('people.coverage')}</span> <strong>{id}</strong>
        </span>
      </Part>
      <Part role="cell" class="should">
        <span class="because">
          {next ? t('people.too-few', { gaps: gapsInWords(ahead.length) }) : t('view.gaps-over')}
        </span>
      </Part>
      <Part role="cell" class="frontline" />
      <Part role="cell" class="line">
        <Scroller
          name={t('people.gaps-in', { rule: id })}
          narrow={narrow}
          start={startOf(frame, minute, viewer)}
          frame={frame}
        >
          <Track bars={barsOf(id, gaps, frame, viewer)} frame={frame} narrow={narrow} letters={letters} />
        </Scroller>
      </Part>
      <Part role="cell" class="buttons">
        {next && (
          <a
            class="button"
            href={addressOfGap({ rule: id, from: next.from })}
            aria-label={t('people.fill-gap', { rule: id })}
          >
            {t('people.fill')}
          </a>
        )}
      </Part>
    </Part>
  );
}

/** One gap in the frame. `left` and `width` in days. */
interface GapBar {
  readonly left: number;
  readonly width: number;
  readonly text: string;
  /** For assistive technology and the tooltip. */
  readonly name: string;
}

function barsOf(id: string, gaps: Props['gaps'], frame: Frame, viewer: WallClock): GapBar[] {
  const today = frame.first * DAY_MINUTES * MINUTE;
  return gaps.flatMap(({ from, to, have, need }) => {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    const left = Math.max(0, place(start, frame, viewer));
    const right = Math.min(frame.days, place(end, frame, viewer));
    if (right <= left) return [];
    const name = t('people.gap', { rule: id, have, need, when: span(start, end, viewer, today) });
    return [{ left, width: right - left, text: `${have}/${need}`, name }];
  });
}

interface TrackProps extends Pick<Props, 'frame' | 'narrow' | 'letters'> {
  readonly bars: readonly GapBar[];
}

function Track({ bars, frame, narrow, letters }: TrackProps) {
  const letter = letterWidth(frame, letters);
  const labels = letters === 0 ? [] : labelled(bars, LETTERS_APART * letter);
  return (
    <div class="track">
      {narrow && <Days frame={frame} />}
      {bars.map(({ left, width, name }) => (
        <span
          key={left}
          role="img"
          class="bar gap"
          aria-label={name}
          title={name}
          style={{ left: percent(left, frame), width: percent(width, frame) }}
        />
      ))}
      {labels.map(({ left, text }) => (
        <span
          key={left}
          class="label"
          aria-hidden="true"
          // The last one ends before the edge, which would cut it.
          style={{ left: percent(Math.min(left, frame.days - (text.length + 1) * letter), frame) }}
        >
          {text}
        </span>
      ))}
    </div>
  );
}

/** Labels that are closer would overlap; a bar without a label is still shown. */
const LETTERS_APART = 6;

/** @param apart the least distance between two labels, days */
function labelled(bars: readonly GapBar[], apart: number): GapBar[] {
  const labels: GapBar[] = [];
  for (const bar of bars) if (bar.left - (labels.at(-1)?.left ?? -apart) >= apart) labels.push(bar);
  return labels;
}
