import type { NotesPlace } from '../ports';
import { appliedName, shardOf } from '../tick/shard';

/** With the groups they are one page of 100 Items, so that everything is one read. A shard of 5,000 people has about 80. */
const SHARDS = 64;

/** Where the notes of a person are. @param recordName hexadecimal. */
export function placeOf(recordName: string): NotesPlace {
  return { shard: String(shardOf(recordName, SHARDS)).padStart(2, '0'), name: appliedName(recordName) };
}
