/** RRULE → wall times, by rrule-temporal. Its rules run on a clock without a zone; ours are resolved afterwards. */
import { RRuleTemporal } from 'rrule-temporal';
import type { WallMs } from '../../domain/time';
import { readTime, type Written } from './times';

/** How many steps a rule may take towards its answer: some 30 ms, and enough for every hour of 400 days. */
const MAX_STEPS = 10_000;

export interface Recurrence {
  /** On the event's own clock, ascending. */
  readonly walls: readonly WallMs[];
  /** There were more than allowed: `walls` has only the first of them, or, where even that took too long, none. */
  readonly cut: boolean;
}

/** UNTIL is compared by the caller, who knows the zone; everything else of a rule stays as it is. */
export interface Rule {
  readonly parts: string;
  readonly until: Written | undefined;
}

/** A jCal recur value; undefined for what is none. */
export function readRule(value: unknown): Rule | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value).filter(([part]) => part !== 'until');
  if (!parts.some(([part]) => part === 'freq')) return undefined;
  const until = 'until' in value ? readTime(value.until) : undefined;
  if ('until' in value && until === undefined) return undefined;
  return { parts: parts.map(([part, content]) => `${part.toUpperCase()}=${String(content)}`).join(';'), until };
}

/**
 * The instances of a rule in `[from, to]` of the event's own clock, at most `limit`. The event's own start is always
 * the first of them (RFC 5545 §3.8.5.3), matching or not. Undefined if the rule cannot be understood.
 */
export function expand(rule: Rule, start: WallMs, from: WallMs, to: WallMs, limit: number): Recurrence | undefined {
  try {
    const strict = rruleOf(rule, start, false);
    // Asking for a start that does not match costs the library its short cuts, so it is asked for only where it matters.
    const matching = strict.matches(new Date(start)) ? strict : rruleOf(rule, start, true);
    return walls(matching, from, to, limit);
  } catch (error) {
    return error instanceof Error && /exceeded/.test(error.message) ? { walls: [], cut: true } : undefined;
  }
}

function walls(rule: RRuleTemporal, from: WallMs, to: WallMs, limit: number): Recurrence {
  if (to < from) return { walls: [], cut: false };
  const found = rule.between(new Date(from), new Date(to), true).map(({ epochMilliseconds }) => epochMilliseconds);
  return { walls: found.slice(0, limit), cut: found.length > limit };
}

function rruleOf({ parts }: Rule, start: WallMs, includeDtstart: boolean): RRuleTemporal {
  return new RRuleTemporal({
    rruleString: `DTSTART:${compact(start)}\nRRULE:${parts}`,
    includeDtstart,
    maxIterations: MAX_STEPS,
    // Setting this costs the library its short cuts (DAILY with COUNT: 1 ms → 100 ms), and only lists of times of day,
    // which multiply, can ask for much within few steps.
    ...(/BY(HOUR|MINUTE|SECOND)/.test(parts) && { maxCandidateEvaluations: MAX_STEPS }),
    cache: false,
  });
}

/** 20261224T090000 */
function compact(wall: WallMs): string {
  return new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}
