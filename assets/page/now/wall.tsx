/** Who is on duty now, alone on a screen on the wall: large, without scrolling, and loud about data that are old. */
import { t } from '../i18n/translate';
import { addressOfPeople } from '../model/route';
import type { Row } from '../model/row';
import type { Ticks } from '../model/ticks';
import { shortMoment, timeOfDay } from '../model/times';
import { isOld, wallSize } from '../model/wall';
import type { WallClock } from '../model/wall-clock';
import { SignIcon } from '../parts/sign-icon';
import type { State } from '../store';
import { Group } from './group';
import { useDutyGroups } from './groups';

interface Props {
  readonly state: State;
  readonly rows: readonly Row[];
  readonly viewer: WallClock;
  readonly minute: number;
  readonly ticks: Ticks;
  /** "" for everybody. */
  readonly team: string;
}

export function Wall({ state, rows, viewer, minute, ticks, team }: Props) {
  const groups = useDutyGroups(state, rows, minute, ticks, team);
  const hasTeams = groups?.some((group) => group.team !== '') ?? false;
  const { most, lines } = wallSize(groups ?? []);
  return (
    <main id="main" class="wall" tabIndex={-1} data-lines={lines}>
      <div class="wall-head">
        <h1>{t('now.heading')}</h1>
        <a href={addressOfPeople(state.look)}>{t('now.back')}</a>
        <time>{timeOfDay(viewer.wall(minute))}</time>
      </div>
      <Warnings state={state} viewer={viewer} minute={minute} />
      {!groups && !state.error && <p class="duty-nobody">{t('now.loading')}</p>}
      {groups && rows.length === 0 && <p class="duty-nobody">{t('now.empty')}</p>}
      <div class="duty-groups" aria-live="polite">
        {rows.length > 0 &&
          groups?.map((group) => (
            <Group
              key={group.team}
              group={group}
              hasTeams={hasTeams}
              level="h2"
              viewer={viewer}
              minute={minute}
              most={most}
            />
          ))}
      </div>
    </main>
  );
}

/** What makes the names untrustworthy: data that are old, and ticks that do not come. */
function Warnings({ state, viewer, minute }: Pick<Props, 'state' | 'viewer' | 'minute'>) {
  const { error, lastAnswerAt } = state;
  const warnings = [
    ...(error ? [t('now.not-connected')] : []),
    ...(isOld(lastAnswerAt, minute)
      ? [t('now.old', { time: shortMoment(lastAnswerAt ?? minute, viewer, minute) })]
      : []),
    ...(state.pages[0]?.view.whole?.tick.stopped ? [t('now.stopped')] : []),
  ];
  return (
    <div role="alert">
      {warnings.map((warning) => (
        <p key={warning} class="wall-warning">
          <SignIcon sign="stop" />
          {warning}
        </p>
      ))}
    </div>
  );
}
