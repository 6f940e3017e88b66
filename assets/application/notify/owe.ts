/** Notes news for somebody that a tick tells them, once they may be told. */
import { NO_NOTES } from '../../domain/notify/notices';
import type { Person } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import { Conflict } from '../ports';
import { wayTo } from './channels';
import { placeOf } from './place';
import type { NotifyPorts } from './run';

/** So often a shard is written anew because somebody else wrote meanwhile. */
const MAX_TRIES = 4;

type OwePorts = Pick<NotifyPorts, 'notes' | 'records' | 'roster' | 'random' | 'now' | 'log' | 'sendText' | 'slack'>;

/**
 * Notes that somebody has taken over conversations. @param of the identity of whom they were.
 * @returns false if nothing reaches them, or it could not be noted: somebody else has to tell them.
 */
export async function oweNews(taker: Person, of: string, count: number, ports: OwePorts): Promise<boolean> {
  const { notes, records, roster, random, now, log } = ports;
  if (!wayTo(taker, roster.notify?.by ?? [], ports)) return false;
  const { shard, name } = placeOf(records.name(taker.identity));
  const news = { of: placeOf(records.name(of)).name, count, at: now() };
  const by = Math.floor(random() * 2 ** 48).toString(36);
  for (let tries = 1; ; tries++) {
    try {
      const { people, revision, by: last, isUnreadable } = await notes.readShard(shard);
      // Overwritten here, it would look whole to the next tick, which alerts of what was lost.
      if (isUnreadable) throw new Error('what people know cannot be read');
      // A first attempt of ours whose answer was lost.
      if (last === by) return true;
      const known = people.get(name) ?? NO_NOTES;
      await notes.writeShard(shard, new Map(people).set(name, { ...known, owed: [...known.owed, news] }), by, revision);
      return true;
    } catch (error) {
      if (error instanceof Conflict && tries < MAX_TRIES) continue;
      log('error', 'What somebody is to be told could not be noted', {
        who: records.name(taker.identity),
        ...describeError(error),
      });
      return false;
    }
  }
}

/** Forgets what somebody knows and was to be told. @returns whether there was anything. */
export function forgetNotes(
  identity: string,
  { notes, records }: Pick<OwePorts, 'notes' | 'records'>,
): Promise<boolean> {
  return notes.forget(placeOf(records.name(identity)));
}
