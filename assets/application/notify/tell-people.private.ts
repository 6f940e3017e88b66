/** Tells people about their shifts and conversations: what a tick does after everything else. Loaded only with a roster that has `notify`. */
import type { NotifyPolicy } from '../../domain/roster/notify-policy';
import type { PersonFacts } from '../../domain/schedule/schedule';
import { describeError } from '../../lib/errors';
import { notifyCrowded, notifyForgotten, notifyStalls, notifyUnconfigured } from '../notify-alerts';
import type { NotesShard, StoredNotes } from '../ports';
import type { KnownRecords } from '../stored-records';
import { factsAt } from '../tick/load-state';
import { send, unconfigured } from './channels';
import { claim, decideAll, plan, type Work } from './claim';
import { updateGroups } from './groups';
import { outlooksOf, type Prospect, type TickTimes } from './outlooks';
import { mayBegin, type NotifyPorts } from './run';
import { languageOf, namesIn, textOf } from './words';

export { forgetNotes, oweNews } from './owe';
export { takenOverText } from './words';

/**
 * Sends what is due, each message once: it is written down first, and not sent again whatever becomes of it. Keeps the user groups of Slack. Where
 * nothing is due it costs one read of Sync at most, and none where this process made the tick before. Never throws: no tick fails for it.
 * @param known the records as the tick read them. @param times when this tick and the one before it began.
 */
export async function tellPeople(known: KnownRecords, times: TickTimes, ports: NotifyPorts): Promise<void> {
  const policy = ports.roster.notify;
  if (!policy || ports.target.dryRun) return;
  try {
    for (const channel of unconfigured(policy, ports)) await ports.alert(notifyUnconfigured(channel));
    await tell(known, policy, times, ports);
  } catch (error) {
    ports.memory.notes.known = undefined;
    ports.log('warn', 'People could not be told; the next tick tries again', describeError(error));
    await ports.alert(notifyStalls());
  }
}

async function tell(known: KnownRecords, policy: NotifyPolicy, times: TickTimes, ports: NotifyPorts): Promise<void> {
  const { memory, log } = ports;
  const { prospects, kept } = outlooksOf(known, policy, times, ports);
  const remembered = memory.notes.known?.asOf === times.before ? memory.notes.known.notes : undefined;
  memory.notes.known = undefined;
  const mayOwe = policy.handover && [...known.records.values()].some(({ handover }) => handover !== undefined);
  const needsNotes = policy.changes || mayOwe || policy.groups.length > 0 || prospects.some(hasReminder);
  if (!needsNotes) {
    if (remembered) memory.notes.known = { asOf: times.now, notes: remembered };
    return;
  }
  // What is owed other executions note, too.
  const notes = remembered && !mayOwe ? remembered : await readNotes(ports);
  const decided = decideAll(prospects, notes, times.now);
  const { work, waiting } = plan(decided, notes, kept);
  const tooLate = decided.filter(({ dropped }) => dropped > 0).length;
  if (tooLate > 0) log('warn', 'Messages to people were dropped: they are too late', { people: tooLate });
  const shards = await sendAll(work, notes, times.now, ports);
  if (waiting > 0) await ports.alert(notifyCrowded(waiting));
  const groups = await groupsAfter(known, policy, notes, times.now, ports);
  if (shards && groups) memory.notes.known = { asOf: times.now, notes: { shards, groups, unreadable: 0 } };
}

async function readNotes({ notes, alert }: NotifyPorts): Promise<StoredNotes> {
  const read = await notes.all();
  if (read.unreadable > 0) await alert(notifyForgotten());
  return read;
}

function hasReminder({ outlook }: Prospect): boolean {
  return outlook.reminders.length > 0;
}

/** @returns the shards as they are by now; undefined where another execution has written, or the time was over. */
async function sendAll(
  work: readonly Work[],
  notes: StoredNotes,
  now: number,
  ports: NotifyPorts,
): Promise<StoredNotes['shards'] | undefined> {
  const by = Math.floor(ports.random() * 2 ** 48).toString(36);
  const nameOf = namesIn(ports.roster, ports.records);
  const shards = new Map<string, NotesShard>(notes.shards);
  const results = await Promise.allSettled(
    work.map(async (one) => {
      if (!mayBegin(ports)) return false;
      const revision = await claim(one, notes.shards.get(one.shard)?.revision, by, ports);
      if (revision === undefined) return false;
      shards.set(one.shard, { people: one.people, by, revision });
      await Promise.all(
        one.told.map((told) => {
          const text = textOf(told.notice, told, now, languageOf(told.person, ports.roster), nameOf);
          return send(told.person, told.way, text, ports);
        }),
      );
      return true;
    }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.every((result) => result.status === 'fulfilled' && result.value) ? shards : undefined;
}

/** @returns the groups as they are noted by now; undefined where another execution has noted something. */
async function groupsAfter(
  known: KnownRecords,
  { groups }: NotifyPolicy,
  notes: StoredNotes,
  now: number,
  ports: NotifyPorts,
): Promise<StoredNotes['groups'] | undefined> {
  if (groups.length === 0) return notes.groups;
  const facts: ReadonlyMap<string, PersonFacts> = factsAt(ports.roster, known.records, now);
  return updateGroups(groups, ports.resolver.available(now, facts), known, notes, ports);
}
