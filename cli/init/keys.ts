/** Keys of people and names of teams: readable, unique, and the same whatever the order of the list. */

/** Words that stand for something else where a roster names people. */
const RESERVED = new Set(['nobody', 'none', 'close', 'manager', 'wait']);

/** What a key is made of. */
export interface KeySource {
  /** Unique. */
  readonly identity: string;
  readonly name?: string | undefined;
}

/** A key for each, in the same order: "ana.perez@example.com" → "ana-perez". */
export function keysFor(people: readonly KeySource[]): string[] {
  const short = people.map((person) => slug(localPart(person)));
  const counts = countsOf(short);
  const long = people.map(({ identity }, index) => {
    const own = short[index] ?? '';
    const isFree = own !== '' && counts.get(own) === 1 && !RESERVED.has(own);
    return isFree ? own : slug(identity) || 'person';
  });
  return numbered(
    long,
    people.map(({ identity }) => identity),
  );
}

/** Lower-case words, joined by hyphens; letters lose their accents. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .normalize('NFC');
}

/** Of an address what is before the @; of a SID or a number, which nobody can read, the name. */
function localPart({ identity, name }: KeySource): string {
  const before = identity.replace(/@[^@]*$/, '');
  return name !== undefined && /^US[0-9a-f]{32}$|^[\d\W_]*$/i.test(before) ? name : before;
}

/** Adds a number to every key but one that several have, by the order of the identities. */
function numbered(keys: readonly string[], identities: readonly string[]): string[] {
  const taken = new Set<string>();
  const result = [...keys];
  const order = [...keys.keys()].sort((a, b) => ((identities[a] ?? '') < (identities[b] ?? '') ? -1 : 1));
  const counts = countsOf(keys);
  for (const key of keys) if (counts.get(key) === 1) taken.add(key);
  for (const index of order) {
    const key = keys[index] ?? '';
    if (counts.get(key) === 1) continue;
    let number = 1;
    const next = () => (number === 1 ? key : `${key}-${number}`);
    while (taken.has(next())) number++;
    taken.add(next());
    result[index] = next();
  }
  return result;
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
