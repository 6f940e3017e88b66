import { createHmac } from 'node:crypto';
import type { Cloud } from './cloud';

/** Damages what Sync keeps, as another release or a hand in Twilio's console might. */

/** The Map that has a record of the person, and the record's name. */
function placeOf(cloud: Cloud, identity: string, recordKey: string): { name: string; items?: Cloud['documents'] } {
  const name = createHmac('sha256', recordKey).update(identity).digest('hex');
  const found = [...cloud.maps].find(([map, items]) => map.startsWith('rosterline-people-') && items.has(name));
  return { name, ...(found && { items: found[1] }) };
}

/** @returns whether there was a record. */
export function corruptRecord(cloud: Cloud, identity: string, recordKey: string): boolean {
  const { name, items } = placeOf(cloud, identity, recordKey);
  return items !== undefined && replace(items, name, () => ({ v: 3, identity, surprise: true }));
}

/** The record of the person, if there is any: the same object as long as nobody removes it. */
export function recordOf(cloud: Cloud, identity: string, recordKey: string): object | undefined {
  const { name, items } = placeOf(cloud, identity, recordKey);
  return items?.get(name);
}

export function corruptDuty(cloud: Cloud): void {
  for (const name of cloud.documents.keys()) {
    if (name.startsWith('rosterline-duty-')) replace(cloud.documents, name, () => ({ v: 1, on: 7, off: null }));
  }
}

const HEARTBEAT = 'rosterline-heartbeat';

export function corruptHeartbeat(cloud: Cloud): void {
  replace(cloud.documents, HEARTBEAT, () => ({ v: 1, last: 'yesterday', differences: [] }));
}

/** A clock that ran ahead wrote the heartbeat. */
export function advanceHeartbeat(cloud: Cloud, now: number): void {
  const ahead = now + 3_600_000;
  replace(cloud.documents, HEARTBEAT, (data) => ({ ...Object(data), lease: { by: 'ahead', until: ahead } }));
}

function replace(store: Cloud['documents'], name: string, change: (data: unknown) => object): boolean {
  const found = store.get(name);
  if (!found) return false;
  const { revision } = found;
  found.data = Object.freeze(change(found.data));
  // What is damaged is gone: a stale read, hours later, must not show it whole again.
  found.before = { data: found.data, revision };
  found.revision += 1;
  return true;
}
