import type { PersonIndex, Roster } from './roster';

/** The names of the teams that a person is in, in the order of the file. */
export function teamsOf({ teams = {} }: Pick<Roster, 'teams'>, person: PersonIndex): readonly string[] {
  return Object.entries(teams).flatMap(([name, members]) => (members.includes(person) ? [name] : []));
}
