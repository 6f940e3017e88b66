/** A person's timeline, on which a click chooses a place or a bar, and a drag a stretch; what is chosen is set in the dialog. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PersonView, WindowView } from '../../api/views/views';
import { MINUTE } from '../../domain/time';
import { now } from '../clock';
import { stretchesOf, type WindowBounds } from '../model/bars';
import { emptyDraft } from '../model/draft';
import { type Frame, percent, place } from '../model/frame';
import { partAt, stretchAt } from '../model/shift-of';
import { draftOfSpan, hourFrom, type Span, spanBetween } from '../model/span';
import { spanForBoth } from '../model/times';
import { clockOf, type WallClock } from '../model/wall-clock';
import { mayUse } from '../role';
import { open } from '../store';
import { type Pointed, usePointer } from './pointer';

interface Props {
  readonly person: PersonView;
  readonly window: WindowView | undefined;
  readonly reach: WindowBounds;
  readonly frame: Frame;
  /** The clock that places the bars. */
  readonly placed: WallClock;
  readonly viewer: WallClock;
  readonly style: Record<string, string> | undefined;
  readonly children: ComponentChildren;
}

export function Track(props: Props) {
  const { person, frame, placed, viewer, style, children } = props;
  const track = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<Span>();
  const isSettable = canBeSet(person);
  usePointer(track, isSettable ? pointed(props, span, setSpan) : undefined);
  return (
    <div class={isSettable ? 'track settable' : 'track'} style={style} ref={track}>
      {children}
      {span && <Selection span={span} frame={frame} placed={placed} viewer={viewer} zone={person.zone} />}
    </div>
  );
}

/** What is set for a leaver has no effect, and an unreadable record cannot keep it. */
function canBeSet({ should, unreadable }: PersonView): boolean {
  return should.state !== 'deactivated' && !unreadable && mayUse('/shifts/override');
}

function pointed(
  { person, window, reach, frame, placed, viewer }: Props,
  span: Span | undefined,
  setSpan: (span: Span | undefined) => void,
): Pointed {
  const between = (begin: number, end: number): Span | undefined =>
    spanBetween([begin * frame.days, end * frame.days], frame.first, placed, now());
  const stretches = () => (window ? stretchesOf(window, reach) : []);
  const choose = (chosen: Span, at: number): void => {
    const stretch = stretchAt(stretches(), at);
    const draft = draftOfSpan(emptyDraft(person, viewer, now()), chosen, !stretch?.on, viewer);
    open({ kind: 'set', person, draft: { ...draft, at, ...(stretch && { stretch: stretch.from }) } });
  };
  return {
    click(at) {
      const clicked = between(at, at);
      if (!clicked) return;
      const stretch = stretchAt(stretches(), clicked.from);
      const { from, to } = stretch ? partAt(stretch, clicked.from) : hourFrom(clicked);
      choose({ from: Math.max(from, Math.floor(now() / MINUTE) * MINUTE), to }, clicked.from);
    },
    drag: (begin, end) => setSpan(between(begin, end)),
    drop() {
      setSpan(undefined);
      if (span) choose(span, span.from);
    },
    cancel: () => setSpan(undefined),
  };
}

interface SelectionProps extends Pick<Props, 'frame' | 'placed' | 'viewer'> {
  readonly span: Span;
  /** The person's. */
  readonly zone: string;
}

/** What is being dragged over, with its times on both clocks. */
function Selection({ span: { from, to }, frame, placed, viewer, zone }: SelectionProps) {
  const [left, right] = [place(from, frame, placed), place(to, frame, placed)];
  const isRight = left > frame.days / 2;
  return (
    <>
      <span class="selection" style={{ left: percent(left, frame), width: percent(right - left, frame) }} />
      <span
        class="selection-times"
        style={isRight ? { right: percent(frame.days - right, frame) } : { left: percent(left, frame) }}
      >
        {spanForBoth(from, to, viewer, clockOf(zone), now())}
      </span>
    </>
  );
}
