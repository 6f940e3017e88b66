/** What a hand-over has written down before it did it: which conversations go to whom, a batch at a time. */
import type { Handover } from '../../domain/person/handover';

/**
 * What became of one conversation. `moved`: it is with whom it was meant for; `unnumbered`: so it is, but without the number that the
 * leaver had in a group; `was in`: so it is, and they were in it before. `closed`: as was asked. `nothing`: it was closed or gone, or the leaver
 * was not in it any more. `elsewhere`: an earlier hand-over had given it on, or it was to be closed, and a colleague works in it.
 * `released`: nothing was done, and the list has it once more. `full`: it waits for a successor who has room. `crowded`, `refused`: it stays
 * with the leaver; `stuck`: the successor is in it, and the leaver could not be taken out. `returned`: it is back; `not returned`: it could not be given back.
 *
 * Batches are stored with the place of the outcome in this list: a new one goes to its end.
 */
export const MOVE_OUTCOMES = [
  'moved',
  'unnumbered',
  'was in',
  'closed',
  'nothing',
  'elsewhere',
  'released',
  'crowded',
  'full',
  'refused',
  'stuck',
  'returned',
  'not returned',
] as const;

export type MoveOutcome = (typeof MOVE_OUTCOMES)[number];

/** One conversation of a batch. Without an outcome it may be done, half done or not begun: who goes on looks. */
export interface BatchEntry {
  /** CH… */
  readonly conversation: string;
  /** Index into the batch's takers; undefined: it is closed. */
  readonly taker?: number;
  /** Of group MMS: the number that the leaver has in the group. */
  readonly address?: string;
  readonly outcome?: MoveOutcome;
}

export interface Batch {
  /** When it was written first, ms. */
  readonly at: number;
  /** Identities. */
  readonly takers: readonly string[];
  readonly entries: readonly BatchEntry[];
}

export interface StoredBatch extends Batch {
  readonly number: number;
  readonly revision: string;
}

/** The batches of hand-overs, by the hand-over's id and a number. @throws Unavailable, and {@link BatchUnreadable}. */
export interface HandoverBatches {
  read(id: string, number: number): Promise<StoredBatch | undefined>;
  /** @throws Conflict if there is one. */
  create(id: string, number: number, batch: Batch): Promise<StoredBatch>;
  /** @throws Conflict if somebody else wrote. */
  write(id: string, batch: StoredBatch): Promise<StoredBatch>;
  remove(id: string, number: number): Promise<void>;
}

/** What is stored is not a batch that this release can read. It must not be guessed at. */
export class BatchUnreadable extends Error {
  override readonly name = 'BatchUnreadable';
}

/** So many conversations are gone through at a time: they are about 9 KB. */
export const BATCH_SIZE = 200;

/** Past 10 KiB Sync allows a Document 2 writes a second only, and past 16 KiB none: https://www.twilio.com/docs/sync/limits */
const MOST_BYTES = 10 * 1024;

const WITHOUT_ENTRIES_BYTES = 64;

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value)) + 1;

/** As it is stored, whatever its taker and its outcome are. */
const bytesOfEntry = ({ conversation, address }: BatchEntry) =>
  bytesOf([conversation, 999, -1, ...(address === undefined ? [] : [address])]);

/** Whether it may be stored, however long the identities are. */
export function fits({ takers, entries }: Batch): boolean {
  const parts = [...takers.map(bytesOf), ...entries.map(bytesOfEntry)];
  return parts.reduce((sum, bytes) => sum + bytes, WITHOUT_ENTRIES_BYTES) <= MOST_BYTES;
}

/** With the takers that its entries have, each once, and no others. */
export function withTakersInUse<T extends Batch>({ takers, entries, ...rest }: T) {
  const inUse = [...new Set(entries.flatMap(({ taker }) => (taker === undefined ? [] : [takers[taker] ?? ''])))];
  const entriesOf = entries.map((entry): BatchEntry => {
    return entry.taker === undefined ? entry : { ...entry, taker: inUse.indexOf(takers[entry.taker] ?? '') };
  });
  return { ...rest, takers: inUse, entries: entriesOf };
}

/** What was planned, in as many batches as it takes. */
export function inBatches({ at, takers, entries }: Batch): Batch[] {
  const whole = withTakersInUse({ at, takers, entries });
  if (entries.length <= 1 || fits(whole)) return [whole];
  const half = Math.ceil(entries.length / 2);
  return [entries.slice(0, half), entries.slice(half)].flatMap((some) => inBatches({ at, takers, entries: some }));
}

const FAILING: ReadonlySet<MoveOutcome | undefined> = new Set(['crowded', 'refused', 'stuck'] as const);
const WITH_TAKER: ReadonlySet<MoveOutcome | undefined> = new Set(['moved', 'unnumbered', 'was in'] as const);

/** Whether it could not be handed over. */
export function isFailing({ outcome }: BatchEntry): boolean {
  return FAILING.has(outcome);
}

/** Whether it was handed over. */
export function isMoved({ outcome }: BatchEntry): boolean {
  return WITH_TAKER.has(outcome);
}

/** Whether the successor may be in it because of this hand-over. */
export function mayBeWithTaker(entry: BatchEntry): boolean {
  return entry.outcome === undefined || entry.outcome === 'stuck' || isMoved(entry);
}

/** How many conversations have this outcome at last. */
export function countOf(batches: readonly Batch[], wanted: MoveOutcome): number {
  return [...lastEntries(batches).values()].filter(({ outcome }) => outcome === wanted).length;
}

export function isOpen({ entries }: Pick<Batch, 'entries'>): boolean {
  return entries.some(({ outcome }) => outcome === undefined);
}

/** The batches of a hand-over, in order; those that an execution wrote that was killed before it could say so are among them. */
export async function readBatches(
  { id, first, next }: Handover,
  batches: Pick<HandoverBatches, 'read'>,
): Promise<StoredBatch[]> {
  const known = await Promise.all(Array.from({ length: next - first }, (_, index) => batches.read(id, first + index)));
  const found = known.filter((batch) => batch !== undefined);
  for (let number = next; ; number++) {
    const further = await batches.read(id, number);
    if (!further) return found;
    found.push(further);
  }
}

/** Removes every batch of a record's hand-overs, also those that were not noted in the record, and those that cannot be read. */
export async function removeBatches(
  { id, next }: Handover,
  batches: Pick<HandoverBatches, 'read' | 'remove'>,
): Promise<void> {
  await Promise.all(Array.from({ length: next }, (_, number) => batches.remove(id, number)));
  for (let number = next; await isThere(id, number, batches); number++) await batches.remove(id, number);
}

async function isThere(id: string, number: number, batches: Pick<HandoverBatches, 'read'>): Promise<boolean> {
  try {
    return (await batches.read(id, number)) !== undefined;
  } catch (error) {
    if (error instanceof BatchUnreadable) return true;
    throw error;
  }
}

/** An entry with the identity of whom it is for; absent: it is closed. */
export interface LastEntry extends BatchEntry {
  readonly at: number;
  readonly identity?: string;
}

/** Of each conversation its last entry: one that was released, or failed, is in a later batch again. */
export function lastEntries(batches: readonly Batch[]): Map<string, LastEntry> {
  return new Map(
    batches.flatMap(({ at, takers, entries }) =>
      entries.map((entry) => {
        const identity = entry.taker === undefined ? undefined : takers[entry.taker];
        return [entry.conversation, { ...entry, at, ...(identity !== undefined && { identity }) }] as const;
      }),
    ),
  );
}
