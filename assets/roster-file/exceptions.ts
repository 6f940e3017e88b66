/** Reads the exceptions of single people to the weekly pattern: leave and overrides. */

import type { Feed, Leave, Override } from '../domain/roster/roster';
import { endOf, startOf } from './calendar';
import type { Diagnostics } from './diagnostics';
import { isMapping, readEntry, readList } from './entry';
import { leaveFeedFormat, leaveFormat, overrideFormat } from './format';
import { type Names, personByKey } from './names';
import type { Path } from './source';

/** A list of `{ who, from, to }` and feeds, or one feed. */
export function readLeave(
  diagnostics: Diagnostics,
  value: unknown,
  names: Names,
): { readonly entries: Leave[]; readonly feeds: Feed[] } {
  const feeds: Feed[] = [];
  const entries: Leave[] = [];
  const items = isMapping(value)
    ? [{ value: value as unknown, path: ['leave'] as Path }]
    : readList(diagnostics, value, ['leave'], 'a list of { who, from, to }, or { ics: … }');
  for (const { value: item, path } of items) {
    if (isMapping(item) && 'ics' in item) {
      const { who, ics, ignore } = readEntry(diagnostics, leaveFeedFormat, item, path);
      const person = personByKey(diagnostics, names, who, [...path, 'who']);
      if (ics === undefined) continue;
      feeds.push({ kind: 'leave', ...(person !== undefined && { person }), url: ics, ...(ignore && { ignore }) });
    } else {
      const leave = readPeriod(diagnostics, readEntry(diagnostics, leaveFormat, item, path), path, names);
      if (leave !== undefined) entries.push(leave);
    }
  }
  return { entries, feeds };
}

export function readOverrides(diagnostics: Diagnostics, value: unknown, names: Names): Override[] {
  return readList(diagnostics, value, ['overrides'], 'a list of overrides').flatMap(({ value: item, path }) => {
    const entry = readEntry(diagnostics, overrideFormat, item, path);
    const spell = readPeriod(diagnostics, entry, path, names);
    return spell === undefined || entry.available === undefined ? [] : [{ ...spell, available: entry.available }];
  });
}

function readPeriod(
  diagnostics: Diagnostics,
  entry: { who?: string | undefined; from?: string | undefined; to?: string | undefined },
  path: Path,
  names: Names,
): Leave | undefined {
  const person = personByKey(diagnostics, names, entry.who, [...path, 'who']);
  if (entry.from === undefined || entry.to === undefined) return undefined;
  const from = startOf(entry.from);
  const to = endOf(entry.to);
  if (to <= from)
    diagnostics.error([...path, 'to'], `found ${entry.to}, expected an end after its beginning (${entry.from})`);
  return person === undefined ? undefined : { person, from, to };
}
