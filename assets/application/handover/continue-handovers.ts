/** What a tick does about open conversations, after all else. */
import { employmentAt } from '../../domain/person/employment-history';
import { type Handover, isUnderWay } from '../../domain/person/handover';
import { emptyRecord, type PersonRecord } from '../../domain/person/record';
import { restBetweenTries } from '../../domain/policies/handover';
import type { PersonIndex } from '../../domain/roster/roster';
import { HOUR } from '../../domain/time';
import { describeError } from '../../lib/errors';
import { handoverStalls, handoverWaits } from '../handover-alerts';
import { nameOf } from '../lockout-limit';
import { RosterUnknown } from '../ports';
import type { KnownRecords } from '../stored-records';
import { carryOn, isStopped, STOPPED } from './carry-on';
import { dueOf, takerNow, toWorkOn } from './due';
import { type HandoverPorts, type HandoverRun, startRun } from './run';

/** So many people's conversations are handed over side by side; the oldest hand-overs go first. */
const PEOPLE_AT_ONCE = 5;

/**
 * Goes on with all hand-overs, and begins those that are due. Without `handover:` in the roster, and without a hand-over on record, nothing is
 * called. What cannot be reached, or told, is for the next tick.
 */
export async function continueHandovers(known: KnownRecords, ports: HandoverPorts): Promise<void> {
  if (ports.target.dryRun) return;
  try {
    const due = dueRecords(known, ports);
    if (due.length > 0) await carryOnAll(due, startRun(known, ports));
  } catch (error) {
    ports.log('warn', 'Hand-overs wait; the next tick tries again', describeError(error));
    if (!(error instanceof RosterUnknown)) throw error;
  }
}

async function carryOnAll(due: readonly PersonRecord[], run: HandoverRun): Promise<void> {
  const left = [...due];
  const next = async (): Promise<void> => {
    for (let record = left.shift(); record !== undefined && run.mayGoOn(); record = left.shift()) {
      if (await stillWaits(record, run)) continue;
      await carryOn(record.identity, (latest) => toWorkOn(latest, run.ports), run);
    }
  };
  await Promise.all(Array.from({ length: PEOPLE_AT_ONCE }, next));
}

/**
 * Whether there is still nobody to take over, as roster and records say: then nothing is called but the alert. Where the same people were
 * asked in vain, it rests for a while.
 */
async function stillWaits(record: PersonRecord, { takers, ports }: HandoverRun): Promise<boolean> {
  const { identity, handover } = record;
  // An execution that was killed has left its lease: what it had begun is ended first.
  if (handover?.step !== 'waiting' || handover.lease) return false;
  // What begins for another reason, or comes back, does not wait for that.
  if (dueOf(record, ports)?.act !== 'go on') return false;
  if (isStopped(handover, ports.roster)) {
    await ports.alert(handoverStalls(nameOf(identity, ports), STOPPED));
    return true;
  }
  const to = takerNow(handover, ports.roster);
  if (to === 'close') return false;
  const expected = takers.expected(to, identity, handover.asked === true);
  if (expected.takers.length > 0) return rests(identity, handover, expected.takers, ports);
  await ports.alert(handoverWaits(nameOf(identity, ports), handover.waiting ?? 0, expected.why));
  return true;
}

/** A try of so long ago keeps nothing from being tried again, ms. */
const FORGOTTEN_MS = 2 * HOUR;

/** Whether the same people were asked in vain just now. If not, this is noted as a try. */
function rests(
  identity: string,
  { since }: Handover,
  takers: readonly PersonIndex[],
  { roster, records, memory: { handoverTries: tries }, now }: HandoverPorts,
): boolean {
  for (const [other, { at }] of tries) if (now() - at > FORGOTTEN_MS) tries.delete(other);
  const who = records.name(identity);
  const keys = takers.map((person) => roster.people[person]?.key ?? '');
  const last = tries.get(who);
  const waited = last ? now() - last.at : 0;
  const isSame = last !== undefined && keys.every((key) => last.takers.includes(key));
  if (isSame && waited >= 0 && waited < restBetweenTries(last.at - since)) return true;
  tries.set(who, { takers: keys, at: now() });
  return false;
}

/**
 * Whose hand-over is due: who gets something back first, then the oldest. Whose record cannot be read stays as they are: the tick says
 * so. Somebody of the roster without a record may be on leave.
 */
function dueRecords(known: KnownRecords, ports: HandoverPorts): PersonRecord[] {
  const { roster, records: store } = ports;
  const handsOverOnLeave = (roster.handover?.leave.kind ?? 'none') !== 'none';
  const others = handsOverOnLeave
    ? roster.people.filter(({ identity }) => !known.records.has(identity) && !known.isUnknown(store.name(identity)))
    : [];
  const isConcerned = ({ handover, employmentEvents }: PersonRecord) =>
    roster.handover !== undefined
      ? handsOverOnLeave || handover || employmentEvents.length > 0
      : handover !== undefined;
  const all = [...known.records.values()].filter(isConcerned);
  const due = [...all, ...others.map(({ identity }) => emptyRecord(identity))].flatMap((record) => {
    const found = dueOf(record, ports);
    return found ? [{ record, isReturn: found.act === 'return' || record.handover?.step === 'returning' }] : [];
  });
  const began = ({ handover, employmentEvents }: PersonRecord) =>
    (handover && isUnderWay(handover) ? handover.since : employmentAt(employmentEvents, ports.now()).by?.effectiveAt) ??
    ports.now();
  due.sort((a, b) => Number(b.isReturn) - Number(a.isReturn) || began(a.record) - began(b.record));
  return due.map(({ record }) => record);
}
