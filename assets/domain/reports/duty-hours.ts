/** Time on duty: sums of elapsed time over periods of a calendar. Instants and sums are ms; intervals are `[from, to)`. */
import { countsAt, employmentAt, takesEffectAt } from '../person/employment-history';
import type { EmploymentEvent } from '../person/record';
import { dayOf, monthOf, wallOf, weekdayOf } from '../schedule/dates';
import type { Interval } from '../schedule/schedule';
import { toInstant, wallAt, type Zone } from '../schedule/zones';
import type { EpochMs } from '../time';

/** How a period is cut: not at all, or at each midnight, Monday or first of a month of a zone. */
export const CUTS = ['total', 'day', 'week', 'month'] as const;

export type Cut = (typeof CUTS)[number];

/** The parts of a period, in order; the first and the last may be shorter than the others. */
export function cutPeriod({ from, to }: Interval, zone: Zone, cut: Cut): Interval[] {
  const parts: Interval[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(to, cut === 'total' ? to : nextStart(start, zone, cut));
    parts.push({ from: start, to: end });
    start = end;
  }
  return parts;
}

/** When the next day, week or month begins. */
function nextStart(instant: EpochMs, zone: Zone, cut: Exclude<Cut, 'total'>): EpochMs {
  const wall = wallAt(zone, instant);
  const today = dayOf(wall);
  const isNext = {
    day: () => true,
    week: (day: number) => weekdayOf(day) === 0,
    month: (day: number) => monthOf(wallOf(day)) !== monthOf(wall),
  }[cut];
  // Where the clocks skip a midnight, or a whole day, the day begins when they go on.
  for (let day = today + 1; ; day++) {
    const start = toInstant(zone, wallOf(day));
    if (start > instant && isNext(day)) return start;
  }
}

/** How much of an interval lies within others, which do not overlap one another. */
export function overlap({ from, to }: Interval, others: readonly Interval[]): number {
  return others.reduce((sum, other) => sum + Math.max(0, Math.min(to, other.to) - Math.max(from, other.from)), 0);
}

/** What is left of intervals without others; neither overlap among themselves. */
export function without(intervals: readonly Interval[], others: readonly Interval[]): Interval[] {
  return others.reduce<Interval[]>(
    (left, { from, to }) =>
      left.flatMap((interval) =>
        [
          { from: interval.from, to: Math.min(interval.to, from) },
          { from: Math.max(interval.from, to), to: interval.to },
        ].filter((part) => part.from < part.to),
      ),
    [...intervals],
  );
}

/** When somebody had left, or will have, within a period, by the history of their employment. */
export function timesLeft(events: readonly EmploymentEvent[], { from, to }: Interval): Interval[] {
  const instants = events.flatMap((event) => [countsAt(event), takesEffectAt(event)]);
  const starts = [from, ...[...new Set(instants)].filter((at) => at > from && at < to).sort((a, b) => a - b)];
  return starts.flatMap((at, index) => {
    const known = events.filter((event) => countsAt(event) <= at);
    return employmentAt(known, at).left ? [{ from: at, to: starts[index + 1] ?? to }] : [];
  });
}

/** What was done to somebody's availability. */
export interface DutyChange {
  readonly at: EpochMs;
  readonly on: boolean;
}

/** When somebody was available as far as Rosterline made it so, and when that is not known. */
export interface AppliedDuty {
  readonly on: readonly Interval[];
  readonly unknown: readonly Interval[];
}

/**
 * Each change holds until the next one. Before the first one nothing is known: what was there may have been either.
 * @param now what is later has not been. @param changes in any order.
 */
export function appliedDuty(changes: readonly DutyChange[], { from, to }: Interval, now: EpochMs): AppliedDuty {
  const end = Math.min(to, now);
  const sorted = [...changes].sort((a, b) => a.at - b.at);
  const [first] = sorted;
  const knownFrom = Math.min(Math.max(first?.at ?? end, from), end);
  const on = sorted.flatMap((change, index) => {
    const interval = { from: Math.max(change.at, from), to: Math.min(sorted[index + 1]?.at ?? end, end) };
    return change.on && interval.from < interval.to ? [interval] : [];
  });
  return { on, unknown: from < knownFrom ? [{ from, to: knownFrom }] : [] };
}

/** Somebody's time on duty in a part of a period. `applied` absent: nothing of it is known, or nothing of it has been yet. */
export interface DutySum extends Interval {
  readonly planned: number;
  readonly applied?: number;
  /** So much of what has been is not known; `applied` is without it. */
  readonly unknown: number;
}

export function dutySums(
  parts: readonly Interval[],
  planned: readonly Interval[],
  { on, unknown }: AppliedDuty,
  now: EpochMs,
): DutySum[] {
  return parts.map((part) => {
    const past = Math.max(0, Math.min(part.to, now) - part.from);
    const notKnown = overlap(part, unknown);
    return {
      ...part,
      planned: overlap(part, planned),
      unknown: notKnown,
      ...(notKnown < past && { applied: overlap(part, on) }),
    };
  });
}
