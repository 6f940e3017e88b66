/** The people of a roster by the names that titles call them. */
import type { Person, PersonIndex } from '../../domain/roster/roster';
import { folded } from './folding';

/** Undefined if nobody has that name, or more than one. */
export type FindPerson = (name: string) => PersonIndex | undefined;

/**
 * By key, identity and `names`, the last ones also as "Pérez, Ana". As it is written; else, unless that makes it ambiguous,
 * in whatever case; else without accents.
 */
export function createPersonFinder(people: readonly Person[]): FindPerson {
  const all = people.flatMap(({ key, identity, names = [] }, person) =>
    [key, identity, ...names.flatMap(formsOf)].map((name) => ({ name, person })),
  );
  const forms = [unified, (name: string) => unified(name).toLowerCase(), (name: string) => folded(unified(name))];
  const indexes = forms.map((form) => ({ form, people: indexOf(all, form) }));
  return (name) => {
    for (const index of indexes) {
      const found = index.people.get(index.form(name));
      if (found !== undefined) return found === 'several' ? undefined : found;
    }
    return undefined;
  };
}

function indexOf(
  all: readonly { readonly name: string; readonly person: PersonIndex }[],
  form: (name: string) => string,
): Map<string, PersonIndex | 'several'> {
  const index = new Map<string, PersonIndex | 'several'>();
  for (const { name, person } of all) {
    const known = index.get(form(name));
    index.set(form(name), known === undefined || known === person ? person : 'several');
  }
  index.delete('');
  return index;
}

/** "Ana María Pérez" is also "Pérez, Ana María" and "María Pérez, Ana"; "Pérez, Ana" is also "Ana Pérez". */
function formsOf(name: string): string[] {
  const [last = '', first, ...others] = unified(name).split(', ');
  if (first !== undefined) return others.length === 0 ? [name, `${first} ${last}`] : [name];
  const words = last.split(' ');
  return [
    name,
    ...words.slice(1).map((_, at) => `${words.slice(at + 1).join(' ')}, ${words.slice(0, at + 1).join(' ')}`),
  ];
}

/** With single blanks, and one behind a comma. */
function unified(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').replaceAll(/ ?, ?/g, ', ');
}
