/** Makes something when it is first asked for, and keeps it: for what takes long to make, such as a schema, where many executions do without. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
