/** The content of a feed as a short text: numbers, deflated, base64. People are named by pseudonyms. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Person, PersonIndex } from '../domain/roster/roster';
import type { HolidaySpan } from '../domain/schedule/schedule';
import * as z from '../lib/zod';
import type { Absence, FeedContent } from './feed';
import type { FeedCache } from './feed-cache';

/** Enough of a name to tell people apart: 72 bits. */
const NAME_LENGTH = 18;

/** `leave`: for each absence the person's place in `people`, 0 for UTC or 1 for the own clock, `from`, and its length; `shifts` and `parts` likewise. */
const packedSchema = z.object({
  people: z.array(z.string()),
  leave: z.array(z.number()),
  dates: z.array(z.number()),
  parts: z.array(z.number()).optional(),
  shifts: z.array(z.number()).optional(),
});
type Packed = z.infer<typeof packedSchema>;

/** Both ways, for the people of a roster. */
interface Packer {
  pack(content: FeedContent): string;
  /** Leaves out people whom the roster no longer has. Undefined if the text is not what `pack` makes. */
  unpack(text: string): FeedContent | undefined;
}

export function createPacker(
  people: readonly Person[],
  nameOf: (identity: string) => string,
  cache: FeedCache['names'],
): Packer {
  const shortName = (identity: string): string => nameOf(identity).slice(0, NAME_LENGTH);
  function indexes(): ReadonlyMap<string, PersonIndex> {
    const probe = nameOf(''); // differs with the key that names are made with
    let cached = cache.get(people);
    if (cached?.probe !== probe) {
      cached = { probe, indexes: new Map(people.map(({ identity }, index) => [shortName(identity), index])) };
      cache.set(people, cached);
    }
    return cached.indexes;
  }
  return {
    pack(content) {
      const packed = packContent(content, (person) => shortName(people[person]?.identity ?? ''));
      return deflateRawSync(JSON.stringify(packed)).toString('base64');
    },
    unpack(text) {
      const packed = parse(text);
      if (packed === undefined) return undefined;
      const { dates, parts = [], shifts = [] } = packed;
      const known = packed.people.length === 0 ? new Map<string, PersonIndex>() : indexes();
      const unpacked = (times: readonly number[]): Absence[] => unpackTimes(times, packed.people, known);
      return {
        leave: unpacked(packed.leave),
        dates,
        ...(parts.length > 0 && { parts: unpackParts(parts) }),
        ...(shifts.length > 0 && { shifts: unpacked(shifts) }),
      };
    },
  };
}

function packContent(
  { leave, dates, parts = [], shifts = [] }: FeedContent,
  nameAt: (person: PersonIndex) => string,
): Packed {
  const mentioned = [...new Set([...leave, ...shifts].map(({ person }) => person))];
  const places = new Map(mentioned.map((person, place) => [person, place]));
  const packTimes = (times: readonly Absence[]): number[] =>
    times.flatMap(({ person, clock, from, to }) => [places.get(person) ?? 0, clock === 'utc' ? 0 : 1, from, to - from]);
  return {
    people: mentioned.map(nameAt),
    leave: packTimes(leave),
    dates: [...dates],
    ...(shifts.length > 0 && { shifts: packTimes(shifts) }),
    ...(parts.length > 0 && {
      parts: parts.flatMap(({ clock, from, to }) => [clock === 'utc' ? 0 : 1, from, to - from]),
    }),
  };
}

function unpackTimes(
  packed: readonly number[],
  names: readonly string[],
  indexes: ReadonlyMap<string, PersonIndex>,
): Absence[] {
  const times: Absence[] = [];
  for (let at = 0; at + 4 <= packed.length; at += 4) {
    const [place = 0, clock, from = 0, length = 0] = packed.slice(at, at + 4);
    const person = indexes.get(names[place] ?? '');
    if (person !== undefined) times.push({ person, clock: clock === 0 ? 'utc' : 'own', from, to: from + length });
  }
  return times;
}

function unpackParts(packed: readonly number[]): HolidaySpan[] {
  const parts: HolidaySpan[] = [];
  for (let at = 0; at + 3 <= packed.length; at += 3) {
    const [clock, from = 0, length = 0] = packed.slice(at, at + 3);
    parts.push({ clock: clock === 0 ? 'utc' : 'own', from, to: from + length });
  }
  return parts;
}

function parse(text: string): Packed | undefined {
  try {
    return packedSchema.parse(JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString()));
  } catch {
    return undefined;
  }
}
