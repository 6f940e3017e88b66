/** Layers of spans → what holds at each moment. The one place where precedence is decided. */
import type { Interval, Kind, Shortfall, Stretch } from './duty';

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
export interface Span extends Stretch {
  /** Decides between spans of one layer: see {@link beats}. */
  readonly order: number;
}

/**
 * What holds during `[from, to)`: stretches without holes between them, neighbours always different. `spans` may come in
 * any order and reach beyond the window.
 */
export function compose(spans: readonly Span[], from: number, to: number): Stretch[] {
  const pending = [...spans].sort((a, b) => a.from - b.from);
  const stretches: Stretch[] = [];
  let active: Span[] = [];
  let next = 0;
  let now = from;
  while (now < to) {
    for (let span = pending[next]; span !== undefined && span.from <= now; span = pending[++next]) active.push(span);
    active = active.filter((span) => span.to > now);
    const end = Math.min(to, pending[next]?.from ?? to, ...active.map((span) => span.to));
    append(stretches, strongest(active), now, end);
    now = end;
  }
  return stretches;
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
  for (const { from, to } of wanted) {
    for (let now = from; now < to; ) {
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

function strongest(active: readonly Span[]): Span | undefined {
  return active.reduce<Span | undefined>((best, span) => (best && !beats(span, best) ? best : span), undefined);
}

function append(stretches: Stretch[], span: Span | undefined, from: number, to: number): void {
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
