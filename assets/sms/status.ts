import { timeOn } from '../domain/schedule/clock.private';
import type { Kind, Verdict } from '../domain/schedule/schedule';
import type { Zone } from '../domain/schedule/zones';
import type { EpochMs } from '../domain/time';

/** A person's duty from an instant on, and the zone to show it in. */
export interface DutyTimeline {
  readonly verdictAt: (instant: EpochMs) => Verdict;
  readonly zone: Zone;
  readonly now: EpochMs;
  /** The title of the target. */
  readonly target: string;
}

/** A time on or off duty without a change: for the reason of `first` and, where that ends earlier, of `then`. */
interface DutyPeriod {
  readonly first: Verdict;
  readonly then?: Verdict | undefined;
  /** When it ends; null: not within the resolver's horizon. */
  readonly until: EpochMs | null;
}

/** The search ends after so many reasons in a row. */
const MOST_REASONS = 100;

function periodFrom(instant: EpochMs, verdictAt: DutyTimeline['verdictAt']): DutyPeriod {
  const first = verdictAt(instant);
  let then: Verdict | undefined;
  let { until } = first;
  for (let reasons = 0; until !== null && reasons < MOST_REASONS; reasons++) {
    const next = verdictAt(until);
    if (next.available !== first.available) return { first, then, until };
    then ??= next;
    until = next.until;
  }
  return { first, then, until: null };
}

/** `now` is such as "off duty until Tue 07:00 (Europe/Madrid): leave"; `next` a sentence on what follows, if that is in sight. */
export function describeDuty({ verdictAt, zone, now }: DutyTimeline): { readonly now: string; readonly next?: string } {
  const time = (instant: EpochMs) => timeOn(zone, instant, now);
  const { first, then, until } = periodFrom(now, verdictAt);
  const reasons = (ofZone: string) =>
    then && first.until !== null
      ? `${reasonText(first)} until ${time(first.until)}${ofZone}, then ${reasonText(then)}`
      : reasonText(first);
  if (until === null) return { now: `${duty(first)} until further notice: ${reasons(` (${zone.name})`)}` };
  const next = periodFrom(until, verdictAt);
  const end = next.until === null ? '' : ` until ${time(next.until)}`;
  return {
    now: `${duty(first)} until ${time(until)} (${zone.name}): ${reasons('')}`,
    next: `Next: ${duty(next.first)}${end}, ${next.then ? 'first ' : ''}${reasonText(next.first)}.`,
  };
}

export function duty({ available }: Pick<Verdict, 'available'>): string {
  return available ? 'on duty' : 'off duty';
}

const PLAIN: Partial<Record<Kind, string>> = { override: 'set by hand', off: 'no shift' };

/** The resolver's reason without its terms, and without the colleague of a swap or a cover. */
function reasonText({ kind, reason }: Verdict): string {
  const covered = /^cover (?:for|by) .* \(((?:shift|rotation) .*)\)$/.exec(reason)?.[1];
  if (covered !== undefined && (kind === 'cover' || kind === 'given')) return `cover (${covered})`;
  return PLAIN[kind] ?? reason.replace(/ \((?:for|to) .*\)$/, '');
}
