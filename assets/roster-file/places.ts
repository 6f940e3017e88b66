/** Where a valid file has what the compiled roster lists without its place. */
import type { Roster } from '../domain/roster/roster';
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
  // A shift of several zones is several in the compiled roster, under one id.
  return [list, [...new Set(roster[list].map((rule) => rule.id))].indexOf(id)];
}

function mappingsWithFeed(value: unknown, path: Path): { url: unknown; path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => mappingsWithFeed(item, [...path, index]));
  if (!isMapping(value)) return [];
  if ('ics' in value) return [{ url: value.ics, path }];
  return Object.keys(value).flatMap((key) => mappingsWithFeed(value[key], [...path, key]));
}
