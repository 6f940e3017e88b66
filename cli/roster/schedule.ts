/** A window of the schedule as JSON: what `show --json` prints. */

import type { Roster } from '../../assets/domain/roster/roster';
import type { PersonWindow, Resolver, Shortfall } from '../../assets/domain/schedule/schedule';
import { printInstant } from '../../assets/roster-file/instants';
import { printDropped } from '../../assets/roster-file/upcoming-warnings';

export interface Schedule {
  readonly from: number;
  readonly to: number;
  /** In the order of `roster.people`. */
  readonly people: readonly PersonWindow[];
  readonly coverage: readonly Shortfall[];
  readonly warnings: readonly string[];
}

/** @param notes warnings about the whole */
export function scheduleOf(resolver: Resolver, from: number, to: number, notes: readonly string[] = []): Schedule {
  return {
    from,
    to,
    people: resolver.window(from, to),
    coverage: resolver.coverage(from, to),
    warnings: [...resolver.dropped(from, to).map(printDropped), ...notes],
  };
}

/** Everyone by their key, each with the times at which they are available. */
export function printJson(roster: Roster, { people, coverage, warnings }: Schedule): string {
  const times = roster.people.map(({ key }, index) => {
    const on = people[index]?.on ?? [];
    return [
      key,
      on.map(({ from, to, reason: because }) => ({ from: printInstant(from), to: printInstant(to), because })),
    ];
  });
  const short = coverage.map(({ id, from, to, have, need }) => ({
    id,
    from: printInstant(from),
    to: printInstant(to),
    have,
    need,
  }));
  return JSON.stringify({ people: Object.fromEntries(times), coverage: short, warnings }, null, 2);
}
