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
  let mistake: string | undefined;
  if (outcome === 'unknown_user') mistake = unrecognised(entry, person, answer);
  else if (entry.unknown) {
    // The roster has learnt to know them since.
    Object.assign(entry, { refused: false, unknown: false });
    delete entry.accepted;
  }
  noteHold(entry, person, answer);
  const alert = alertFor(said, outcome);
  if (alert !== undefined) entry.alert = alert;
  const first = entry.accepted === undefined;
  entry.accepted ??= at;
  // Nobody outside can tell whether it was recorded: it may not have been.
  const mayBeUnrecorded = said.type === 'offboarded' && (outcome === 'applied' || outcome === 'unchanged');
  if (first && mayBeUnrecorded && answer.syncFailed) entry.unrecorded = true;
  else if (outcome === 'duplicate' || outcome === 'stale') entry.unrecorded = false;
  return mistake;
}

function noteHold(entry: Entry, person: SimPerson, { outcome, listed }: AnswerSeen): void {
  const { spelling } = entry.said;
  const wasAccepted = entry.accepted !== undefined && !entry.held;
  if (outcome === 'held' && spelling === person.sid && !person.protected) {
    // Held because Frontline could not be asked for the account, which ends as soon as it can be.
    if (!wasAccepted) entry.mayBeHeld = true;
    return;
  }
  entry.held = outcome === 'held' || (entry.held && outcome === 'duplicate');
  // In a spelling that nobody knows any more it may be compared with what came in that spelling, and with nothing else.
  const isLostName = !listed && spelling !== undefined && spelling !== person.sid;
  if (isLostName && (outcome === 'duplicate' || outcome === 'stale')) entry.mayBeHeld = true;
  else if (outcome !== 'duplicate') entry.mayBeHeld = false;
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
