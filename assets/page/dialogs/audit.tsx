import type { WhyView } from '../../api/views/views';
import { changeInWords } from '../../domain/person/change-words';
import type { Day } from '../../domain/time';
import { now } from '../clock';
import { t } from '../i18n/translate';
import { auditOutcome } from '../model/audit-outcomes';
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
        Audit <span class="since">since {dayName(dayOf(viewer.wall(Date.parse(auditSince))), today)}</span>
      </h3>
      {unreadable > 0 && (
        <p class="quiet-text">
          {unreadable === 1 ? 'One entry' : `${unreadable} entries`} of the audit, of whomever, cannot be read.
        </p>
      )}
      {audit.length === 0 ? (
        <p class="quiet-text">Nothing has been changed.</p>
      ) : (
        <Part class="scroller" role="group" aria-label="Audit, scrollable" tabIndex={0}>
          <Lines audit={audit} viewer={viewer} today={today} />
        </Part>
      )}
    </section>
  );
}

/** What a change is due to, and which operator asked for it. What operators do of their own accord is due to nothing else. */
function sourceInWords(source: string, by: string | undefined): string {
  if (by === undefined) return source;
  return source === 'Operator' ? by : `${source}, ${by}`;
}

interface LinesProps extends Pick<WhyView, 'audit'> {
  readonly viewer: WallClock;
  readonly today: Day;
}

function Lines({ audit, viewer, today }: LinesProps) {
  return (
    <table aria-label="Audit">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Change</th>
          <th scope="col">Source</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {audit.map(({ at, change, because, source, by, reason, outcome }, index) => {
          const wall = viewer.wall(Date.parse(at));
          return (
            <tr key={index}>
              <td data-title="When">
                {dayName(dayOf(wall), today)} {timeOfDay(wall)}
              </td>
              <td data-title="Change">
                {changeInWords(change)}
                {reason !== undefined && <span class="reason-given">{t('acting.reason-given', { reason })}</span>}
              </td>
              <td data-title="Source" title={source === undefined ? undefined : because}>
                {sourceInWords(source ?? `Event ${because}`, by)}
              </td>
              <td data-title="Result">{auditOutcome(outcome)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
