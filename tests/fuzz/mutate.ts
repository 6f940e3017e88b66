/** In [0, 1). */
export type Random = () => number;

export function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}

const KEYS = [
  ...['__proto__', 'constructor', 'toString', 'then', 'toJSON', 'length', '0', '4047', '', 'request', 'headers'],
  ...['id', 'type', 'data', 'timestamp', 'identity', 'person', 'employees', 'fields', 'Status', 'topic', 'event_type'],
];

/** Values that code forgets: JSON text, so that each use is a value of its own. */
const VALUES = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '1',
    '-1',
    '1e308',
    '1e-308',
    '9007199254740993',
    '1795334400',
    '253402300800',
  ],
  ...[
    '""',
    '"."',
    '".."',
    '"\\u0000"',
    '"\\ud800"',
    '"💥"',
    '"ada@example.com"',
    '"ben@example.com"',
    '"104"',
    '"12345"',
  ],
  ...['"2026-11-22T08:00:00Z"', '"2026-11-22T08:00:00+0000"', '"0000-00-00T00:00:00Z"', '"9999-12-31T23:59:59Z"'],
  ...['"Inactive"', '"Active"', '"employee.left"', '"employee.terminated_effective"', '"user.lifecycle.deactivate"'],
  ...['"staff.offboarded"', '"Timesheet.Insert"', '"oncall_change"', '"Ping test"', '{}', '[]', '[[]]', '{"value":{}}'],
  ...['{"__proto__":{"value":"Inactive"}}', '[null]', '{"0":{"1":{}}}', `"${'x'.repeat(300)}"`],
];

/** A JSON value with some of its places changed: taken away, replaced, doubled, put elsewhere. The original stays as it is. */
export function mutate(random: Random, original: unknown): unknown {
  let value: unknown = structuredClone(original);
  for (let times = Math.floor(random() * 4); times > 0; times--) value = once(random, value);
  return value;
}

function once(random: Random, value: unknown): unknown {
  // Down a random path, and something happens where it ends.
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.2) return twist(random, value);
    const index = Math.floor(random() * value.length);
    if (random() < 0.1) return [...value, value[index]];
    return value.with(index, once(random, value[index]));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0 || random() < 0.15) return twist(random, value);
    const index = Math.floor(random() * entries.length);
    const [key, inner] = entries[index] ?? ['', null];
    const chance = random();
    if (chance < 0.08) return Object.fromEntries(entries.filter((_, at) => at !== index));
    if (chance < 0.16) return Object.fromEntries([...entries, [pick(random, KEYS), inner]]);
    if (chance < 0.2) return Object.fromEntries(entries.with(index, [pick(random, KEYS), inner]));
    return Object.fromEntries(entries.with(index, [key, once(random, inner)]));
  }
  return twist(random, value);
}

function twist(random: Random, value: unknown): unknown {
  if (typeof value === 'string' && random() < 0.4) {
    const at = Math.floor(random() * (value.length + 1));
    return value.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x2100)) + value.slice(at + 1);
  }
  if (typeof value === 'number' && random() < 0.4) return value * pick(random, [-1, 0, 1000, 1.5, 1e9]) || 0;
  const fresh: unknown = JSON.parse(pick(random, VALUES));
  return random() < 0.1 ? [value, fresh] : fresh;
}
