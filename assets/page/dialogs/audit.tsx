import type { WhyView } from '../../api/views/views';
import { BY_SCHEDULE, OPERATORS_ACT } from '../../domain/person/source-words';
import type { Day } from '../../domain/time';
import { now } from '../clock';
import { t } from '../i18n/translate';
import { auditOutcome } from '../model/audit-outcomes';
import { changeInWords } from '../model/changes';
import { auditSourceInWords } from '../model/reasons';
import { dayName, timeOfDay } from '../model/times';
import { dayOf, type WallClock } from '../model/wall-clock';
import { Part } from '../parts/part';

/** The user's changes and their reasons. */
export function Audit({ view, viewer }: { readonly view: WhyView; readonly viewer: WallClock }) {
  const { audit, auditSince, auditUnreadable: unreadable = 0 } = view;
  const today = dayOf(viewer.wall(now()));
  return (
    <section class="audit">
      <h3>
        {t('dialog-audit.heading')}{' '}
        <span class="since">
          {t('dialog-audit.since', { day: dayName(dayOf(viewer.wall(Date.parse(auditSince))), today) })}
        </span>
      </h3>
      {unreadable > 0 && <p class="quiet-text">{t('dialog-audit.unreadable', { count: unreadable })}</p>}
      {audit.length === 0 ? (
        <p class="quiet-text">{t('dialog-audit.nothing')}</p>
      ) : (
        <Part class="scroller" role="group" aria-label={t('dialog-audit.scrollable')} tabIndex={0}>
          <Lines audit={audit} viewer={viewer} today={today} />
        </Part>
      )}
    </section>
  );
}

/** What a change is due to, and which operator asked for it. What operators do of their own accord is due to nothing else. */
function sourceInWords(source: string, by: string | undefined): string {
  const words = auditSourceInWords(source);
  if (by === undefined) return words;
  return source === OPERATORS_ACT ? by : `${words}, ${by}`;
}

/** The id of the event that a change is due to, unless it is shown itself. What the roster decides is due to no event. */
const eventOf = (because: string, source: string | undefined): string | undefined =>
  source === undefined || source.startsWith(BY_SCHEDULE) ? undefined : because;

interface LinesProps extends Pick<WhyView, 'audit'> {
  readonly viewer: WallClock;
  readonly today: Day;
}

function Lines({ audit, viewer, today }: LinesProps) {
  return (
    <table aria-label={t('dialog-audit.heading')}>
      <thead>
        <tr>
          <th scope="col">{t('dialog-audit.when')}</th>
          <th scope="col">{t('dialog-audit.change')}</th>
          <th scope="col">{t('dialog-audit.source')}</th>
          <th scope="col">{t('dialog-audit.result')}</th>
        </tr>
      </thead>
      <tbody>
        {audit.map(({ at, change, because, source, by, reason, outcome }, index) => {
          const wall = viewer.wall(Date.parse(at));
          return (
            <tr key={index}>
              <td data-title={t('dialog-audit.when')}>
                {dayName(dayOf(wall), today)} {timeOfDay(wall)}
              </td>
              <td data-title={t('dialog-audit.change')}>
                {changeInWords(change)}
                {reason !== undefined && <span class="reason-given">{t('acting.reason-given', { reason })}</span>}
              </td>
              <td data-title={t('dialog-audit.source')} title={eventOf(because, source)}>
                {sourceInWords(source ?? t('dialog-audit.event', { id: because }), by)}
              </td>
              <td data-title={t('dialog-audit.result')}>{auditOutcome(outcome)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
