import type { Turns } from '../../application/ports';
import { digest } from '../../domain/person/record';
import { DAY, SECOND } from '../../domain/time';
import type { SyncFor } from './versioned-store';

/** A ticket has no use once it is drawn; Sync keeps the Items of a List until they expire. */
const KEPT_SECONDS = DAY / SECOND;

/**
 * Tickets are the indexes of Items that are appended to a List: Sync orders all of them strictly, and nobody has to read what somebody
 * else wrote, so that no two draws conflict. An index may be left out, and then somebody's turn is
 * (https://www.twilio.com/docs/sync/api/listitem-resource). A List takes 20 writes a second (https://www.twilio.com/docs/sync/limits).
 */
export function createTurns(sync: SyncFor): Turns {
  const listOf = (team: string) => `rosterline-turns-${digest(team)}`;
  return {
    draw: (team) => sync.prepare.append(listOf(team), { v: 1 }, KEPT_SECONDS),
    prepare: (team) => sync.prepare.makeList(listOf(team)),
  };
}
