import { APPLIED_NAME_LENGTH } from '../ports';

/** 12 bytes a person keep a Document of 800 below 10 KiB, past which Sync allows 2 writes a second only. */
const PEOPLE_A_SHARD = 800;

/** The name by which the applied table knows a person. @param recordName hexadecimal. */
export function appliedName(recordName: string): string {
  return Buffer.from(recordName, 'hex').toString('base64url').slice(0, APPLIED_NAME_LENGTH);
}

/** How many shards a roster of this size needs. Names spread by chance, so that more than one are filled to 80 %. */
export function shardCount(people: number): number {
  return people <= PEOPLE_A_SHARD ? 1 : Math.ceil(people / (0.8 * PEOPLE_A_SHARD));
}

export function shardOf(recordName: string, shards: number): number {
  return Number.parseInt(recordName.slice(0, 8), 16) % shards;
}
