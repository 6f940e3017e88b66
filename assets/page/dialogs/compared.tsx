import type { FrontlineView, WhyView } from '../../api/views/views';
import { t } from '../i18n/translate';
import type { Row } from '../model/row';
import { compareWithFrontline, desiredStatus, statusInFrontline } from '../model/status';
import type { Ticks } from '../model/ticks';
import { moment } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import { SignIcon, VERDICT_SIGNS } from '../parts/sign-icon';

interface Props {
  readonly view: WhyView;
  /** The person in the table; absent while it is loading. */
  readonly row: Row | undefined;
  readonly viewer: WallClock;
  readonly ticks: Ticks;
}

/** The desired status beside Frontline's. */
export function Comparison({ view: { at, person }, row, viewer, ticks }: Props) {
  const { frontline } = person;
  const { status, words } = desiredStatus(person);
  // What was last sent is in the table only; what the next tick changes shows in both.
  const observation = { frontline, at: Date.parse(at), context: '' };
  const recorded = { ...person, frontline: row?.person.frontline ?? frontline };
  const { verdict } = compareWithFrontline(
    { person: recorded, observation, window: row?.window, found: undefined },
    ticks,
  );
  const has = frontline.seen !== 'now' ? notFetched(frontline.seen) : statusInFrontline(frontline);
  const instant = Date.parse(at);
  return (
    <dl class={`compared compared-${verdict}`}>
      <div>
        <dt>{t('dialog-why.should-be')}</dt>
        <dd>
          <SignIcon sign={status} /> {words}
        </dd>
      </div>
      <div>
        <dt>Frontline</dt>
        <dd>
          <SignIcon sign={VERDICT_SIGNS[verdict]} /> {has}
          <span class="seen">
            {' '}
            {t('dialog-why.seen', { verdict, seen: frontline.seen, when: moment(instant, viewer, instant) })}
          </span>
        </dd>
      </div>
    </dl>
  );
}

/** What is said instead of a status that was not fetched. */
function notFetched(seen: Exclude<FrontlineView['seen'], 'now'>): string {
  switch (seen) {
    case 'missing':
      return t('dialog-why.no-user');
    case 'unreachable':
      return t('dialog-why.no-answer');
    case 'unknown':
      return t('status.not-known');
    case 'noted':
      return '';
  }
}
