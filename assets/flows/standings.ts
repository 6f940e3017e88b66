import type { PersonRecord } from '../decisions/decisions.private';
import { factsOf } from '../decisions/decisions.private';
import { type DutyShard, dutyName, dutyShardOf } from '../twilio/twilio.private';
import type { Ports } from './ports';

/** What was last applied to a person: available or not, that Frontline has no such user, or undefined: not known yet. */
export type Last = boolean | 'missing' | undefined;

/** Where one person of the roster stands at a tick. */
export interface Standing {
  readonly key: string;
  readonly identity: string;
  readonly name: string;
  readonly shard: number;
  readonly should: boolean;
  /** Why, in plain words; worked out only when asked for. */
  readonly because: () => string;
  readonly last: Last;
  /** The record has a change in hand that decides availability as well: not for the tick's shift changes. */
  readonly busy: boolean;
}

/** Everyone of the roster: what should be at `now` beside what was last applied. */
export function standingsOf(
  records: ReadonlyMap<string, PersonRecord>,
  shards: readonly DutyShard[],
  now: number,
  { roster, resolver, records: store }: Ports,
): Standing[] {
  const facts = new Map(
    roster.people.flatMap(({ key, identity }) => {
      const record = records.get(identity);
      return record ? [[key, factsOf(record, now)] as const] : [];
    }),
  );
  const available = resolver.available(now, facts);
  return roster.people.map(({ key, identity }, index): Standing => {
    const recordName = store.name(identity);
    const shard = dutyShardOf(recordName, shards.length);
    const name = dutyName(recordName);
    const record = records.get(identity);
    return {
      key,
      identity,
      name,
      shard,
      should: available[index] === 1,
      because: () => resolver.verdict(index, now, facts.get(key)).because,
      last: lastApplied(name, shards[shard], record),
      busy: record?.pending?.change.isAvailable !== undefined,
    };
  });
}

/** What an event applied after the table was written is newer than the table. */
function lastApplied(name: string, table: DutyShard | undefined, record: PersonRecord | undefined): Last {
  if (record?.applied && record.applied.at >= (table?.at ?? 0)) return record.applied.available;
  if (table?.on.has(name)) return true;
  if (table?.off.has(name)) return false;
  return table?.missing.has(name) ? 'missing' : undefined;
}

/** The tables as they are after a tick that began at `now`; only those that differ from what is stored. */
export function changedShards(
  standings: readonly Standing[],
  stored: readonly DutyShard[],
  now: number,
): { shard: number; table: DutyShard }[] {
  return stored.flatMap((before, shard) => {
    const people = standings.filter((standing) => standing.shard === shard);
    const named = (last: Last) => new Set(people.filter((person) => person.last === last).map(({ name }) => name));
    const table = { ...before, at: now, on: named(true), off: named(false), missing: named('missing') };
    const same = equal(table.on, before.on) && equal(table.off, before.off) && equal(table.missing, before.missing);
    return same ? [] : [{ shard, table }];
  });
}

function equal(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}
