/** What an operator does about somebody's conversations, in the execution that was asked. */
import { UnreadableRecord } from '../../domain/person/record-codec';
import { describeError } from '../../lib/errors';
import { type RecordStore, Unavailable } from '../ports';
import { knownRecords } from '../refile-records';
import { carryOn } from './carry-on';
import { toWorkOn } from './due';
import { type HandoverPorts, type HandoverRun, startRun } from './run';
import type { HandoverState } from './state';

export type AtOncePorts = HandoverPorts & { readonly records: Pick<RecordStore, 'all'> };

/** Begins work on hand-overs outside a tick, with all that the records say. @throws Unavailable */
export async function startRunAtOnce(ports: AtOncePorts): Promise<HandoverRun> {
  return startRun(knownRecords(await ports.records.all(), ports.now()), ports);
}

/**
 * Somebody was let in again: their conversations come back at once, as far as there is time; ticks do the rest.
 * @returns undefined if there is nothing to come back, or not yet.
 */
export async function giveBackAtOnce(identity: string, ports: AtOncePorts): Promise<HandoverState | undefined> {
  if (ports.target.dryRun) return undefined;
  try {
    if (!(await ports.records.read(identity)).record?.handover) return undefined;
    const run = await startRunAtOnce(ports);
    return await carryOn(identity, (record) => toWorkOn(record, ports), run);
  } catch (error) {
    // A record that cannot be read is the tick's to alert: nothing is known of a hand-over in it.
    if (!(error instanceof Unavailable || error instanceof UnreadableRecord)) throw error;
    const who = ports.records.name(identity);
    ports.log('warn', 'Conversations could not be given back at once; ticks do it', { who, ...describeError(error) });
    return undefined;
  }
}
