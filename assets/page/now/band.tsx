/** Who is on duty now, above everything else. */
import { useState } from 'preact/hooks';
import { look } from '../address';
import { t } from '../i18n/translate';
import { onDutyFirst } from '../model/on-duty';
import { addressOfNow } from '../model/route';
import type { Row } from '../model/row';
import type { Ticks } from '../model/ticks';
import { shortMoment } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import type { State } from '../store';
import { Group } from './group';
import { useDutyGroups } from './groups';

interface Props {
  readonly state: State;
  readonly rows: readonly Row[];
  readonly viewer: WallClock;
  readonly minute: number;
  readonly ticks: Ticks;
}

/** Most names of a team, and most teams before the rest is folded away. */
const MOST_NAMES = 6;
const MOST_TEAMS = 4;

/** The chosen team, or all. Absent where there is nobody at all. */
export function NowBand({ state, rows, viewer, minute, ticks }: Props) {
  const { team } = state.look;
  const [unfolded, unfold] = useState(false);
  const all = useDutyGroups(state, rows, minute, ticks, team);
  const groups = all && onDutyFirst(all);
  if (groups && rows.length === 0) return null;
  const hasTeams = groups?.some((group) => group.team !== '') ?? false;
  const hidden = unfolded ? 0 : Math.max(0, (groups?.length ?? 0) - MOST_TEAMS);
  const isNobody = groups?.every(({ on }) => on.length === 0) ?? false;
  return (
    <section class={`now-band${isNobody ? ' now-nobody' : ''}`} aria-labelledby="now-heading">
      <div class="now-head">
        <h2 id="now-heading">{isNobody && hasTeams ? t('now.nobody') : t('now.heading')}</h2>
        {state.error && state.lastAnswerAt !== undefined && (
          <p class="now-old">{t('now.old', { time: shortMoment(state.lastAnswerAt, viewer, minute) })}</p>
        )}
        <a href={addressOfNow(team)}>{t('now.wall')}</a>
      </div>
      {!groups && !state.error && <p class="quiet-text">{t('now.loading')}</p>}
      <div class="duty-groups">
        {groups?.slice(0, groups.length - hidden).map((group) => (
          <Group
            key={group.team}
            group={group}
            hasTeams={hasTeams}
            level="h3"
            viewer={viewer}
            minute={minute}
            most={MOST_NAMES}
            onMore={() => look({ show: 'on', team: group.team, text: '' })}
          />
        ))}
      </div>
      {groups && groups.length > MOST_TEAMS && (
        <button type="button" class="quiet" aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
          {unfolded ? t('now.fewer-teams') : t('now.more-teams', { count: hidden })}
        </button>
      )}
    </section>
  );
}
