/** Claims messages before they are sent, so that each is sent once. */
import { type Decision, decideNotice, type Notice, type PersonNotes } from '../../domain/notify/notices';
import { Conflict, type NotesShard, type StoredNotes } from '../ports';
import type { Prospect } from './outlooks';
import type { NotifyPorts } from './run';

/** So many messages a tick sends at most: they take about two seconds. */
const MOST_MESSAGES = 100;
/** So many shards in which nobody is told anything are written by a tick at most. Sync takes 20 writes a second of one Map. */
const MOST_QUIET_WRITES = 16;

/** Somebody with what was decided of them. */
export interface Decided extends Prospect, Decision {
  readonly before?: PersonNotes;
}

/** Decides on everybody. */
export function decideAll(prospects: readonly Prospect[], { shards }: StoredNotes, now: number): Decided[] {
  return prospects.map((prospect) => {
    const before = shards.get(prospect.place.shard)?.people.get(prospect.place.name);
    return { ...prospect, ...decideNotice(before, prospect.outlook, now), ...(before && { before }) };
  });
}

/** What one tick writes down and sends, shard by shard. */
export interface Work {
  readonly shard: string;
  readonly people: NotesShard['people'];
  readonly told: readonly (Decided & { readonly notice: Notice })[];
}

/**
 * Chooses what this tick does: first those who are to be reminded. @param kept names whose notes stay although nothing can be said of them.
 * @returns `waiting`: so many messages are left for the next ticks.
 */
export function plan(
  decided: readonly Decided[],
  notes: StoredNotes,
  kept: ReadonlySet<string>,
): { readonly work: readonly Work[]; readonly waiting: number } {
  const due = decided.filter(hasNotice).sort((a, b) => urgency(b) - urgency(a));
  const chosen = new Set<Decided>(due.slice(0, MOST_MESSAGES));
  const shards = new Set(decided.map(({ place }) => place.shard));
  const work = [...shards].map((shard) => {
    const all = decided.filter(({ place }) => place.shard === shard);
    const before = notes.shards.get(shard)?.people ?? new Map<string, PersonNotes>();
    const told = all.filter(hasNotice).filter((one) => chosen.has(one));
    const isChanged = all.some((one) => !one.notice && !isSame(one.before, one.notes));
    return { shard, told, isChanged, people: peopleAfter(before, all, chosen, kept) };
  });
  const telling = work.filter(({ told }) => told.length > 0);
  const quiet = work.filter(({ told, isChanged }) => told.length === 0 && isChanged).slice(0, MOST_QUIET_WRITES);
  return { work: [...telling, ...quiet], waiting: due.length - chosen.size };
}

function hasNotice(one: Decided): one is Decided & { readonly notice: Notice } {
  return one.notice !== undefined;
}

function urgency({ notice }: Decided): number {
  return notice?.reminders.length ?? 0;
}

function peopleAfter(
  before: NotesShard['people'],
  all: readonly Decided[],
  chosen: ReadonlySet<Decided>,
  kept: ReadonlySet<string>,
): Map<string, PersonNotes> {
  const after = new Map([...before].filter(([name]) => kept.has(name)));
  for (const one of all) {
    const notes = one.notice && !chosen.has(one) ? one.before : one.notes;
    if (notes && !isEmpty(notes)) after.set(one.place.name, notes);
  }
  return after;
}

function isEmpty({ plan: known, reminded, owed }: PersonNotes): boolean {
  return known === undefined && reminded.length + owed.length === 0;
}

function isSame(before: PersonNotes | undefined, after: PersonNotes): boolean {
  return before ? JSON.stringify(before) === JSON.stringify(after) : isEmpty(after);
}

/**
 * Writes a shard before its messages are sent. @param by names this execution.
 * @returns the new revision; undefined if another execution wrote meanwhile, and may send them.
 */
export async function claim(
  { shard, people }: Work,
  revision: string | undefined,
  by: string,
  { notes }: Pick<NotifyPorts, 'notes'>,
): Promise<string | undefined> {
  try {
    return await notes.writeShard(shard, people, by, revision);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const written = await notes.readShard(shard);
    // A first attempt of ours whose answer was lost.
    return written.by === by ? written.revision : undefined;
  }
}
