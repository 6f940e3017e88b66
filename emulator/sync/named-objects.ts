import { randomBytes } from 'node:crypto';
import { TwilioError } from '../twilio-errors';
import { isExpired, type StoredObject } from './lifetime';
import { createPreviousStates } from './previous-states';

/** A Document, a Map, a List or a Service: called by its SID, or by its unique name if it has one. */
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

/** An expired object is removed when it is next asked for; the real Sync removes it some time later. Names are unique within one kind (assumed). */
export function createNamedObjects<T extends NamedObject>(now: () => number): NamedObjects<T> {
  const index = createIndex<T>();
  const previous = createPreviousStates<T>();
  const isLive = (object: T | undefined) => object !== undefined && !isExpired(object, now());

  function find(name: string): T | undefined {
    const object = index.find(name);
    if (!object || isLive(object)) return object;
    index.remove(object);
    previous.forget(namesOf(object));
    return undefined;
  }

  return {
    find(name, stale = false) {
      const object = find(name);
      if (!stale) return object;
      const before = previous.of(name, object);
      return isLive(before) ? before : undefined;
    },
    remove(object) {
      previous.record(namesOf(object), object);
      index.remove(object);
    },
    add(object) {
      if (object.uniqueName !== null && find(object.uniqueName))
        throw new TwilioError(409, 54301, 'Unique name already exists');
      index.add(object);
      previous.record(namesOf(object), undefined);
    },
    beforeChange(object) {
      previous.record(namesOf(object), object);
    },
    all(stale = false) {
      for (const sid of [...index.bySid.keys()]) find(sid);
      return stale ? previous.all(index.bySid).filter(isLive) : [...index.bySid.values()];
    },
    clear() {
      index.clear();
      previous.clear();
    },
  };
}

function namesOf({ sid, uniqueName }: NamedObject): string[] {
  return [sid, ...(uniqueName === null ? [] : [uniqueName])];
}

/** Objects by SID and by unique name. */
function createIndex<T extends NamedObject>() {
  const bySid = new Map<string, T>();
  const sids = new Map<string, string>();
  return {
    bySid: bySid as ReadonlyMap<string, T>,
    find: (name: string): T | undefined => bySid.get(name) ?? bySid.get(sids.get(name) ?? ''),
    add(object: T): void {
      bySid.set(object.sid, object);
      if (object.uniqueName !== null) sids.set(object.uniqueName, object.sid);
    },
    remove(object: T): void {
      bySid.delete(object.sid);
      if (object.uniqueName !== null) sids.delete(object.uniqueName);
    },
    clear(): void {
      bySid.clear();
      sids.clear();
    },
  };
}
