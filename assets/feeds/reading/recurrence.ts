/** RRULE → wall times, by rrule-temporal. Its rules run on a clock without a zone; ours are resolved afterwards. */
import { RRuleTemporal } from 'rrule-temporal';
import type { WallMs } from '../../domain/time';
import { type ParsedTime, parseTime } from './times';

/** Steps that one rule may take: some 30 ms for most rules, and enough for every hour of 400 days. */
const MAX_STEPS = 10_000;

const RARE_WEEKDAY = /BYDAY=[^;]*53/;

export interface Recurrence {
  /** On the event's own clock, ascending. */
  readonly starts: readonly WallMs[];
  /** There were more than allowed: `starts` has only the first ones, or none if even these took too many steps. */
  readonly truncated: boolean;
}

/** UNTIL is separate because only the caller knows the zone to compare it in. */
export interface Rule {
  readonly parts: string;
  readonly until: ParsedTime | undefined;
}

/** ical.js gives WKST as a number from 1, Sunday (https://github.com/kewisch/ical.js/issues/284). */
const WEEK_STARTS: readonly string[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Parses a jCal recur value; undefined if it is invalid. */
export function parseRule(value: unknown): Rule | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  // ical.js makes a nameless part of a semicolon at the end.
  const parts = Object.entries(value).filter(
    ([part, content]) => part !== '' && part !== 'until' && !isNoCount(part, content),
  );
  if (!parts.some(([part]) => part === 'freq')) return undefined;
  const until = 'until' in value ? parseTime(value.until) : undefined;
  if ('until' in value && until === undefined) return undefined;
  return {
    parts: parts.map(([part, content]) => `${part.toUpperCase()}=${contentOf(part, content)}`).join(';'),
    until,
  };
}

/** Confluence and some phones write COUNT=-1 for "no COUNT", beside UNTIL or not. */
function isNoCount(part: string, content: unknown): boolean {
  return part === 'count' && typeof content === 'number' && content < 0;
}

function contentOf(part: string, content: unknown): string {
  return (part === 'wkst' && typeof content === 'number' && WEEK_STARTS[content - 1]) || String(content);
}

/**
 * The instances of a rule in `[from, to]` of the event's own clock, at most `limit`. The event's own start is always
 * the first of them (RFC 5545 §3.8.5.3), matching or not. Undefined if the rule is invalid, or of a kind that the library gets
 * wrong (tests/feeds/corpus): BYDAY beside BYYEARDAY, of which it takes either instead of both; BYDAY with the 53rd
 * weekday of a year, for which it takes one of the next year where there are 52; and BYWEEKNO from a start
 * that is in none of these weeks, which it does not count, and whose year it mistakes at the turn of the year.
 */
export function expand(rule: Rule, start: WallMs, from: WallMs, to: WallMs, limit: number): Recurrence | undefined {
  try {
    if (/BYDAY=/.test(rule.parts) && (/BYYEARDAY=/.test(rule.parts) || RARE_WEEKDAY.test(rule.parts))) return undefined;
    const strict = rruleOf(rule, start, false);
    if (strict.matches(new Date(start))) {
      // Entering later, the library forgets on which weekday such a rule began.
      const entry = /BYWEEKNO=/.test(rule.parts) ? start : from;
      return startsWithin(strict, { entry, from, to }, limit);
    }
    // `includeDtstart` disables the library's optimisations, so it is set only if the start does not match the rule.
    return /BYWEEKNO=/.test(rule.parts)
      ? undefined
      : startsWithin(rruleOf(rule, start, true), { entry: from, from, to }, limit);
  } catch (error) {
    return error instanceof Error && /exceeded/.test(error.message) ? { starts: [], truncated: true } : undefined;
  }
}

/** @param entry where the library begins. */
function startsWithin(
  rule: RRuleTemporal,
  { entry, from, to }: { readonly entry: WallMs; readonly from: WallMs; readonly to: WallMs },
  limit: number,
): Recurrence {
  if (to < from) return { starts: [], truncated: false };
  const found = rule
    .between(new Date(entry), new Date(to), true)
    .map(({ epochMilliseconds }) => epochMilliseconds)
    .filter((start) => start >= from);
  return { starts: found.slice(0, limit), truncated: found.length > limit };
}

function rruleOf({ parts }: Rule, start: WallMs, includeDtstart: boolean): RRuleTemporal {
  return new RRuleTemporal({
    rruleString: `DTSTART:${formatWall(start)}\nRRULE:${parts}`,
    includeDtstart,
    maxIterations: MAX_STEPS,
    // This disables the library's optimisations (DAILY with COUNT: 1 ms → 100 ms), and only lists of times of day, which
    // multiply, generate many candidates within few steps.
    ...(/BY(HOUR|MINUTE|SECOND)/.test(parts) && { maxCandidateEvaluations: MAX_STEPS }),
    cache: false,
  });
}

/** 20261224T090000 */
function formatWall(wall: WallMs): string {
  return new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}
