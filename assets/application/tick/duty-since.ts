import type { PersonRecord } from '../../domain/person/record';
import type { Roster } from '../../domain/roster/roster';
import type { Resolver } from '../../domain/schedule/schedule';
import { factsAt } from './load-state';

/** The keys of people whom the roster has on duty at any time from `from` to `to`, ms; computed once, on first use. */
export function dutySince(
  from: number,
  to: number,
  records: ReadonlyMap<string, PersonRecord>,
  { roster, resolver }: { readonly roster: Roster; readonly resolver: Pick<Resolver, 'window'> },
): () => ReadonlySet<string> {
  let keys: ReadonlySet<string> | undefined;
  return () => {
    if (!keys) {
      const windows = resolver.window(from, to, factsAt(roster, records, to));
      keys = new Set(roster.people.flatMap(({ key }, index) => ((windows[index]?.on.length ?? 0) > 0 ? [key] : [])));
    }
    return keys;
  };
}
