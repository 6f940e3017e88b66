import { type Clock, type EvidenceStore, type FiledEvidence, Unavailable } from '../../application/ports';
import { HELD_REASONS } from '../../domain/person/record';
import { TARGET_NAMES } from '../../domain/person/target';
import type { LockoutEvidence } from '../../domain/reports/lockout-evidence';
import * as z from '../../lib/zod';
import { readMap } from './read-map';
import type { SyncFor, Versioned } from './versioned-store';

const MAP = 'rosterline-leavers';

/** An Item holds 16 KiB; a lock-out is about 450 bytes, and a sender's ids may make it 500. */
const MOST_LOCKOUTS = 28;

/** So long reading everything may take, ms. */
const READING_MS = 4000;
/** Where the Map is read from besides its beginning: its keys are hexadecimal. */
const STARTS = ['2', '4', '6', '8', 'a', 'c', 'e'];

const epochMs = z.number();

const lockout: z.ZodType<LockoutEvidence> = z.strictObject({
  key: z.string(),
  event: z.string(),
  source: z.string().exactOptional(),
  occurredAt: epochMs,
  arrivedAt: epochMs.exactOptional(),
  dueAt: epochMs,
  state: z.enum(['held', 'pending', 'no_user', 'locked_out', 'ended']),
  held: z.strictObject({ reason: z.enum(HELD_REASONS), seenAt: epochMs }).exactOptional(),
  released: z.strictObject({ at: epochMs, by: z.string().exactOptional() }).exactOptional(),
  effect: z.partialRecord(z.enum(TARGET_NAMES), epochMs).exactOptional(),
  verifiedAt: epochMs.exactOptional(),
  foundIn: z.strictObject({ times: z.number(), lastAt: epochMs }).exactOptional(),
  ended: z
    .strictObject({
      how: z.enum(['reinstated', 'undone', 'cancelled', 'dropped', 'replaced']),
      at: epochMs,
      by: z.string().exactOptional(),
    })
    .exactOptional(),
});

// Strict: a field that this release does not know would be lost when it files the evidence anew.
const item = z.strictObject({
  v: z.literal(1),
  identity: z.string(),
  lockouts: z.array(lockout),
  omitted: z.number(),
});

/**
 * The evidence of lock-outs: an Item a person in the Map `rosterline-leavers`, under the record's name. Items have no TTL: Sync
 * keeps nothing with one for longer than a year (https://www.twilio.com/docs/api/errors/54011). Who files removes what has expired.
 */
export function createEvidenceStore(sync: SyncFor, now: Clock): EvidenceStore {
  return {
    async all() {
      const until = now() + READING_MS;
      const { items, complete } = await readMap(sync.prepare, MAP, STARTS, () => now() < until);
      if (!complete) throw tooMuch();
      const read = items.map((found) => ({ key: found.key, evidence: parse(found.key, found) }));
      return {
        filed: read.flatMap(({ evidence }) => evidence ?? []),
        unreadable: read.flatMap(({ key, evidence }) => (evidence ? [] : [key])),
      };
    },
    async read(who) {
      const found = await sync.prepare.readItem(MAP, who);
      return found && (parse(who, found) ?? 'unreadable');
    },
    async write({ who, identity, lockouts }, before) {
      const over = Math.max(0, lockouts.length - MOST_LOCKOUTS);
      const omitted = (before?.omitted ?? 0) + over;
      const data = { v: 1, identity, lockouts: lockouts.slice(over), omitted };
      await sync.confirm.writeItem(MAP, who, data, before?.revision);
    },
    remove: (who) => sync.confirm.removeItem(MAP, who),
  };
}

function tooMuch(): Unavailable {
  return new Unavailable('The evidence of leavers could not be read in time.', {
    cause: undefined,
    status: undefined,
    code: undefined,
  });
}

function parse(who: string, { data, revision }: Versioned): FiledEvidence | undefined {
  const { success, data: found } = item.safeParse(data);
  if (!success) return undefined;
  return { who, identity: found.identity, lockouts: found.lockouts, omitted: found.omitted, revision };
}
