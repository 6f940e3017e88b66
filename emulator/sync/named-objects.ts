import { randomBytes } from 'node:crypto';
import { TwilioError } from '../twilio-errors';
import { isExpired, type StoredObject } from './lifetime';
import { createPreviousStates } from './previous-states';

/** A Document, a Map or a Service: called by its SID, or by its unique name if it has one. */
export interface NamedObject extends StoredObject {
  readonly sid: string;
  readonly uniqueName: string | null;
}

export interface NamedObjects<T extends NamedObject> {
  /** @param stale as it was before the last write to it. */
  find(name: string, stale?: boolean): T | undefined;
  /** Refuses with 409/54301 a unique name that is taken; nothing is stored then. */
  add(object: T): void;
  /** To be called before an object is changed in its place. */
  beforeChange(object: T): void;
  remove(object: T): void;
  /** @param stale as they were before the last write to any of them. */
  all(stale?: boolean): T[];
  clear(): void;
}

/** A SID: two letters and 32 hexadecimal digits. */
export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString('hex');
}

/** What has expired is gone when it is next asked for; the real Sync removes it some time later. Names are unique within one kind (assumed). */
export function createNamedObjects<T extends NamedObject>(now: () => number): NamedObjects<T> {
  const bySid = new Map<string, T>();
  const sids = new Map<string, string>();
  const past = createPreviousStates<T>();
  const namesOf = ({ sid, uniqueName }: T) => [sid, ...(uniqueName === null ? [] : [uniqueName])];
  const isThere = (object: T | undefined) => object !== undefined && !isExpired(object, now());

  function forget(object: T): void {
    bySid.delete(object.sid);
    if (object.uniqueName !== null) sids.delete(object.uniqueName);
  }

  function find(name: string): T | undefined {
    const object = bySid.get(name) ?? bySid.get(sids.get(name) ?? '');
    if (!object || !isExpired(object, now())) return object;
    forget(object);
    past.forget(namesOf(object));
    return undefined;
  }

  return {
    find(name, stale = false) {
      const object = find(name);
      if (!stale) return object;
      const was = past.of(name, object);
      return isThere(was) ? was : undefined;
    },
    remove(object) {
      past.record(namesOf(object), object);
      forget(object);
    },
    add(object) {
      if (object.uniqueName !== null) {
        if (find(object.uniqueName)) throw new TwilioError(409, 54301, 'Unique name already exists');
        sids.set(object.uniqueName, object.sid);
      }
      bySid.set(object.sid, object);
      past.record(namesOf(object), undefined);
    },
    beforeChange(object) {
      past.record(namesOf(object), object);
    },
    all(stale = false) {
      for (const sid of [...bySid.keys()]) find(sid);
      return stale ? past.all(bySid).filter(isThere) : [...bySid.values()];
    },
    clear() {
      bySid.clear();
      sids.clear();
      past.clear();
    },
  };
}
