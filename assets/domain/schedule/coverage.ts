/** Where the coverage rules fall short: a sweep over the edges of the intervals in which people are on duty. */
import type { Coverage } from '../roster/roster';
import type { EpochMs } from '../time';
import { occurrences } from './occurrences';
import type { Interval, PersonWindow, Shortfall } from './schedule';

/** The shortfalls of all rules within `[from, to)`, by time; `people`: their windows of the same time. */
export function coverageShortfalls(
  rules: readonly Coverage[],
  people: readonly PersonWindow[],
  from: EpochMs,
  to: EpochMs,
): Shortfall[] {
  const found = rules.flatMap((rule) => {
    const wanted = occurrences(rule, from, to).map((o) => ({ from: Math.max(o.from, from), to: Math.min(o.to, to) }));
    const present = rule.of.map((person) => people[person]?.on ?? []);
    return shortfalls(rule.id, rule.min, wanted, present);
  });
  return found.sort((a, b) => a.from - b.from);
}

/** The parts of `wanted` during which fewer than `need` of `present` overlap. Parts that touch with equal counts are one. */
function shortfalls(
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

function appendShortfall(found: Shortfall[], gap: Shortfall): void {
  const last = found.at(-1);
  if (last !== undefined && last.to === gap.from && last.have === gap.have) {
    found[found.length - 1] = { ...last, to: gap.to };
  } else {
    found.push(gap);
  }
}
