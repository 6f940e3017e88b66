/**
 * Finds the people that an event of a company-wide leave feed concerns; nobody if it is uncertain:
 * 1. the people among its ATTENDEEs who have neither declined nor are only informed; if there is none, its ORGANIZER. If
 *    that is one person, it is that person; if several, and the summary begins with one of them, that one, else all;
 * 2. otherwise the person with whose key or identity the summary begins.
 */
import type { Person, PersonIndex } from '../../domain/roster/roster';
import { type Component, type Property, properties, textOf } from './jcal';

/** Empty if nobody of the roster is named, or nobody for certain. */
export type PersonMatcher = (event: Component) => readonly PersonIndex[];

/** Compares names case-insensitively, unless that makes them ambiguous. */
export function createPersonMatcher(people: readonly Person[]): PersonMatcher {
  const byMail = uniqueNames(people.map(({ identity }, index) => [identity, index]));
  const byName = uniqueNames(
    people.flatMap(({ key, identity }, index) => [[key, index] as const, [identity, index] as const]),
  );
  const names = [...byName.keys()].sort((a, b) => b.length - a.length);
  const shortest = names.at(-1)?.length ?? 0;
  const longest = names[0]?.length ?? 0;

  function personAtStart(summary: string): PersonIndex | undefined {
    const text = summary.toLowerCase();
    // Longest first, so that "ana-maria: leave" does not match Ana.
    for (let length = Math.min(longest, text.length); length >= Math.max(1, shortest); length--) {
      const person = isNameEnd(text.slice(length)) ? byName.get(text.slice(0, length)) : undefined;
      if (person !== undefined) return person;
    }
    return undefined;
  }

  const peopleWithMail = (found: readonly Property[]): PersonIndex[] => [
    ...new Set(found.flatMap(addressesOf).flatMap((address) => byMail.get(address.toLowerCase()) ?? [])),
  ];

  return (event) => {
    const attendees = peopleWithMail(properties(event, 'attendee').filter(isParticipant));
    const matched = attendees.length > 0 ? attendees : peopleWithMail(properties(event, 'organizer'));
    if (matched.length === 1) return matched;
    const named = personAtStart(textOf(event, 'summary'));
    if (matched.length > 1) return named !== undefined && matched.includes(named) ? [named] : matched;
    return named === undefined ? [] : [named];
  };
}

/** Lower-case name → person, without names that two people share. */
function uniqueNames(entries: readonly (readonly [string, PersonIndex])[]): Map<string, PersonIndex> {
  const found = new Map<string, PersonIndex | undefined>();
  for (const [name, person] of entries) {
    const lower = name.toLowerCase();
    found.set(lower, found.has(lower) && found.get(lower) !== person ? undefined : person);
  }
  return new Map([...found].flatMap(([name, person]) => (person === undefined || name === '' ? [] : [[name, person]])));
}

/** A name ends before a space or a mark, but not inside a longer name or address. */
function isNameEnd(rest: string): boolean {
  return rest === '' || /^[\s:,;()[\]|/–—]/.test(rest) || /^-\s/.test(rest);
}

function isParticipant({ params }: Property): boolean {
  return params.partstat?.toUpperCase() !== 'DECLINED' && params.role?.toUpperCase() !== 'NON-PARTICIPANT';
}

/** `mailto:` addresses, and Apple's EMAIL parameter (RFC 7986 §6.2). */
function addressesOf({ values, params }: Property): string[] {
  const mails = values.flatMap((value) =>
    typeof value === 'string' && /^mailto:/i.test(value) ? [decoded(value.slice('mailto:'.length).trim())] : [],
  );
  return params.email === undefined ? mails : [...mails, params.email.replace(/^mailto:/i, '')];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
