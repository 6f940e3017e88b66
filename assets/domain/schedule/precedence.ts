/**
 * What the rules say, as layers of spans, and what holds where they lie on one another: the one place where precedence is
 * decided.
 */
import type { Day, Leave, Override } from '../roster/roster';
import { DAY, MINUTE } from '../time';
import { DAY_MINUTES } from './dates';
import type { Interval, Kind, PersonFacts, Segment, Shortfall } from './schedule';
import { toInstant, type Zone, zoneNamed } from './zones';

/** Lower wins. `given` only explains an absence: it hides nobody's other shift. */
const PRECEDENCE: Readonly<Record<Kind, number>> = {
  left: 0,
  override: 1,
  leave: 2,
  holiday: 3,
  swap: 4,
  shift: 5,
  rotation: 5,
  given: 6,
  off: 7,
};

/** Something that a rule says about one person for a while. Never cut to a window: its true start takes part in ties. */
export interface Span extends Segment {
  /** Decides between spans of one layer: see {@link beats}. */
  readonly order: number;
}

/**
 * What holds during `[from, to)`: stretches without holes between them, neighbours always different. `spans` may come in
 * any order and reach beyond the window.
 */
export function resolveSpans(spans: readonly Span[], from: number, to: number): Segment[] {
  const pending = byStart(spans);
  const stretches: Segment[] = [];
  const active: Span[] = [];
  let next = 0;
  let now = from;
  while (now < to) {
    let upcoming = pending[next];
    for (; upcoming !== undefined && upcoming.from <= now; upcoming = pending[++next]) active.push(upcoming);
    let end = upcoming === undefined ? to : Math.min(to, upcoming.from);
    let strongest: Span | undefined;
    let kept = 0;
    for (const span of active) {
      if (span.to <= now) continue;
      active[kept++] = span;
      end = Math.min(end, span.to);
      if (strongest === undefined || beats(span, strongest)) strongest = span;
    }
    active.length = kept;
    append(stretches, strongest, now, end);
    now = end;
  }
  return stretches;
}

/** What one person's week is departed from by, besides swaps. */
export interface Exceptions {
  /** The person's own IANA zone. */
  readonly zone: string;
  /** The person's calendars; dates sorted. */
  readonly holidays: readonly { readonly name: string; readonly dates: readonly Day[] }[];
  readonly leave: readonly Leave[];
  /** Leave that is known in instants. */
  readonly spells: readonly Interval[];
  /** `order`: the place in the file; later ones win. */
  readonly overrides: readonly (Override & { readonly order: number })[];
}

/** What the exceptions say around `[from, to)`. */
export function exceptionSpans(exceptions: Exceptions, from: number, to: number): Span[] {
  const zone = zoneNamed(exceptions.zone);
  const spans = holidaySpans(exceptions.holidays, zone, from, to);
  const near = (rule: Leave): boolean => rule.to * MINUTE > from - DAY && rule.from * MINUTE < to + DAY;
  const resolved = (rule: Leave): Interval => ({ from: toInstant(zone, rule.from), to: toInstant(zone, rule.to) });
  for (const leave of exceptions.leave) if (near(leave)) spans.push(absence(resolved(leave)));
  for (const spell of exceptions.spells) spans.push(absence(spell));
  for (const rule of exceptions.overrides) {
    if (!near(rule)) continue;
    const { available, order } = rule;
    spans.push({ ...resolved(rule), available, because: 'override', kind: 'override', order });
  }
  return spans;
}

/** Whole days on the person's own clock. */
function holidaySpans(holidays: Exceptions['holidays'], zone: Zone, from: number, to: number): Span[] {
  const first = Math.floor(from / DAY) - 2;
  const last = Math.floor(to / DAY) + 2;
  return holidays.flatMap(({ name, dates }, order) => {
    const start = firstAtLeast(dates, first);
    return dates.slice(start, firstAtLeast(dates, last + 1)).map((date): Span => {
      const midnight = date * DAY_MINUTES;
      const day = { from: toInstant(zone, midnight), to: toInstant(zone, midnight + DAY_MINUTES) };
      return { ...day, available: false, because: `holiday ${name}`, kind: 'holiday', order };
    });
  });
}

/** What is known from outside the roster. An event's override beats every one of the roster. */
export function factSpans({ left, announced = [], leave = [], override }: PersonFacts): Span[] {
  const spans: Span[] = leave.map(absence);
  [{ at: Number.NEGATIVE_INFINITY, left }, ...announced].forEach((change, index) => {
    if (!change.left) return;
    const to = announced[index]?.at ?? Number.POSITIVE_INFINITY;
    spans.push({ from: change.at, to, available: false, because: 'left', kind: 'left', order: 0 });
  });
  if (override !== undefined) {
    const { available, from, until } = override;
    const to = until ?? Number.POSITIVE_INFINITY;
    spans.push({ from, to, available, because: 'override', kind: 'override', order: Number.POSITIVE_INFINITY });
  }
  return spans;
}

function absence({ from, to }: Interval): Span {
  return { from, to, available: false, because: 'leave', kind: 'leave', order: 0 };
}

function firstAtLeast(sorted: readonly number[], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Joins touching intervals' counts: the stretches of `wanted` during which fewer than `need` of `present` overlap. */
export function shortfalls(
  id: string,
  need: number,
  wanted: readonly Interval[],
  present: readonly (readonly Interval[])[],
): Shortfall[] {
  const edges = present.flatMap((intervals) =>
    intervals.flatMap(({ from, to }) => [
      { at: from, change: 1 },
      { at: to, change: -1 },
    ]),
  );
  edges.sort((a, b) => a.at - b.at);
  const found: Shortfall[] = [];
  let have = 0;
  let next = 0;
  let now = Number.NEGATIVE_INFINITY;
  for (const { from, to } of wanted) {
    // Clock changes can make two occurrences overlap; what they share is wanted once.
    for (now = Math.max(now, from); now < to; ) {
      for (let edge = edges[next]; edge !== undefined && edge.at <= now; edge = edges[++next]) have += edge.change;
      const end = Math.min(to, edges[next]?.at ?? to);
      if (have < need) appendShortfall(found, { id, from: now, to: end, have, need });
      now = end;
    }
  }
  return found;
}

/** Of two spans in one layer: the later-listed override; otherwise what began first, then what is listed first. */
function beats(a: Span, b: Span): boolean {
  const layers = PRECEDENCE[a.kind] - PRECEDENCE[b.kind];
  if (layers !== 0) return layers < 0;
  if (a.kind === 'override') return a.order > b.order;
  return a.from !== b.from ? a.from < b.from : a.order < b.order;
}

/** The same array, where it is in order already: most come from one shift. */
function byStart(spans: readonly Span[]): readonly Span[] {
  let before = Number.NEGATIVE_INFINITY;
  for (const { from } of spans) {
    if (from < before) return [...spans].sort((a, b) => a.from - b.from);
    before = from;
  }
  return spans;
}

function append(stretches: Segment[], span: Span | undefined, from: number, to: number): void {
  const { available, because, kind } = span ?? { available: false, because: 'off', kind: 'off' as const };
  const last = stretches.at(-1);
  if (last !== undefined && last.available === available && last.because === because) {
    stretches[stretches.length - 1] = { ...last, to };
  } else {
    stretches.push({ from, to, available, because, kind });
  }
}

function appendShortfall(found: Shortfall[], gap: Shortfall): void {
  const last = found.at(-1);
  if (last !== undefined && last.to === gap.from && last.have === gap.have) {
    found[found.length - 1] = { ...last, to: gap.to };
  } else {
    found.push(gap);
  }
}
