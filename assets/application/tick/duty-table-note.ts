import { isDeepStrictEqual } from 'node:util';
import { digest } from '../../domain/person/record';
import { HOUR, SECOND } from '../../domain/time';
import { type AppliedShard, type AppliedTable, Conflict, type DutyTableNote, Unavailable } from '../ports';
import type { DutyState, ExpectedState } from './load-state';

/**
 * A table that is the same at two reads so far apart may be noted, ms: whoever took the note away in order to write has ended by then, as an
 * execution has ten seconds.
 */
const SETTLED_MS = 30 * SECOND;

/** So long it is not read again, ms: a hand in Twilio's console takes no note away. */
const BELIEVED_MS = HOUR;

/** The heartbeat has room for so many people without a user, and so many shards. */
const MOST_MISSING = 100;
const MOST_SHARDS = 100;

/** Whether the table need not be read if it says what is expected. */
export function isBelieved({ readAgain }: DutyTableNote, now: number): boolean {
  return readAgain !== undefined && readAgain <= now && now - readAgain < BELIEVED_MS;
}

/**
 * The table that the note stands for, if that is the one in which everybody is as expected. Then there is nothing to change.
 * @param everyone the people of the roster, in its order.
 */
export function tableFrom(note: DutyTableNote, everyone: readonly ExpectedState[]): AppliedShard[] | undefined {
  const missing = new Set(note.missing);
  const applied = everyone.map((person): Applied => {
    const { name, shard, desired } = person;
    return { name, shard, last: missing.has(name) ? 'missing' : desired };
  });
  if (digestOf(applied, note.shards.length) !== note.digest) return undefined;
  const shards = note.shards.map(([revision, at]) => {
    return { at, on: new Set<string>(), off: new Set<string>(), missing: new Set<string>(), revision };
  });
  for (const { name, shard, last } of applied) {
    shards[shard]?.[last === 'missing' ? last : last ? 'on' : 'off'].add(name);
  }
  return shards;
}

/**
 * What ticks are to know of a table that was read, is right, and is not written. Undefined where somebody is not as they should be:
 * then it has to be read again, as it cannot be told from what is expected.
 * @param before what they have known. @param now when the tick began that has read it, ms.
 */
export function noteOf(
  states: readonly DutyState[],
  shards: readonly AppliedShard[],
  before: DutyTableNote | undefined,
  now: number,
): DutyTableNote | undefined {
  const applied: Applied[] = [];
  for (const { name, shard, unknown, desired, lastApplied: last } of states) {
    if (unknown || last === undefined || (last !== 'missing' && last !== desired)) return undefined;
    applied.push({ name, shard, last });
  }
  const missing = applied.filter(({ last }) => last === 'missing').map(({ name }) => name);
  const stored = shards.flatMap(({ revision, at }) => (revision === undefined ? [] : [[revision, at] as const]));
  if (missing.length > MOST_MISSING || shards.length > MOST_SHARDS || stored.length < shards.length) return undefined;
  const read = { digest: digestOf(applied, shards.length), shards: stored, missing };
  const isSame = before?.digest === read.digest && isDeepStrictEqual(before.shards, read.shards);
  if (!isSame || before.since > now) return { ...read, since: now };
  return now - before.since < SETTLED_MS ? before : { ...read, since: before.since, readAgain: now };
}

/**
 * Makes sure that the table is the one that was read, by writing it once more on its revisions: a read may answer what was there before the
 * last write. @returns the note; undefined if the table is another one, or that cannot be told: then the next tick reads it again.
 */
export async function confirmNote(
  note: DutyTableNote,
  shards: readonly AppliedShard[],
  applied: Pick<AppliedTable, 'write'>,
): Promise<DutyTableNote | undefined> {
  try {
    const written = await Promise.all(
      shards.map(async (table, shard) => [await applied.write(shard, table), table.at] as const),
    );
    return { ...note, shards: written };
  } catch (error) {
    if (error instanceof Conflict || error instanceof Unavailable) return undefined;
    throw error;
  }
}

/** Somebody as the table has them. */
interface Applied extends Pick<DutyState, 'name' | 'shard'> {
  readonly last: boolean | 'missing';
}

function digestOf(applied: readonly Applied[], shards: number): string {
  const letter = (last: Applied['last']) => (last === 'missing' ? '-' : last ? '1' : '0');
  return digest(`${shards}:${applied.map(({ name, last }) => name + letter(last)).join('')}`);
}
