/** Tells those who took over, the operators and the audit. */
import { type Handover, isUnderWay } from '../../domain/person/handover';
import type { Person } from '../../domain/roster/roster';
import { HOUR } from '../../domain/time';
import { describeError } from '../../lib/errors';
import { Refused } from '../conversations';
import { handoverDone, handoverFailed, handoverStalls, handoverUnnumbered, handoverWaits } from '../handover-alerts';
import { nameOf } from '../lockout-limit';
import { BatchUnreadable, countOf, isMoved, lastEntries, type StoredBatch } from './batches';
import type { HandoverRun } from './run';
import type { HandoverState } from './state';

/** A hand-over that has not ended by then is worth a look, ms: it is tried again at each tick. */
const QUIET_MS = HOUR;

/** @param untold the batches of whose conversations nobody was told. */
export async function reportProgress(
  identity: string,
  { handover, batches, why }: HandoverState,
  untold: readonly StoredBatch[],
  run: HandoverRun,
): Promise<void> {
  const { alert, now } = run.ports;
  const person = nameOf(identity, run.ports);
  const { step, failed, waiting, since } = handover;
  if (step === 'waiting') {
    const reason = why ?? 'there is nobody';
    await alert(waiting === undefined ? handoverStalls(person, reason) : handoverWaits(person, waiting, reason));
  } else if (step === 'done') {
    await reportDone(identity, { handover, batches }, untold, run);
  } else if (step === 'returned') {
    const stayed = [...lastEntries(batches).values()].filter(({ outcome }) => outcome === 'elsewhere').length;
    const words = `${handover.returned ?? 0} given back, ${stayed} closed or with somebody else`;
    note(identity, handover, words, run);
    if (batches.length > 0) await alert(handoverDone(person, words, []));
    if (failed > 0) await alert(handoverFailed(person, failed, true));
  } else if (isUnderWay(handover) && (why !== undefined || now() - since > QUIET_MS)) {
    await alert(handoverStalls(person, why ?? 'it takes longer than an hour'));
  }
}

async function reportDone(
  identity: string,
  { handover, batches }: HandoverState,
  untold: readonly StoredBatch[],
  run: HandoverRun,
): Promise<void> {
  const { alert } = run.ports;
  const person = nameOf(identity, run.ports);
  const given = await countByTaker(untold, run);
  note(identity, handover, wordsOf(given), run);
  if (given.size > 0) await alert(handoverDone(person, wordsOf(given), await tell(identity, given, run)));
  if (handover.failed > 0) await alert(handoverFailed(person, handover.failed, false));
  const unnumbered = countOf(batches, 'unnumbered');
  if (unnumbered > 0) await alert(handoverUnnumbered(person, unnumbered));
}

/** A hand-over could not go on: said at once where that does not end by itself, else when it lasts. */
export async function reportFailure(
  identity: string,
  handover: Handover | undefined,
  error: unknown,
  { ports }: HandoverRun,
): Promise<void> {
  const person = nameOf(identity, ports);
  if (error instanceof BatchUnreadable) {
    await ports.alert(handoverStalls(person, 'what was stored of it cannot be read by this release'));
  } else if (error instanceof Refused) {
    await ports.alert(handoverStalls(person, `Twilio refuses it with ${error.status}`));
  } else if (handover && ports.now() - handover.since > QUIET_MS) {
    await ports.alert(handoverStalls(person, error instanceof Error ? error.name : 'it failed'));
  }
}

/** How many conversations each of them has been given; undefined: were closed. */
async function countByTaker(batches: readonly StoredBatch[], run: HandoverRun): Promise<Map<string, number>> {
  const given = new Map<string, number>();
  for (const entry of lastEntries(batches).values()) {
    if (!isMoved(entry) && entry.outcome !== 'closed') continue;
    const name = entry.identity === undefined ? CLOSED : await nameOfAccount(entry.identity, run);
    given.set(name, (given.get(name) ?? 0) + 1);
  }
  return given;
}

/** What operators know somebody by, whom Conversations has by this name. Where that cannot be told, it is said of nobody else. */
export async function nameOfAccount(account: string, { accounts, ports }: HandoverRun): Promise<string> {
  try {
    return nameOf(await accounts.personOf(account), ports);
  } catch (error) {
    ports.log('warn', 'The name of somebody who took over cannot be told', describeError(error));
    return nameOf(account, ports);
  }
}

/** No key of a roster has a space. */
const CLOSED = 'were closed';

function wordsOf(given: ReadonlyMap<string, number>): string {
  if (given.size === 0) return 'none was open';
  return [...given].map(([name, count]) => (name === CLOSED ? `${count} ${CLOSED}` : `${count} to ${name}`)).join(', ');
}

function note(identity: string, { because, step }: Handover, words: string, { ports }: HandoverRun): void {
  ports.audit.note({
    at: ports.now(),
    who: ports.records.name(identity),
    because: `hand-over (${because}): ${words}`,
    fields: ['conversations'],
    outcome: step,
  });
}

/** Tells those who took over, each once. @param of whose conversations they were. @returns keys of those who could not be told. */
async function tell(of: string, given: ReadonlyMap<string, number>, { ports }: HandoverRun): Promise<string[]> {
  const { roster } = ports;
  const untold: string[] = [];
  for (const [key, count] of given) {
    if (key === CLOSED) continue;
    const taker = roster.people.find((one) => one.key === key);
    const isTold =
      taker && (roster.notify?.handover ? await owe(taker, of, count, ports) : await text(taker, of, count, ports));
    if (!isTold) untold.push(key);
  }
  return untold;
}

/** As `notify` says: a tick tells them. Loaded only when needed. */
async function owe(taker: Person, of: string, count: number, ports: HandoverRun['ports']): Promise<boolean> {
  const { oweNews } = await import('../notify/tell-people.private');
  return oweNews(taker, of, count, ports);
}

/** By text message, at once. */
async function text(taker: Person, of: string, count: number, ports: HandoverRun['ports']): Promise<boolean> {
  const { sendText, roster, log, records } = ports;
  if (!sendText || taker.phone === undefined || taker.notify === 'none') return false;
  try {
    const { takenOverText } = await import('../notify/tell-people.private');
    await sendText(taker.phone, takenOverText(taker, nameOf(of, ports), count, roster));
    return true;
  } catch (error) {
    // It may have been sent all the same: not sent again.
    log('error', 'A text message could not be sent', { who: records.name(taker.identity), ...describeError(error) });
    return false;
  }
}
