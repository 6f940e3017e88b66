// Written from the contract alone: nothing of the product is used here.
import type { SimPerson } from '../people';
import type { Said } from '../said';
import type { Entry } from './ledger';

/** An answer to one event. `outcome`: undefined where the answer names none. Instants are ms since the epoch. */
export interface AnswerSeen {
  readonly at: number;
  readonly status: number;
  readonly outcome: string | undefined;
  /** The person is on the roster that is deployed. */
  readonly listed: boolean;
  /** Sync had faults since the delivery began. */
  readonly syncFailed: boolean;
}

/** Notes what an answer says of an event. @returns what is wrong with the answer. */
export function noteAnswer(entry: Entry, person: SimPerson, answer: AnswerSeen): string | undefined {
  const { said } = entry;
  const { at, status, outcome } = answer;
  // A lock-out under a used id counts all the same.
  if (status === 400 || (status === 409 && !said.reused)) entry.refused = entry.accepted === undefined;
  else if (status === 409) entry.accepted ??= at;
  if (status < 200 || status > 299) return undefined;
  const mistake = noteWhetherKnown(entry, person, answer);
  const alert = alertFor(said, outcome);
  if (alert !== undefined) entry.alert = alert;
  if (said.type === 'offboarded' && outcome === 'retrying') entry.retrying ??= at;
  const first = entry.accepted === undefined;
  entry.accepted ??= at;
  // Nobody outside can tell whether it was recorded: it may not have been.
  const mayBeUnrecorded = said.type === 'offboarded' && (outcome === 'applied' || outcome === 'unchanged');
  if (first && mayBeUnrecorded && answer.syncFailed) entry.unrecorded = true;
  else if (outcome === 'duplicate' || outcome === 'stale') entry.unrecorded = false;
  return mistake;
}

/**
 * In a spelling that the roster does not have, an event waits for an account to appear, and is compared with what came in that
 * spelling: whether it is ever found to mean the person, no answer but one about their user tells.
 */
function isLostName({ said: { spelling } }: Entry, { sid }: SimPerson, listed: boolean): boolean {
  return !listed && spelling !== undefined && spelling !== sid;
}

function noteHold(entry: Entry, person: SimPerson, answer: AnswerSeen): void {
  const { outcome } = answer;
  const { spelling, type } = entry.said;
  // A return or a cancellation is held for the sake of other sources, and counts for its own all the same.
  if (type !== 'offboarded') return;
  const wasAccepted = entry.accepted !== undefined && !entry.held;
  if (outcome === 'held' && spelling === person.sid && !person.protected) {
    // Held because Frontline could not be asked for the account, which ends as soon as it can be.
    if (!wasAccepted) entry.mayBeHeld = true;
    return;
  }
  entry.held = outcome === 'held' || (entry.held && outcome === 'duplicate');
  if (outcome !== 'duplicate') entry.mayBeHeld = false;
}

/** Notes whether the answer knows the person, and if so, whether it holds what was said. @returns what is wrong with it. */
function noteWhetherKnown(entry: Entry, person: SimPerson, answer: AnswerSeen): string | undefined {
  entry.unsure =
    isLostName(entry, person, answer.listed) && answer.outcome !== 'applied' && answer.outcome !== 'unchanged';
  if (entry.unsure) {
    Object.assign(entry, { refused: false, unknown: false });
    return undefined;
  }
  if (answer.outcome === 'unknown_user') return unrecognised(entry, person, answer);
  if (entry.unknown) {
    // The roster has learnt to know them since.
    Object.assign(entry, { refused: false, unknown: false });
    delete entry.accepted;
  }
  noteHold(entry, person, answer);
  return undefined;
}

/** The answer was that there is no such user: then nothing comes of what was said. */
function unrecognised(entry: Entry, person: SimPerson, { listed }: AnswerSeen): string | undefined {
  if (entry.accepted !== undefined && !entry.unknown) return undefined; // it was understood before
  Object.assign(entry, { refused: true, unknown: true });
  const { spelling, sender, id } = entry.said;
  const isNamedByRoster = spelling !== undefined || sender === 'bamboohr' || sender === 'gusto';
  const mayBeUnknown = !person.user || (isNamedByRoster && !listed);
  return mayBeUnknown ? undefined : `was not recognised in ${id}`;
}

/** How the cause of the alert begins that an answer demands. */
function alertFor({ type }: Said, outcome: string | undefined): string | undefined {
  if (outcome === 'held') return 'held-';
  return outcome === 'unknown_user' && type === 'offboarded' ? 'unknown-leaver' : undefined;
}
