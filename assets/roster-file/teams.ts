/** Reads the teams of the file: names for lists of people. */
import type { PersonIndex } from '../domain/roster/roster';
import type { Diagnostics } from './diagnostics';
import { describeValue, isMapping, readValue } from './entry';
import { teamFormat } from './format';
import { type Names, peopleByKey } from './names';
import { checkKey } from './people';

/** Name → people, in file order. A team whose entry is invalid has those of its people who are valid. */
export function readTeams(diagnostics: Diagnostics, value: unknown, people: Names['people']): Names['teams'] {
  const teams = new Map<string, PersonIndex[]>();
  if (value === undefined || value === null) return teams;
  if (!isMapping(value)) {
    diagnostics.error(
      ['teams'],
      `found ${describeValue(value)}, expected a mapping from names to lists of people: a line like "sales: [ana, ben]" for each, without a dash`,
    );
    return teams;
  }
  const nameless: Names = { people, teams: new Map(), calendars: new Set() };
  for (const [name, entry] of Object.entries(value)) {
    const path = ['teams', name];
    checkKey(diagnostics, name, path);
    if (people.has(name)) {
      diagnostics.error(
        path,
        `found the team ${describeValue(name)}, expected a name of its own: it is the key of a person`,
        'key',
      );
    }
    const keys = (readValue(diagnostics, teamFormat, entry, path) ?? []).map((key, index) => ({ key, index }));
    const isTeam = (key: string): boolean => Object.hasOwn(value, key) && !people.has(key);
    for (const { key, index } of keys) {
      if (!isTeam(key)) continue;
      diagnostics.error(
        [...path, index],
        `found the team ${describeValue(key)} in a team, expected keys of people: a team has no teams in it`,
      );
    }
    const own = keys.map(({ key }) => key);
    teams.set(name, own.some(isTeam) ? [] : peopleByKey(diagnostics, nameless, own, path));
  }
  return teams;
}
