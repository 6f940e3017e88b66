/** Until when somebody stays on or off duty, through whatever reasons follow one another. */
import type { PersonView, WindowView } from '../../api/views/views';
import { NO_SHIFT } from '../../domain/schedule/reasons';
import { DAY } from '../../domain/time';
import { t } from '../i18n/translate';
import { DAYS } from './frame';
import { reasonInWords } from './reasons';
import { desiredStatus } from './status';

export interface Ahead {
  /** When being on or off duty ends, ms; null: no end is in sight. */
  readonly until: number | null;
  /** Why, and why then, where the reason changes before: "no shift, then leave". */
  readonly because: string;
}

/**
 * The server's `until` is the end of the present reason: somebody without a shift is off duty "until" midnight if their leave begins then.
 * @param window of the days around now; undefined: that is all that is known. @param now ms since the epoch
 */
export function aheadOf(person: PersonView, window: WindowView | undefined, now: number): Ahead {
  const { status, because, until } = desiredStatus(person);
  if (!window || until === null || until <= now || (status !== 'on' && status !== 'off')) return { until, because };
  const change = status === 'on' ? endOfDuty(window, until) : nextDuty(window, until);
  // What goes on to the end of what was loaded goes on after it, as far as anybody knows.
  const end = change !== undefined && change - now < (DAYS - 1) * DAY ? change : null;
  if (end === until) return { until, because };
  const follows = (status === 'on' ? window.on : window.off).find((stretch) => isAt(stretch, until));
  const then = reasonInWords(follows?.because ?? NO_SHIFT);
  return { until: end, because: then === because ? because : t('reasons.then', { first: because, then }) };
}

function isAt({ from, to }: WindowView['on'][number], instant: number): boolean {
  return Date.parse(from) <= instant && instant < Date.parse(to);
}

/** The end of the stretches that follow one another without a break. */
function endOfDuty({ on }: WindowView, from: number): number {
  return on.reduce((end, stretch) => (isAt(stretch, end) ? Date.parse(stretch.to) : end), from);
}

function nextDuty({ on }: WindowView, from: number): number | undefined {
  const next = on.find(({ to }) => Date.parse(to) > from);
  return next && Math.max(from, Date.parse(next.from));
}
