import type { PersonIndex, Roster } from './roster';

/** Names of teams by person; whoever is in none has no entry. */
export type TeamsByPerson = ReadonlyMap<PersonIndex, readonly string[]>;

/** The teams that each person is in, in the order of the file. Each team is read once, however many people are asked about. */
export function teamsByPerson({ teams = {} }: Pick<Roster, 'teams'>): TeamsByPerson {
  const found = new Map<PersonIndex, string[]>();
  for (const [name, members] of Object.entries(teams)) {
    for (const person of new Set(members)) {
      const names = found.get(person);
      if (names) names.push(name);
      else found.set(person, [name]);
    }
  }
  return found;
}
