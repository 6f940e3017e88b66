import { Conflict, type RosterPeopleStore } from '../../application/ports';
import * as z from '../../lib/zod';
import { pack, unpack } from './packing';
import type { SyncFor } from './versioned-store';

/** `parts`: the numbers of the Documents that hold the text; `digest`: of the whole text. */
const head = z.object({ v: z.literal(1), at: z.number(), digest: z.string(), parts: z.array(z.number()) });
const part = z.object({ text: z.string() });
/** Keys and identities in pairs; those taken off with the availability last applied, where it is known. */
const content = z.object({
  people: z.array(z.array(z.string())),
  removed: z.array(z.object({ key: z.string(), identity: z.string(), available: z.boolean().optional() })),
});

const nameOf = (number: number) => `rosterline-roster-people-${number}`;

/**
 * The people of the roster last applied: Documents `rosterline-roster-people-<n>`, deflated JSON. The head is Document 0. The
 * parts of one version have odd numbers and those of the next even ones, so that a version that is not finished spoils nothing.
 */
export function createRosterPeople(sync: SyncFor): RosterPeopleStore {
  return {
    async read() {
      const first = await readOnce();
      // A writer may be between the parts and the head, and Sync may answer what was there before: once more, then.
      return first && 'unreadable' in first ? readOnce() : first;
    },
    async write({ at, people, removed, revision }) {
      const pairs = people.map(({ key, identity }) => [key, identity]);
      const { pieces, digest } = pack({ people: pairs, removed });
      const before = await sync.prepare.readDocument(nameOf(0));
      // Its parts must not be overwritten by whoever does not know of it.
      if (before && revision === undefined) throw new Conflict();
      const used = head.safeParse(before?.data).data?.parts ?? [];
      const first = used.includes(1) ? 2 : 1;
      const parts = pieces.map((_, index) => first + 2 * index);
      await Promise.all(parts.map((number, index) => replace(nameOf(number), { text: pieces[index] })));
      await sync.confirm.writeDocument(nameOf(0), { v: 1, at, digest, parts }, revision);
    },
  };

  async function readOnce(): ReturnType<RosterPeopleStore['read']> {
    const found = await sync.prepare.readDocument(nameOf(0));
    if (!found) {
      await sync.prepare.verify(); // or a missing Service would look like a first tick
      return undefined;
    }
    const { revision } = found;
    const parsed = head.safeParse(found.data);
    if (!parsed.success) return { unreadable: true, revision };
    const { at, digest, parts } = parsed.data;
    const documents = await Promise.all(parts.map((number) => sync.prepare.readDocument(nameOf(number))));
    const pieces = documents.map((document) => part.safeParse(document?.data).data?.text ?? '');
    const unpacked = content.safeParse(unpack({ pieces, digest })).data;
    if (!unpacked) return { unreadable: true, revision };
    const people = unpacked.people.map(([key = '', identity = '']) => ({ key, identity }));
    return { people, removed: unpacked.removed, at, revision };
  }

  async function replace(name: string, data: object): Promise<void> {
    const found = await sync.prepare.readDocument(name);
    await sync.confirm.writeDocument(name, data, found?.revision);
  }
}
