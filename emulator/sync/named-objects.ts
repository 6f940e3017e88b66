import { randomBytes } from 'node:crypto';
import { Refusal } from '../twilio-errors';
import { isOver, type Stored } from './lifetime';

/** A Document or a Map: called by its SID, or by its unique name if it has one. */
export interface Named extends Stored {
  readonly sid: string;
  readonly uniqueName: string | null;
}

export interface NamedObjects<T extends Named> {
  find(name: string): T | undefined;
  /** Refuses with 409/54301 a unique name that is taken; nothing is stored then. */
  add(object: T): void;
  remove(object: T): void;
  all(): T[];
  clear(): void;
}

/** A SID: two letters and 32 hexadecimal digits. */
export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex');
}

/** What has expired is gone when it is next asked for; the real Sync removes it some time later. Names are unique within one kind (assumed). */
export function createNamedObjects<T extends Named>(now: () => number): NamedObjects<T> {
  const bySid = new Map<string, T>();
  const sids = new Map<string, string>();

  function remove(object: T): void {
    bySid.delete(object.sid);
    if (object.uniqueName !== null) sids.delete(object.uniqueName);
  }

  function find(name: string): T | undefined {
    const object = bySid.get(name) ?? bySid.get(sids.get(name) ?? '');
    if (!object || !isOver(object, now())) return object;
    remove(object);
    return undefined;
  }

  return {
    find,
    remove,
    add(object) {
      if (object.uniqueName !== null) {
        if (find(object.uniqueName)) throw new Refusal(409, 54301, 'Unique name already exists');
        sids.set(object.uniqueName, object.sid);
      }
      bySid.set(object.sid, object);
    },
    all: () => [...bySid.keys()].flatMap((sid) => find(sid) ?? []),
    clear() {
      bySid.clear();
      sids.clear();
    },
  };
}
