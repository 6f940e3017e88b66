import type { Kind, Verdict } from '../domain/schedule/schedule';
import type { Zone } from '../domain/schedule/zones';
import { timeOn } from './clock';

/** Somebody's duty as it goes on from an instant, on the clock of their zone. Instants are ms. */
export interface DutyPeriod {
  readonly verdictAt: (instant: number) => Verdict;
  readonly zone: Zone;
  readonly now: number;
  /** The title of the target. */
  readonly target: string;
}

/** On or off duty without a change: because of `first`, and where that ends earlier, because of `then`. */
interface Spell {
  readonly first: Verdict;
  readonly then?: Verdict | undefined;
  /** When the other begins; null: not in sight. */
  readonly until: number | null;
}

/** So many reasons in a row may keep somebody on or off duty; more are not looked through. */
const MOST_REASONS = 100;

function spellFrom(instant: number, verdictAt: DutyPeriod['verdictAt']): Spell {
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
export function inWords({ verdictAt, zone, now }: DutyPeriod): { readonly now: string; readonly next?: string } {
  const time = (instant: number) => timeOn(zone, instant, now);
  const { first, then, until } = spellFrom(now, verdictAt);
  const reasons = (ofZone: string) =>
    then && first.until !== null
      ? `${because(first)} until ${time(first.until)}${ofZone}, then ${because(then)}`
      : because(first);
  if (until === null) return { now: `${duty(first)} until further notice: ${reasons(` (${zone.name})`)}` };
  const next = spellFrom(until, verdictAt);
  const end = next.until === null ? '' : ` until ${time(next.until)}`;
  return {
    now: `${duty(first)} until ${time(until)} (${zone.name}): ${reasons('')}`,
    next: `Next: ${duty(next.first)}${end}, ${next.then ? 'first ' : ''}${because(next.first)}.`,
  };
}

export function duty({ available }: Pick<Verdict, 'available'>): string {
  return available ? 'on duty' : 'off duty';
}

const PLAIN: Partial<Record<Kind, string>> = { override: 'set by hand', off: 'no shift' };

/** The resolver's words, without its terms and without the colleague with whom a shift was swapped. */
function because({ kind, because }: Verdict): string {
  return PLAIN[kind] ?? because.replace(/ \((?:for|to) .*\)$/, '');
}
