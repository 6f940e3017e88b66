import { Component } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PersonView, WindowView } from '../../api/views/views';
import { now } from '../clock';
import { t } from '../i18n/translate';
import { aheadOf } from '../model/ahead';
import { currentOf, stretchesOf, type WindowBounds } from '../model/bars';
import { emptyDraft } from '../model/draft';
import { type Frame, percent, place, startOf, type TimesIn } from '../model/frame';
import { nameOf } from '../model/names';
import type { Observation } from '../model/observations';
import type { Difference } from '../model/row';
import { compareWithFrontline, desiredStatus, displayName, type FrontlineStatus } from '../model/status';
import type { Ticks } from '../model/ticks';
import { difference, shortMoment, timeOfDay, weekdayName } from '../model/times';
import { dayOf, type WallClock } from '../model/wall-clock';
import { Part } from '../parts/part';
import { SignIcon, VERDICT_SIGNS } from '../parts/sign-icon';
import { mayUse } from '../role';
import { open } from '../store';
import { Timeline } from './timeline';
import { Track } from './track';

interface Props {
  readonly person: PersonView;
  /** Of the days around now. */
  readonly window: WindowView | undefined;
  /** Of the days on show. */
  readonly timeline: WindowView | undefined;
  readonly observation: Observation | undefined;
  readonly found: Difference | undefined;
  readonly reach: WindowBounds;
  /** `aria-rowindex` */
  readonly place: number;
  /** px */
  readonly top: number;
  readonly frame: Frame;
  readonly minute: number;
  readonly viewer: WallClock;
  readonly clock: WallClock;
  readonly timesIn: TimesIn;
  readonly narrow: boolean;
  /** How many letters of a label fit in the timeline. */
  readonly letters: number;
  readonly ticks: Ticks;
}

/** One person: name, desired status, Frontline's status, timeline and buttons. */
export class PersonRow extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    return (Object.keys(next) as (keyof Props)[]).some((key) => next[key] !== this.props[key]);
  }

  override render(props: Props) {
    const { person, timeline, reach, frame, minute, viewer, clock, timesIn, narrow, letters, top } = props;
    const placed = timesIn === 'mine' ? viewer : clock;
    const style = timesIn === 'mine' ? undefined : { '--now': percent(place(minute, frame, clock), frame) };
    return (
      <Part
        role="row"
        class="row person"
        aria-rowindex={props.place}
        data-person={person.person}
        style={{ transform: `translateY(${top}px)` }}
      >
        <PersonCell {...props} />
        <DesiredStatusCell {...props} />
        <FrontlineCell at={compareWithFrontline(props, props.ticks)} viewer={viewer} />
        <Part role="cell" class="line">
          {person.onRoster && (
            <Scroller
              name={t('people.timeline-of', { person: nameOf(person) })}
              narrow={narrow}
              start={startOf(frame, minute, placed)}
              frame={frame}
            >
              <Track
                person={person}
                window={timeline}
                reach={reach}
                frame={frame}
                placed={placed}
                viewer={viewer}
                style={style}
              >
                <Timeline
                  window={timeline}
                  reach={reach}
                  frame={frame}
                  placed={placed}
                  viewer={viewer}
                  clock={clock}
                  narrow={narrow}
                  letters={letters}
                  current={timeline && currentOf(stretchesOf(timeline, reach), minute)}
                />
              </Track>
            </Scroller>
          )}
        </Part>
        <Buttons person={person} viewer={viewer} />
      </Part>
    );
  }
}

interface ScrollerProps {
  readonly name: string;
  readonly narrow: boolean;
  /** Days from the left edge to what is in sight first. */
  readonly start: number;
  readonly frame: Frame;
  readonly children: preact.ComponentChildren;
}

