/** People of a list → a first roster. Pure. What the list does not tell becomes a question, never a guess. */
import { isZone } from '../../assets/roster-file/names';
import { fromOtherName } from '../../assets/roster-file/zone-names';
import type { Field } from './columns';
import { keysFor, slug } from './keys';
import { createManagers } from './managers';
import type { Departed, FirstRoster, ListedPerson, Question, RosterPerson } from './person';
import { phoneNumber } from './phone';
import { employmentBy } from './status';

/** What a first roster is made of. */
export interface Listing {
  readonly people: readonly ListedPerson[];
  /** What the list has at all, so that a whole column that is missing is one question and not one a person. */
  readonly fields: ReadonlySet<Field>;
  /** Fields that several columns may be, with the columns' names. */
  readonly unclear?: ReadonlyMap<Field, readonly string[]>;
  /** An IANA time zone, and whether somebody has named it. */
  readonly zone: string;
  readonly isZoneGiven: boolean;
}

export function firstRoster(listing: Listing): FirstRoster {
  const { people: all, zone } = listing;
  const departed = all.filter(({ status }) => employmentBy(status) === 'left').map(asDeparted);
  const people = all.filter(({ status }) => employmentBy(status) !== 'left');
  const keys = keysFor(people);
  const managerOf = createManagers(people, keys, all);
  const phones = countOf(people.map(({ phone }) => phoneNumber(phone)));
  const questions = generalQuestions(listing);
  const roster = new Map<string, RosterPerson>();
  for (const [index, person] of people.entries()) {
    const key = keys[index] ?? '';
    const ask = (field: string, message: string) =>
      void questions.push({ person: key, field, line: person.line, message });
    askAboutEmployment(person, ask);
    const own = zoneOf(person, ask);
    const manager = managerOf(person, key, ask);
    const phone = phoneOf(person, phones, ask);
    roster.set(key, {
      identity: person.identity,
      ...(person.name !== undefined && { names: [person.name] }),
      ...(own !== undefined && own !== zone && { zone: own }),
      ...(Object.keys(person.ids).length > 0 && { ids: person.ids }),
      ...(manager !== undefined && { manager }),
      ...(phone !== undefined && { phone }),
    });
  }
  return { zone, people: roster, teams: teamsOf(people, keys, zone), questions, departed };
}

type Ask = (field: string, message: string) => void;

/** Names of columns that `init` knows. */
const TITLES: Partial<Record<Field, string>> = { phone: 'Phone', team: 'Team', zone: 'Time zone' };

function generalQuestions({ fields, unclear = new Map(), zone, isZoneGiven }: Listing): Question[] {
  const questions: Question[] = [
    { field: 'shifts', message: 'nobody is on a shift: write the shifts before anything goes live' },
  ];
  if (!isZoneGiven) {
    const message = `${zone} is the time zone of this machine: is it that of the shifts? (--zone names another one)`;
    questions.push({ field: 'zone', message });
  }
  for (const [field, columns] of unclear) {
    const names = columns.map((name) => JSON.stringify(name)).join(' and ');
    questions.push({
      field: 'people',
      message: `${names} may each be the ${field}: rename the right one to ${TITLES[field] ?? field} and make the roster again`,
    });
  }
  const missing = (['zone', 'manager', 'phone'] as const).filter((field) => !fields.has(field) && !unclear.has(field));
  if (missing.length > 0)
    questions.push({
      field: 'people',
      message: `the list has nobody's ${missing.join(', ')}: add them where they matter`,
    });
  return questions;
}

function askAboutEmployment({ status, left }: ListedPerson, ask: Ask): void {
  if (employmentBy(status) === 'unclear')
    ask('status', `the list has the status ${JSON.stringify(status)}: delete the line if they have left`);
  if (left !== undefined)
    ask('status', `the list has ${JSON.stringify(left)} as the last day: delete the line if they have left`);
}

function zoneOf({ zone }: ListedPerson, ask: Ask): string | undefined {
  if (zone === undefined) return undefined;
  const known = isZone(zone) ? zone : fromOtherName(zone);
  if (known === undefined)
    ask('zone', `the list has the time zone ${JSON.stringify(zone)}: which one is it, such as Europe/Madrid?`);
  return known;
}

function phoneOf(
  { phone }: ListedPerson,
  counts: ReadonlyMap<string | undefined, number>,
  ask: Ask,
): string | undefined {
  if (phone === undefined) return undefined;
  const number = phoneNumber(phone);
  if (number === undefined) ask('phone', `the list has ${JSON.stringify(phone)}, which has no country code like +34`);
  else if (counts.get(number) !== 1) ask('phone', `the list has ${number} for several people: whose is it?`);
  else return number;
  return undefined;
}

/** Team → keys. A team may not have the name of a person. */
function teamsOf(people: readonly ListedPerson[], keys: readonly string[], zone: string): Map<string, string[]> {
  const teams = new Map<string, string[]>();
  for (const [index, { team }] of people.entries()) {
    const word = slug(GERMAN_ZONES.test(zone) ? inGerman(team ?? '') : (team ?? ''));
    if (word === '') continue;
    const name = keysFor([{ identity: word }])[0] === word && !keys.includes(word) ? word : `team-${word}`;
    teams.set(name, [...(teams.get(name) ?? []), keys[index] ?? '']);
  }
  return teams;
}

const GERMAN_ZONES = /^Europe\/(Berlin|Vienna|Zurich|Busingen|Vaduz)$/;

/** "Süd" → "Sued", as German is written without its letters; elsewhere ü is a u with a mark. */
function inGerman(text: string): string {
  const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };
  return text.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => letters[letter] ?? letter);
}

function asDeparted({ line, identity, name, status = '' }: ListedPerson): Departed {
  return { line, identity, name, status };
}

function countOf<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
