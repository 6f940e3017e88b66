/** What a feed said as a short text: numbers, deflated, base64. People go by names that tell nothing of them. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Person, PersonIndex } from '../domain/roster/roster';
import * as z from '../lib/zod';
import type { Absence, FeedContent } from './feed';

/** Enough of a name to tell people apart: 72 bits. */
const NAME_LENGTH = 18;

/** `leave`: for each absence the person's place in `people`, 0 for UTC or 1 for the own clock, `from`, and its length. */
const form = z.object({ people: z.array(z.string()), leave: z.array(z.number()), dates: z.array(z.number()) });

/** The people of a roster by their short names; kept, for naming thousands takes its time. */
const named = new WeakMap<readonly Person[], { readonly probe: string; readonly indexes: Map<string, PersonIndex> }>();

/** Both ways, for the people of a roster. Unpacking leaves out those whom it no longer has. */
export function packer(people: readonly Person[], nameOf: (identity: string) => string) {
  const shortName = (identity: string): string => nameOf(identity).slice(0, NAME_LENGTH);
  function indexes(): Map<string, PersonIndex> {
    const probe = nameOf(''); // differs with the key that names are made with
    let known = named.get(people);
    if (known?.probe !== probe) {
      known = { probe, indexes: new Map(people.map(({ identity }, index) => [shortName(identity), index])) };
      named.set(people, known);
    }
    return known.indexes;
  }
  return {
    pack({ leave, dates }: FeedContent): string {
      const mentioned = [...new Set(leave.map(({ person }) => person))];
      const places = new Map(mentioned.map((person, place) => [person, place]));
      const packed: z.infer<typeof form> = {
        people: mentioned.map((person) => shortName(people[person]?.identity ?? '')),
        leave: leave.flatMap(({ person, clock, from, to }) => [
          places.get(person) ?? 0,
          clock === 'utc' ? 0 : 1,
          from,
          to - from,
        ]),
        dates: [...dates],
      };
      return deflateRawSync(JSON.stringify(packed)).toString('base64');
    },
    /** Undefined if it is not what `pack` makes. */
    unpack(text: string): FeedContent | undefined {
      const packed = parse(text);
      if (packed === undefined) return undefined;
      const found = packed.people.length === 0 ? undefined : indexes();
      const leave: Absence[] = [];
      for (let at = 0; at + 4 <= packed.leave.length; at += 4) {
        const [place = 0, clock, from = 0, length = 0] = packed.leave.slice(at, at + 4);
        const person = found?.get(packed.people[place] ?? '');
        if (person !== undefined) leave.push({ person, clock: clock === 0 ? 'utc' : 'own', from, to: from + length });
      }
      return { leave, dates: packed.dates };
    },
  };
}

function parse(text: string): z.infer<typeof form> | undefined {
  try {
    return form.parse(JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString()));
  } catch {
    return undefined;
  }
}
