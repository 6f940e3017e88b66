/** One team, or everybody: who is on duty, until when, and who is next. */
import { t } from '../i18n/translate';
import type { DutyGroup, OnDuty } from '../model/on-duty';
import { shortMoment } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import { SignIcon } from '../parts/sign-icon';

interface Props {
  readonly group: DutyGroup;
  /** Whether there are teams, so that each group has a heading. */
  readonly hasTeams: boolean;
  readonly level: 'h2' | 'h3';
  readonly viewer: WallClock;
  /** ms since the epoch */
  readonly minute: number;
  /** Most names to show. */
  readonly most: number;
  /** What shows all names; absent: their number is said. */
  readonly onMore?: (() => void) | undefined;
}

/** Of those who come on duty together, so many are named. */
const MOST_NEXT = 3;

export function Group({ group, hasTeams, level: Heading, viewer, minute, most, onMore }: Props) {
  const { on, unknown, team } = group;
  const title = hasTeams ? team || t('now.teamless') : '';
  const rest = on.length - most;
  const more = rest > 0 ? t('now.more', { count: rest }) : '';
  return (
    <div class="duty-group">
      {title && <Heading>{title}</Heading>}
      {on.length === 0 ? (
        <p class={`duty-nobody${title ? ' duty-quiet' : ''}`}>
          <SignIcon sign={title ? 'off' : 'warn'} />
          {title ? t('now.nobody-of-team') : t('now.nobody')}
        </p>
      ) : (
        <ul>
          {on.slice(0, most).map((one) => (
            <Name key={one.person} one={one} viewer={viewer} minute={minute} />
          ))}
          {more && (
            <li class="duty-more">
              {onMore ? (
                <button type="button" class="quiet" onClick={onMore}>
                  {more}
                </button>
              ) : (
                more
              )}
            </li>
          )}
        </ul>
      )}
      {unknown > 0 && <p class="duty-unknown">{t('now.unknown', { count: unknown })}</p>}
      <p class="duty-next">{nextInWords(group, viewer, minute)}</p>
    </div>
  );
}

function Name({ one, viewer, minute }: { one: OnDuty } & Pick<Props, 'viewer' | 'minute'>) {
  const { name, until, instead } = one;
  return (
    <li>
      <strong class="duty-name">{name}</strong>{' '}
      <span class="duty-until">
        {until === undefined ? t('now.no-end') : t('now.until', { time: shortMoment(until, viewer, minute) })}
      </span>
      {instead !== undefined && (
        <span class="duty-instead">
          <SignIcon sign="differs" />
          {t('now.instead', { status: instead })}
        </span>
      )}
    </li>
  );
}

function nextInWords({ next }: DutyGroup, viewer: WallClock, minute: number): string {
  if (!next) return t('now.no-next');
  const time = shortMoment(next.at, viewer, minute);
  const names = next.names.slice(0, MOST_NEXT).join(', ');
  const more = next.names.length - MOST_NEXT;
  return more > 0 ? t('now.next-more', { time, names, more }) : t('now.next', { time, names });
}
