/**
 * What was there before the last write, for reads that lag: before the last write to each thing, and of the whole collection
 * before the last write to any of them.
 */
export interface PreviousStates<T> {
  /** Notes a write. @param names under which the thing is found, its key first. @param before it; undefined if it is new. */
  record(names: readonly string[], before: T | undefined): void;
  /** The thing of this name as it was. @param now as it is. */
  of(name: string, now: T | undefined): T | undefined;
  /** All things as they were. @param now as they are, by key. */
  all(now: ReadonlyMap<string, T>): T[];
  /** For what has expired, which no read shows. */
  forget(names: readonly string[]): void;
  clear(): void;
}

export function createPreviousStates<T extends object>(): PreviousStates<T> {
  const before = new Map<string, T | undefined>();
  let last: string | undefined;
  return {
    record(names, thing) {
      // Copied, since a thing is changed in its place; its data is not, and is replaced.
      const copy = thing && { ...thing };
      for (const name of names) before.set(name, copy);
      last = names[0];
    },
    of: (name, now) => (before.has(name) ? before.get(name) : now),
    all(now) {
      if (last === undefined) return [...now.values()];
      const was = before.get(last);
      const things = new Map(now);
      things.delete(last);
      return [...things.values(), ...(was ? [was] : [])];
    },
    forget(names) {
      for (const name of names) before.delete(name);
      if (last !== undefined && names.includes(last)) last = undefined;
    },
    clear() {
      before.clear();
      last = undefined;
    },
  };
}
