/** Where a valid file has what the compiled roster lists without its place. */
import type { Roster, Shift, Swap } from '../domain/roster/roster';
import { isMapping } from './entry';
import type { Path } from './source';

/** The path of each feed, in the order of `roster.feeds`. */
export function placesOfFeeds(content: unknown, { feeds }: Roster): Path[] {
  const left = isMapping(content)
    ? Object.keys(content).flatMap((section) => mappingsWithFeed(content[section], [section]))
    : [];
  return feeds.map(({ kind, url }) => {
    const index = left.findIndex((one) => one.url === url && (kind !== 'holidays') === (one.path[0] !== 'holidays'));
    return left.splice(index === -1 ? left.length : index, 1)[0]?.path ?? [];
  });
}

/** The path of each entry of `roster.leave`: feeds may stand between them. */
export function placesOfLeave(content: unknown): Path[] {
  const items = isMapping(content) && Array.isArray(content.leave) ? content.leave : [];
  return items.flatMap((item: unknown, index): Path[] => (isMapping(item) && 'ics' in item ? [] : [['leave', index]]));
}

/** The path of the shift or coverage rule of this id. */
export function placeOfRule(roster: Roster, list: 'shifts' | 'coverage', id: string): Path {
  // A shift of several zones or windows is several in the compiled roster, under one id.
  return [list, [...new Set(roster[list].map((rule) => rule.id))].indexOf(id)];
}

/** The indices of the windows of a shift: those of its id in its zone. */
export function windowsOf(shifts: readonly Shift[], { id, zone }: Shift): number[] {
  return [...shifts.entries()].flatMap(([at, one]) => (one.id === id && one.zone === zone ? [at] : []));
}

/** The swaps of each entry of the file: one for each window of the shift. */
export function swapsByEntry({ swaps, shifts }: Roster): Swap[][] {
  const entries: Swap[][] = [];
  for (let at = 0; at < swaps.length; ) {
    const shift = shifts[swaps[at]?.shift ?? -1];
    const count = shift === undefined ? 1 : windowsOf(shifts, shift).length;
    entries.push(swaps.slice(at, at + count));
    at += count;
  }
  return entries;
}

function mappingsWithFeed(value: unknown, path: Path): { url: unknown; path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => mappingsWithFeed(item, [...path, index]));
  if (!isMapping(value)) return [];
  if ('ics' in value) return [{ url: value.ics, path }];
  return Object.keys(value).flatMap((key) => mappingsWithFeed(value[key], [...path, key]));
}
