/** Which rule wins where several apply: the one place where precedence is decided. */
import type { EpochMs } from '../time';
import type { Kind, Segment } from './schedule';

/** Lower wins. `given` only explains an absence: it hides nobody's other shift. */
const PRECEDENCE: Readonly<Record<Kind, number>> = {
  left: 0,
  override: 1,
  leave: 2,
  holiday: 3,
  swap: 4,
  cover: 4,
  shift: 5,
  rotation: 5,
  given: 6,
  off: 7,
};

/** The time during which a rule decides about one person. Never cut to a window: its true start takes part in ties. */
export interface RuleSpan extends Segment {
  /** Decides between spans of one layer: see {@link beats}. */
  readonly order: number;
  /** A holiday does not count against it: the shift takes place on holidays. */
  readonly worksHolidays?: true;
}

/**
 * Resolves spans to the segments of `[from, to)`: without holes between them, neighbours always different. `spans` may come
 * in any order and reach beyond the window.
 */
export function resolveSpans(spans: readonly RuleSpan[], from: EpochMs, to: EpochMs): Segment[] {
  const pending = byStart(spans);
  const segments: Segment[] = [];
  const active: RuleSpan[] = [];
  let next = 0;
  let now = from;
  while (now < to) {
    let upcoming = pending[next];
    for (; upcoming !== undefined && upcoming.from <= now; upcoming = pending[++next]) active.push(upcoming);
    let end = upcoming === undefined ? to : Math.min(to, upcoming.from);
    let strongest: RuleSpan | undefined;
    let strongestOnHolidays: RuleSpan | undefined;
    let kept = 0;
    for (const span of active) {
      if (span.to <= now) continue;
      active[kept++] = span;
      end = Math.min(end, span.to);
      strongest = stronger(strongest, span);
      if (span.worksHolidays) strongestOnHolidays = stronger(strongestOnHolidays, span);
    }
    active.length = kept;
    append(segments, (strongest?.kind === 'holiday' && strongestOnHolidays) || strongest, now, end);
    now = end;
  }
  return segments;
}

function stronger(a: RuleSpan | undefined, b: RuleSpan): RuleSpan {
  return a === undefined || beats(b, a) ? b : a;
}

/** Of two spans in one layer: the later-listed override; otherwise what began first, then what is listed first. */
function beats(a: RuleSpan, b: RuleSpan): boolean {
  const layers = PRECEDENCE[a.kind] - PRECEDENCE[b.kind];
  if (layers !== 0) return layers < 0;
  if (a.kind === 'override') return a.order > b.order;
  if (a.from !== b.from) return a.from < b.from;
  // One shift may come from two people at once, by swaps or covers: the answer must not depend on the order of calendars' events.
  return a.order !== b.order ? a.order < b.order : a.reason < b.reason;
}

/** The same array, where it is in order already: most come from one shift. */
function byStart(spans: readonly RuleSpan[]): readonly RuleSpan[] {
  let before = Number.NEGATIVE_INFINITY;
  for (const { from } of spans) {
    if (from < before) return [...spans].sort((a, b) => a.from - b.from);
    before = from;
  }
  return spans;
}

function append(segments: Segment[], span: RuleSpan | undefined, from: EpochMs, to: EpochMs): void {
  const { available, reason, kind } = span ?? { available: false, reason: 'off', kind: 'off' as const };
  const last = segments.at(-1);
  if (last !== undefined && last.available === available && last.reason === reason) {
    segments[segments.length - 1] = { ...last, to };
  } else {
    segments.push({ from, to, available, reason, kind });
  }
}