/** On narrow screens each timeline scrolls separately and so must be focusable by keyboard. */
export function Scroller({ name, narrow, start, frame, children }: ScrollerProps) {
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    // Also back to the first day, from where it was among other days.
    if (element) element.scrollLeft = Math.max(0, start / frame.days) * element.scrollWidth;
  }, [narrow, frame]);
  return narrow ? (
    <Part class="scroller" role="group" aria-label={name} tabIndex={0} own={scroller}>
      {children}
    </Part>
  ) : (
    <div class="scroller">{children}</div>
  );
}

function PersonCell({ person, observation, viewer, clock, minute }: Props) {
  const name = displayName({ person, observation });
  const wall = clock.wall(minute);
  const other = dayOf(wall) === dayOf(viewer.wall(minute)) ? '' : `${weekdayName(dayOf(wall))} `;
  const apart = difference(clock.offset(minute) - viewer.offset(minute));
  return (
    <Part role="rowheader" class="who" title={[person.identity, person.zone, ...(person.teams ?? [])].join(', ')}>
      <span class="name">
        <strong>{name}</strong> {name !== person.person && <span class="friendly">{person.person}</span>}
      </span>
      {person.onRoster ? (
        <span class="zone">
          <span class="where">{clock.city}</span>{' '}
          <time>
            {other}
            {timeOfDay(wall)}
          </time>
          {apart && <span class="apart">{apart}</span>}
          {person.teams && <span class="teams">· {person.teams.join(', ')}</span>}
        </span>
      ) : (
        <span class="zone">
          <span class="where">{t('people.not-on-roster')}</span>
        </span>
      )}
    </Part>
  );
}

function DesiredStatusCell({ person, window, viewer, clock, timesIn, minute }: Props) {
  const { status, words } = desiredStatus(person);
  const { until, because } = aheadOf(person, window, minute);
  const shown = timesIn === 'mine' ? viewer : clock;
  const ends = until === null ? '' : t('people.until', { moment: shortMoment(until, shown, minute) });
  return (
    <Part role="cell" class="should">
      <span class={`standing standing-${status}`}>
        <SignIcon sign={status} />
        <strong>{words}</strong>
      </span>
      <span class="because" title={because}>
        {ends && <span class="until">{ends} · </span>}
        {because}
      </span>
    </Part>
  );
}

function FrontlineCell({ at: { verdict, words, seen }, viewer }: { at: FrontlineStatus; viewer: WallClock }) {
  const isSeen = verdict !== 'unknown' && verdict !== 'missing';
  return (
    <Part role="cell" class={`frontline frontline-${verdict}`}>
      <span class="verdict">
        <SignIcon sign={VERDICT_SIGNS[verdict]} />
        {words}
      </span>
      <span class="seen">
        {typeof seen === 'number'
          ? t(isSeen ? 'people.checked' : 'people.asked', { moment: shortMoment(seen, viewer, now()) })
          : seen}
      </span>
    </Part>
  );
}

function Buttons({ person, viewer }: { readonly person: PersonView; readonly viewer: WallClock }) {
  const name = nameOf(person);
  const left = person.should.state === 'deactivated';
  return (
    <Part role="cell" class="buttons">
      <button
        type="button"
        aria-label={t('people.why-person', { person: name })}
        onClick={() => open({ kind: 'why', person })}
      >
        {t('people.why')}
      </button>
      {left
        ? person.undoable &&
          mayUse('/ops/undo') && (
            <button
              type="button"
              aria-label={t('people.restore-access-of', { person: name })}
              onClick={() => open({ kind: 'act', act: { kind: 'undo', person } })}
            >
              {t('people.restore')}
            </button>
          )
        : // What is set is kept in the record.
          !person.unreadable &&
          mayUse('/shifts/override') && (
            <button
              type="button"
              aria-label={t('people.change-person', { person: name })}
              onClick={() => open({ kind: 'set', person, draft: emptyDraft(person, viewer, now()) })}
            >
              {t('people.change')}
            </button>
          )}
    </Part>
  );
}
