/** The key << that YAML 1.1 had for taking over the keys of another mapping: https://yaml.org/type/merge.html */
import { type Document, isAlias, isMap, isSeq, type Pair, type Scalar } from 'yaml';

export const MERGE_KEY =
  'found the merge key <<, expected keys: write them out here; an alias can stand for a whole value, not for a part of a mapping';

export function isMergeKey(key: Scalar): boolean {
  return key.type === 'PLAIN' && key.value === '<<';
}

/** The pairs of the mapping, or of the mappings, that a merge key names. */
export function* mergedPairs(document: Document, value: unknown): Generator<Pair> {
  for (const node of isSeq(value) ? value.items : [value]) {
    const target = isAlias(node) ? node.resolve(document) : node;
    if (isMap(target)) yield* target.items;
  }
}
