/** Whom the title of an event names: "Ana on leave", "Pérez, Ana (vacation)", "Vacation – Ana", "Ana, Ben: course". */
import type { PersonIndex } from '../../domain/roster/roster';
import type { FindPerson } from './names';

/** Names stand at the beginning or in a short title. */
const MAX_LENGTH = 200;
/** More than titles have, so that a feed of nothing but separators takes no time. */
const MAX_SEGMENTS = 8;
const MAX_NAMES = 12;
const MAX_WORDS = 12;
const BETWEEN_SEGMENTS = /\s[-/]\s|[:|()[\]‐‒–—]/;
const BETWEEN_NAMES = /\s*[,;&+/]\s*|\s+(?:and|und|y|et|e)\s+/i;

/**
 * In turn: those of whom the title's first segment is a list; the person with whom it begins; those of whom another segment is
 * a list, unless several segments differ. A name in the middle of other words is nobody's: it may be who covers.
 */
export function peopleInTitle(title: string, find: FindPerson): readonly PersonIndex[] {
  const text = title.slice(0, MAX_LENGTH);
  const [first = '', ...others] = text.split(BETWEEN_SEGMENTS, MAX_SEGMENTS);
  const listed = peopleListed(first, find);
  if (listed.length > 0) return listed;
  const atStart = personAtStart(text, find);
  if (atStart !== undefined) return [atStart];
  const found = others.map((segment) => peopleListed(segment, find)).filter((people) => people.length > 0);
  return new Set(found.map(String)).size === 1 ? (found[0] ?? []) : [];
}

/** Empty unless the text is nothing but names. */
function peopleListed(text: string, find: FindPerson): PersonIndex[] {
  const one = find(text);
  if (one !== undefined) return [one];
  const names = text.trim().split(BETWEEN_NAMES, MAX_NAMES + 1);
  if (names.length > MAX_NAMES) return [];
  const people = names.map(find);
  const known = people.filter((person) => person !== undefined);
  return known.length === people.length ? [...new Set(known)].sort((a, b) => a - b) : [];
}

/** Longest first, so that "Ana María: leave" does not match Ana. */
function personAtStart(text: string, find: FindPerson): PersonIndex | undefined {
  const ends = [...text.matchAll(/(?=[\s:,;()[\]|/‐‒–—]|-\s)|$/g)].map(({ index }) => index);
  for (const end of ends.slice(0, MAX_WORDS).reverse()) {
    const person = find(text.slice(0, end));
    if (person !== undefined) return person;
  }
  return undefined;
}
