/**
 * Finds the people that an event of a feed for several people concerns; nobody if it is uncertain. Of leave:
 * 1. the people among its ATTENDEEs who have neither declined nor are only informed; if there is none, its ORGANIZER. If
 *    that is one person, it is that person; if several, those of them whom the summary names, else all;
 * 2. otherwise those whom the summary names.
 * Of a shift the ORGANIZER comes last: it may be who plans the shifts of others.
 */
import type { Feed, Person, PersonIndex } from '../../domain/roster/roster';
import { type Component, type Property, properties, textOf } from './jcal';
import { createPersonFinder } from './names';
import { peopleInTitle } from './title-names';

/** Empty if nobody of the roster is named, or nobody for certain. */
export type PersonMatcher = (event: Component) => readonly PersonIndex[];

export function createPersonMatcher(people: readonly Person[], kind: Exclude<Feed['kind'], 'holidays'>): PersonMatcher {
  const find = createPersonFinder(people);
  const byMail = createPersonFinder(people.map((person) => ({ ...person, key: person.identity, names: [] })));
  const peopleWithMail = (found: readonly Property[]): PersonIndex[] => [
    ...new Set(found.flatMap(addressesOf).flatMap((address) => byMail(address) ?? [])),
  ];
  function match(event: Component): readonly PersonIndex[] {
    const attendees = peopleWithMail(properties(event, 'attendee').filter(isParticipant));
    const organizer = (): PersonIndex[] => peopleWithMail(properties(event, 'organizer'));
    const matched = attendees.length > 0 || kind === 'shift' ? attendees : organizer();
    if (matched.length === 1) return matched;
    const named = peopleInTitle(textOf(event, 'summary'), find);
    if (matched.length === 0) return kind === 'shift' && named.length === 0 ? organizer() : named;
    const both = named.filter((person) => matched.includes(person));
    return both.length > 0 ? both : matched;
  }
  const known = new Map<Component, readonly PersonIndex[]>(); // an event has many instances
  return (event) => {
    const found = known.get(event) ?? match(event);
    known.set(event, found);
    return found;
  };
}

function isParticipant({ params }: Property): boolean {
  return params.partstat?.toUpperCase() !== 'DECLINED' && params.role?.toUpperCase() !== 'NON-PARTICIPANT';
}

/** `mailto:` addresses, PagerDuty's without the scheme, and Apple's EMAIL parameter (RFC 7986 §6.2). */
function addressesOf({ values, params }: Property): string[] {
  const mails = values.flatMap((value) =>
    typeof value === 'string' && /^(mailto:|[^\s:@]+@[^\s:@]+$)/i.test(value.trim())
      ? [
          decoded(
            value
              .trim()
              .replace(/^mailto:/i, '')
              .trim(),
          ),
        ]
      : [],
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
