/** The times when somebody is on duty, and how two plans of them differ. */
import type { Interval, Segment } from '../schedule/schedule';
import { type EpochMs, MINUTE } from '../time';

/** How a plan has changed. `was`: what a changed period was before. */
export type PlanChange =
  | { readonly kind: 'added' | 'cancelled'; readonly period: Interval }
  | { readonly kind: 'moved'; readonly period: Interval; readonly was: Interval };

/**
 * Segments on duty as times: in whole minutes, and what follows on without a break is one. Why somebody is on duty does not matter.
 * @param segments sorted, as a resolver's window has them.
 */
export function dutyTimes(segments: readonly Segment[]): Interval[] {
  const times: Interval[] = [];
  for (const segment of segments) {
    const [from, to] = [minuteOf(segment.from), minuteOf(segment.to)];
    const last = times.at(-1);
    if (last && last.to >= from) times[times.length - 1] = { from: last.from, to };
    else if (to > from) times.push({ from, to });
  }
  return times;
}

function minuteOf(instant: EpochMs): EpochMs {
  return Math.floor(instant / MINUTE) * MINUTE;
}

/** What has changed between two plans, of what lies in `[from, to)`; by time. A period that overlaps one other is the same one, moved. */
export function planChanges(
  before: readonly Interval[],
  after: readonly Interval[],
  from: EpochMs,
  to: EpochMs,
): PlanChange[] {
  const [old, current] = [cut(before, from, to), cut(after, from, to)];
  const gone = old.filter((one) => !current.some((other) => isSame(one, other)));
  const fresh = current.filter((one) => !old.some((other) => isSame(one, other)));
  const changes: PlanChange[] = [];
  const moved = new Set<Interval>();
  for (const period of fresh) {
    const overlapped = gone.filter((was) => overlap(was, period));
    const [was] = overlapped;
    const isOne = was && overlapped.length === 1 && fresh.filter((other) => overlap(was, other)).length === 1;
    if (isOne) moved.add(was);
    changes.push(isOne ? { kind: 'moved', period, was } : { kind: 'added', period });
  }
  for (const period of gone) if (!moved.has(period)) changes.push({ kind: 'cancelled', period });
  return changes.sort((a, b) => a.period.from - b.period.from);
}

function cut(times: readonly Interval[], from: EpochMs, to: EpochMs): Interval[] {
  const start = minuteOf(from);
  return times
    .filter((time) => time.to > start && time.from < to)
    .map((time) => ({ from: Math.max(time.from, start), to: Math.min(time.to, to) }));
}

function isSame(a: Interval, b: Interval): boolean {
  return a.from === b.from && a.to === b.to;
}

function overlap(a: Interval, b: Interval): boolean {
  return a.from < b.to && b.from < a.to;
}
