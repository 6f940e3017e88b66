type Value = string | Value[] | { [key: string]: Value };

const MAX_DEPTH = 5;
const decode = (text: string) => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/**
 * A query string as the local runtime reads it, and, it is assumed, the cloud: `a=1&a=2` is a list, `b[c]=3` an object,
 * `d[]=4` a list.
 */
export function nestedQuery(query: string): Record<string, Value> {
  const tree: Record<string, Value> = {};
  for (const part of query.split('&')) {
    if (part === '') continue;
    const [name = '', ...value] = part.split('=');
    const [key, ...inner] = keysOf(decode(name));
    if (key !== undefined) put(tree, [key, ...inner], decode(value.join('=')));
  }
  return tree;
}

/** `a[b][]` → `a`, `b`, ``; brackets deeper than five stay in the last key. */
function keysOf(name: string): string[] {
  const [, first = name, brackets = ''] = /^([^[]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  const inner = [...brackets.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '');
  const deep = inner.slice(0, MAX_DEPTH);
  const rest = inner.slice(MAX_DEPTH);
  return [first, ...deep, ...(rest.length > 0 ? [rest.map((key) => `[${key}]`).join('')] : [])];
}

function put(tree: Record<string, Value>, [key = '', ...inner]: readonly string[], value: string): void {
  if (key === '__proto__') return;
  const known = Object.hasOwn(tree, key) ? tree[key] : undefined;
  const [next, ...more] = inner;
  if (next === undefined || next === '') {
    const listed = next === '' ? [value] : value;
    tree[key] = known === undefined ? listed : [known, value].flat();
    return;
  }
  const branch = typeof known === 'object' && !Array.isArray(known) ? known : {};
  put(branch, [next, ...more], value);
  tree[key] = branch;
}
