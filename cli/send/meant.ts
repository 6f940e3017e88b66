/** Whom somebody may have meant by a name that nobody was found for. */
import type { Person } from '../../assets/domain/roster/roster';
import { suggest } from '../../assets/roster-file/suggest';

/** The people of a roster whose key or name it is, or whose key, name or identity is nearly so, in its order. */
export function peopleMeant(name: string, people: readonly Person[]): readonly Person[] {
  const wanted = plainForm(name);
  const others = people.filter(({ identity }) => identity !== name);
  const called = others.filter((person) => wordsFor(person).some((word) => plainForm(word) === wanted));
  if (called.length > 0) return called;
  const byWord = new Map(
    others.flatMap((person) => wordsFor(person).map((word) => [plainForm(word), person] as const)),
  );
  const near = byWord.get(suggest(wanted, byWord.keys()) ?? '');
  return near === undefined ? [] : [near];
}

function wordsFor({ key, identity, names = [] }: Person): string[] {
  return [key, identity, ...names];
}

/** "Gruber, Franz", "franz-gruber" and "franz.gruber@example.com" are one name: a domain that all have makes no names alike. */
function plainForm(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/@.*$/, '')
    .replace(/^([^,]+), *([^,]+)$/, '$2 $1')
    .replace(/[\s._-]+/g, ' ')
    .trim();
}
