/** Stored feeds that a warm process keeps from one execution to the next. Losing them costs calls and time only. */
import type { Person, PersonIndex } from '../domain/roster/roster';

export interface FeedCache {
  /** The packed content by the Document's name. Parts of a generation never change, so neither does this. */
  readonly packed: Map<string, { readonly generation: string; readonly packed: string }>;
  /** The people of a roster by their short names, since naming thousands takes time; `probe` tells one key from another. */
  readonly names: WeakMap<
    readonly Person[],
    { readonly probe: string; readonly indexes: ReadonlyMap<string, PersonIndex> }
  >;
}

export function createFeedCache(): FeedCache {
  return { packed: new Map(), names: new WeakMap() };
}
