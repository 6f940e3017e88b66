/**
 * Starts something before the first test of a file. Jest collects tests before it waits for anything, so what this returns
 * stands for what will have been started when they run.
 */
export function startedBefore<T extends object>(start: () => Promise<T>): T {
  let started: T | undefined;
  const current = (): T => {
    if (!started) throw new Error('it is started before the first test, not while tests are collected');
    return started;
  };
  beforeAll(async () => {
    started = await start();
  });
  return new Proxy<T>(Object.create(null), {
    get: (_, name) => Reflect.get(current(), name),
    set: (_, name, value) => Reflect.set(current(), name, value),
  });
}
