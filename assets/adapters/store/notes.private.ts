import { Conflict, type GroupNote, type NotesShard, type NotesStore, type PersonNotes } from '../../application/ports';
import { DAY, MINUTE, SECOND } from '../../domain/time';
import * as z from '../../lib/zod';
import type { SyncFor, Versioned } from './versioned-store';

const MAP = 'rosterline-notify';
const GROUP = 'group-';
/** Each shard in use is written once a day, so that what is no longer used goes by itself. */
const KEPT_SECONDS = (30 * DAY) / SECOND;
/** An Item holds 16 KiB: https://www.twilio.com/docs/sync/limits */
const MOST_BYTES = 15_000;
const MAX_TRIES = 4;

/** Instants in minutes. `plan`: its end, and from the first number on, gap and length in turn. */
const person = z.object({
  until: z.number().exactOptional(),
  plan: z.array(z.number()).exactOptional(),
  reminded: z.array(z.number()).exactOptional(),
  owed: z.array(z.object({ of: z.string(), count: z.number(), at: z.number() })).exactOptional(),
});
const shard = z.object({ v: z.literal(1), by: z.string(), people: z.record(z.string(), person) });
const group = z.object({ v: z.literal(1), members: z.string() });
type StoredPerson = z.infer<typeof person>;

/** Items of the Map `rosterline-notify`: people in 64 shards, and an Item for each user group. Nobody is named but by a keyed hash. */
export function createNotesStore(sync: SyncFor): NotesStore {
  const store = sync.prepare;

  async function readShard(key: string): Promise<NotesShard> {
    const found = await store.readItem(MAP, key);
    return found ? shardIn(found) : { people: new Map() };
  }

  const writeShard: NotesStore['writeShard'] = (key, people, by, revision) =>
    store.writeItem(MAP, key, { v: 1, by, people: fitting(people) }, revision, KEPT_SECONDS);

  return {
    async all() {
      const shards = new Map<string, NotesShard>();
      const groups = new Map<string, GroupNote>();
      let unreadable = 0;
      for (const item of await store.items(MAP)) {
        if (item.key.startsWith(GROUP)) {
          const read = group.safeParse(item.data).data;
          if (!read) unreadable++;
          groups.set(item.key.slice(GROUP.length), { members: read?.members ?? '', revision: item.revision });
        } else {
          const read = shardIn(item);
          if (read.isUnreadable) unreadable++;
          shards.set(item.key, read);
        }
      }
      return { shards, groups, unreadable };
    },
    readShard,
    writeShard,
    writeGroup: (id, members, revision) => store.writeItem(MAP, GROUP + id, { v: 1, members }, revision, KEPT_SECONDS),
    async forget({ shard: key, name }) {
      for (let tries = 1; ; tries++) {
        const { people, revision, by = '', isUnreadable } = await readShard(key);
        if (!people.has(name) && !isUnreadable) return false;
        const others = new Map([...people].filter(([one]) => one !== name));
        try {
          await writeShard(key, others, by, revision);
          return true;
        } catch (error) {
          if (!(error instanceof Conflict) || tries === MAX_TRIES) throw error;
        }
      }
    },
  };
}

function shardIn({ data, revision }: Versioned): NotesShard {
  const read = shard.safeParse(data).data;
  if (!read) return { people: new Map(), revision, isUnreadable: true };
  const people = Object.entries(read.people).map(([name, stored]) => [name, decoded(stored)] as const);
  return { people: new Map(people), by: read.by, revision };
}

function decoded({ until, plan, reminded = [], owed = [] }: StoredPerson): PersonNotes {
  const times: { from: number; to: number }[] = [];
  let at = 0;
  for (let index = 0; plan && index + 1 < plan.length; index += 2) {
    const from = at + (plan[index] ?? 0);
    at = from + (plan[index + 1] ?? 0);
    times.push({ from: from * MINUTE, to: at * MINUTE });
  }
  return {
    ...(until !== undefined && { plan: { until: until * MINUTE, times } }),
    reminded: reminded.map((start) => start * MINUTE),
    owed,
  };
}

function encoded({ plan, reminded, owed }: PersonNotes): StoredPerson {
  let at = 0;
  const gaps = plan?.times.flatMap(({ from, to }) => {
    const [start, end] = [from / MINUTE, to / MINUTE];
    const gap = start - at;
    at = end;
    return [gap, end - start];
  });
  return {
    ...(plan && gaps && { until: Math.floor(plan.until / MINUTE), plan: gaps }),
    ...(reminded.length > 0 && { reminded: reminded.map((start) => start / MINUTE) }),
    ...(owed.length > 0 && { owed: [...owed] }),
  };
}

/** As it is stored. Where that is too much for an Item, plans reach less far: what lies beyond is not known to have been told. */
function fitting(people: NotesShard['people']): Record<string, StoredPerson> {
  const stored = Object.fromEntries([...people].map(([name, notes]) => [name, encoded(notes)]));
  if (Buffer.byteLength(JSON.stringify(stored)) <= MOST_BYTES) return stored;
  const nearer = [...people].map(([name, notes]) => [name, halved(notes)] as const);
  return nearer.some(([, { plan }]) => (plan?.times.length ?? 0) > 0) ? fitting(new Map(nearer)) : stored;
}

function halved(notes: PersonNotes): PersonNotes {
  const { plan } = notes;
  const last = plan?.times[Math.floor(plan.times.length / 2)];
  if (!plan || !last) return notes;
  return { ...notes, plan: { until: last.from, times: plan.times.filter(({ from }) => from < last.from) } };
}
