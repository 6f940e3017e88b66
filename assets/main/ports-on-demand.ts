import type { Ports } from './ports';

/**
 * The ports of one execution, made when it first asks for one that is not `ready`. Whoever is refused needs no other, and making them
 * loads most of the code and the roster.
 */
export function portsOnDemand(ready: Pick<Ports, 'configuration' | 'log' | 'now'>, make: () => Ports): Ports {
  let made: Ports | undefined;
  const all = () => {
    made ??= make();
    return made;
  };
  // The cast: what is not ready, the handler answers for.
  return new Proxy(ready as Ports, {
    get: (_, name) => Reflect.get(Object.hasOwn(ready, name) ? ready : all(), name),
    has: (_, name) => Reflect.has(all(), name),
    // For `{ ...ports }`.
    ownKeys: () => Reflect.ownKeys(all()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(all(), name),
  });
}
