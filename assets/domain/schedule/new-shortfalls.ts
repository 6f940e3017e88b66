/** Which shortfalls of coverage are new from one roster to the next. */
import type { Shortfall } from './schedule';

/** The parts of `after` in which as many people were not missing before; cut where the rule of the same id fell short before. */
export function newShortfalls(before: readonly Shortfall[], after: readonly Shortfall[]): Shortfall[] {
  return after.flatMap((shortfall) => {
    const known = before.filter((old) => old.id === shortfall.id && missing(old) >= missing(shortfall));
    return known.reduce<Shortfall[]>((parts, old) => parts.flatMap((part) => without(part, old)), [shortfall]);
  });
}

function missing({ have, need }: Shortfall): number {
  return need - have;
}

/** What of a shortfall is outside another one. */
function without(part: Shortfall, { from, to }: Shortfall): Shortfall[] {
  const parts = [
    { ...part, to: Math.min(part.to, from) },
    { ...part, from: Math.max(part.from, to) },
  ];
  return parts.filter((one) => one.from < one.to);
}
