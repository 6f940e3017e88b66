/** Finds the managers that a list names, by whatever it calls them. */
import type { ListedPerson } from './person';

type FindManager = (
  person: ListedPerson,
  key: string,
  ask: (field: string, message: string) => void,
) => string | undefined;

/** @param people those in the roster, with a key each. @param all with those who have left, who cannot be managers any more. */
export function createManagers(
  people: readonly ListedPerson[],
  keys: readonly string[],
  all: readonly ListedPerson[],
): FindManager {
  const byWord = new Map<string, Set<string>>();
  for (const [index, person] of people.entries()) {
    for (const word of wordsFor(person)) byWord.set(word, (byWord.get(word) ?? new Set()).add(keys[index] ?? ''));
  }
  const known = new Set(all.flatMap(wordsFor));
  return ({ manager }, key, ask) => {
    if (manager === undefined) return undefined;
    const found = [...(byWord.get(asWord(manager)) ?? [])];
    const [only] = found;
    const named = `the list has the manager ${JSON.stringify(manager)}`;
    if (found.length > 1) ask('manager', `${named}, and so are called ${found.join(', ')}: which one is it?`);
    else if (only === key) ask('manager', `${named}, who is the person: who is it?`);
    else if (only !== undefined) return only;
    else ask('manager', `${named}, who ${known.has(asWord(manager)) ? 'has left' : 'is not in it'}: who is it?`);
    return undefined;
  };
}

function wordsFor({ identity, email, name, number, ids }: ListedPerson): string[] {
  const reversed = name?.replace(/^(.+) (\S+)$/, '$2, $1');
  const words = [identity, email, name, reversed, number, ...Object.values(ids)].filter((word) => word !== undefined);
  return [...new Set(words.map(asWord))];
}

function asWord(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^([^,]+), ([^,]+)$/, '$2 $1');
}
