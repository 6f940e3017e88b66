import {
  type Clock,
  Conflict,
  type Random,
  type RoutingHold,
  type RoutingRequest,
  type RoutingRequests,
  type Taken,
  type WaitingRequest,
} from '../../application/ports';
import { WAITS_AT_MOST_MS } from '../../domain/policies/routing';
import { CLOCK_SKEW_MS, MINUTE, SECOND } from '../../domain/time';
import * as z from '../../lib/zod';
import type { SyncFor, Versioned } from './versioned-store';

/** Each request is written twice, and Sync allows a Map 20 writes a second: four have room for 400 requests in ten seconds. */
const SHARDS = 4;
/** A hold lasts longer than the 10 s after which the platform ends an execution, by as much as clocks may differ, ms. */
const HOLD_MS = 15 * SECOND;
const WAITING_SECONDS = WAITS_AT_MOST_MS / SECOND;
/** Longer than an execution can be at work that saw the conversation before somebody was in it. */
const DONE_SECONDS = (10 * MINUTE) / SECOND;

/** `customer` goes as soon as the request is done. */
const entry = z.object({
  v: z.literal(1),
  number: z.string(),
  customer: z.string().exactOptional(),
  at: z.number(),
  held: z.object({ by: z.string(), until: z.number() }).exactOptional(),
  done: z.literal(true).exactOptional(),
});
type Entry = z.infer<typeof entry>;

/** The requests in the Maps `rosterline-routing-0…3`: an Item each, under the SID of the conversation. */
export function createRoutingRequests(sync: SyncFor, now: Clock, random: Random): RoutingRequests {
  const isHeld = ({ held }: Entry) =>
    held !== undefined && held.until > now() && held.until <= now() + HOLD_MS + CLOCK_SKEW_MS;

  async function open(request: RoutingRequest): Promise<Taken> {
    const { conversation } = request;
    const hold = holdFor(request);
    try {
      return hold.taken(await sync.prepare.writeItem(...hold.write, undefined, WAITING_SECONDS), true);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
    const found = await sync.prepare.readItem(mapOf(conversation), conversation);
    // Sync lags: another execution has just created it.
    if (!found) return 'held';
    const known = readEntry(found);
    // The first attempt to create it was ours, and its answer was lost.
    if (known?.held?.by === hold.by) return hold.taken(found.revision, true);
    if (known?.done) return 'done';
    if (known && isHeld(known)) return 'held';
    return takeOver(request, found.revision);
  }

  async function takeOver(request: RoutingRequest, revision: string): Promise<Taken> {
    const hold = holdFor(request);
    try {
      return hold.taken(await sync.prepare.writeItem(...hold.write, revision, WAITING_SECONDS), false);
    } catch (error) {
      // If that was our own first attempt, whose answer was lost, the hold ends by itself, and a tick takes the request up.
      if (error instanceof Conflict) return 'held';
      throw error;
    }
  }

  function holdFor({ conversation, number, customer, at }: RoutingRequest) {
    const by = Math.floor(random() * 2 ** 48).toString(36);
    const open: Entry = { v: 1, number, at, ...(customer !== undefined && { customer }) };
    const held: Entry = { ...open, held: { by, until: now() + HOLD_MS } };
    const done: Entry = { v: 1, number, at, done: true };
    const write = (data: Entry) => [mapOf(conversation), conversation, data] as const;
    const put = async (data: Entry, revision: string, ttl: number) => {
      await sync.confirm.writeItem(...write(data), revision, ttl);
    };
    return {
      by,
      write: write(held),
      taken: (revision: string, isFirst: boolean): RoutingHold => ({
        isFirst,
        complete: () => put(done, revision, DONE_SECONDS),
        release: () => put(open, revision, WAITING_SECONDS),
      }),
    };
  }

  return {
    open,
    take: (request) => takeOver(request, request.revision),
    async waiting() {
      const maps = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) => sync.prepare.openMap(mapName(shard))),
      );
      const requests: WaitingRequest[] = [];
      const unreadable: string[] = [];
      for (const item of maps.flatMap(({ items }) => items)) {
        const known = readEntry(item);
        if (!known) unreadable.push(item.key);
        else if (!known.done && !isHeld(known)) requests.push(requestOf(item.key, known, item.revision));
      }
      const isNew = maps.some((map) => map.isNew);
      return { requests: requests.sort((a, b) => a.at - b.at), unreadable, isNew };
    },
  };
}

const mapName = (shard: number) => `rosterline-routing-${shard}`;

/** By the end of the SID, which is hexadecimal: https://www.twilio.com/docs/glossary/what-is-a-sid */
function mapOf(conversation: string): string {
  return mapName(Number.parseInt(conversation.slice(-1), 16) % SHARDS);
}

function readEntry({ data }: Versioned): Entry | undefined {
  return entry.safeParse(data).data;
}

function requestOf(conversation: string, { number, customer, at }: Entry, revision: string): WaitingRequest {
  return { conversation, number, at, revision, ...(customer !== undefined && { customer }) };
}
