/** Resolves the names by which entries refer to one another, and time zones. */
import type { PersonIndex } from '../domain/roster/roster';
import type { Diagnostics } from './diagnostics';
import type { Path } from './source';
import { didYouMean, suggest } from './suggest';
import { fromOtherName } from './zone-names';

/** Everything that other entries can refer to, valid or not, so that one mistake is reported once. */
export interface Names {
  readonly people: ReadonlyMap<string, PersonIndex>;
  /** Name → the people of the team, each once. */
  readonly teams: ReadonlyMap<string, readonly PersonIndex[]>;
  readonly calendars: ReadonlySet<string>;
}

export const NOBODY = 'nobody';

/** Finds a person by key and reports an unknown key, and a team. Returns undefined then, and without a key. */
export function personByKey(
  diagnostics: Diagnostics,
  names: Names,
  key: string | undefined,
  path: Path,
): PersonIndex | undefined {
  if (key !== undefined && names.teams.has(key) && !names.people.has(key)) {
    diagnostics.error(path, `found the team ${JSON.stringify(key)}, expected one person: a key of people`);
    return undefined;
  }
  return knownPerson(diagnostics, names, key, path, { expected: 'a key of people', known: names.people.keys() });
}

function knownPerson(
  diagnostics: Diagnostics,
  { people }: Names,
  key: string | undefined,
  path: Path,
  { expected, known }: { readonly expected: string; readonly known: Iterable<string> },
): PersonIndex | undefined {
  // Where `people` itself is faulty, that is reported, and not everyone who is named elsewhere.
  if (key === undefined || people.size === 0) return undefined;
  const person = people.get(key);
  if (person === undefined) {
    diagnostics.error(
      path,
      `found the unknown person ${JSON.stringify(key)}, expected ${expected}${didYouMean(key, known)}`,
    );
  }
  return person;
}

/** Reports an id that no shift has. @param ids those of all shifts, valid or not */
export function checkShiftId(
  diagnostics: Diagnostics,
  ids: ReadonlySet<string>,
  id: string | undefined,
  path: Path,
): void {
  if (id === undefined || ids.has(id)) return;
  diagnostics.error(
    path,
    `found the unknown shift ${JSON.stringify(id)}, expected the id of a shift${didYouMean(id, ids)}`,
  );
}

/** Several people, each once. A team stands for its people: whoever is in two of the teams, or listed besides, counts once. */
export function peopleByKey(
  diagnostics: Diagnostics,
  names: Names,
  keys: readonly string[] | undefined,
  path: Path,
): PersonIndex[] {
  const found = new Set<PersonIndex>();
  const seen = new Set<string>();
  for (const [index, key] of (keys ?? []).entries()) {
    for (const person of peopleNamed(diagnostics, names, key, [...path, index])) found.add(person);
    if (seen.has(key) && (names.people.has(key) || names.teams.has(key))) {
      const each = names.people.has(key) ? 'person' : 'team';
      diagnostics.error([...path, index], `found ${JSON.stringify(key)} twice, expected each ${each} once`);
    }
    seen.add(key);
  }
  return [...found];
}

/** The person of this key, or the people of the team of this name; reports a name that is neither. */
export function peopleNamed(diagnostics: Diagnostics, names: Names, name: string, path: Path): readonly PersonIndex[] {
  const team = names.people.has(name) ? undefined : names.teams.get(name);
  if (team !== undefined) return team;
  const known = [...names.people.keys(), ...names.teams.keys()];
  const expected = names.teams.size === 0 ? 'a key of people' : 'a key of people or the name of a team';
  const person = knownPerson(diagnostics, names, name, path, { expected, known });
  return person === undefined ? [] : [person];
}

let zonesByLowerCase: Map<string, string> | undefined;

/** Lower-case name → correct spelling. */
function knownZones(): Map<string, string> {
  zonesByLowerCase ??= new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]));
  return zonesByLowerCase;
}

/** True if the platform knows the zone in this spelling. Offsets such as "+01:00" do not count: they miss clock changes. */
export function isZone(zone: string): boolean {
  const right = knownZones().get(zone.toLowerCase());
  return right === undefined ? /^[A-Z]/.test(zone) && isKnown(zone) : right === zone;
}

/** Reports a zone that the platform does not know in this spelling. */
export function checkZone(diagnostics: Diagnostics, zone: string | undefined, path: Path): void {
  if (zone === undefined || isZone(zone)) return;
  const other = zone.length > 200 ? undefined : fromOtherName(zone);
  const hint = other ?? knownZones().get(zone.toLowerCase()) ?? nearestZone(zone, [...knownZones().values()]);
  const question = hint === undefined ? '' : `; did you mean ${JSON.stringify(hint)}?`;
  const found = `found the unknown time zone ${JSON.stringify(zone)}`;
  diagnostics.error(path, `${found}, expected an IANA time zone like Europe/Madrid${question}`);
}

/** Reports a name that an earlier entry of the same list already has. */
export function checkUnique(
  diagnostics: Diagnostics,
  seen: Set<string>,
  name: string | undefined,
  path: Path,
  what: string,
): void {
  if (name === undefined) return;
  if (seen.has(name)) diagnostics.error(path, `found ${JSON.stringify(name)} a second time, expected ${what}`);
  else seen.add(name);
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** "Madrid", "new york" and "Europe/Madird" are all near a zone. */
function nearestZone(zone: string, zones: readonly string[]): string | undefined {
  if (zone.length > 100) return undefined;
  const city = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
  const wanted = city(zone).replaceAll(' ', '_');
  return suggest(zone, zones) ?? zones.find((name) => city(name) === suggest(wanted, [city(name)]));
}

/** A word of the format that is the name of somebody as well: which one is meant cannot be told. */
export function checkAmbiguous(diagnostics: Diagnostics, { people, teams }: Names, word: string, path: Path): void {
  const what = people.has(word) ? 'a person' : teams.has(word) ? 'a team' : undefined;
  if (what === undefined) return;
  diagnostics.error(
    path,
    `found ${JSON.stringify(word)}, which is a word of this key and the name of ${what} too: expected another name for ${what}`,
  );
}

/** Names the first few of many. */
export function listed(keys: readonly string[]): string {
  return `${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ` and ${keys.length - 5} more` : ''}`;
}
