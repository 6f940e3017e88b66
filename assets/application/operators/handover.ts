/** An operator hands somebody's open conversations over, whatever the roster says of it. */

import type { Outcome } from '../../domain/person/decision';
import { employmentAt } from '../../domain/person/employment-history';
import { factsOf } from '../../domain/person/facts';
import { beginHandover, type Handover, isHandedOver, isUnderWay } from '../../domain/person/handover';
import { emptyRecord, type PersonRecord } from '../../domain/person/record';
import { handoverTo, isLockedOut, nameOfTaker } from '../../domain/policies/handover';
import { distribute } from '../../domain/policies/handover-takers';
import type { HandoverTo } from '../../domain/roster/roster';
import { type AtOncePorts, startRunAtOnce } from '../handover/at-once';
import { lastEntries, readBatches, type StoredBatch } from '../handover/batches';
import { carryOn } from '../handover/carry-on';
import { newId } from '../handover/due';
import { nameOfAccount } from '../handover/report';
import type { HandoverRun } from '../handover/run';
import { noteAct } from './note-act';

/** What became, or would become, of one conversation. `to`: a key of the roster. */
export interface ConversationReport {
  readonly conversation: string;
  readonly to?: string;
  readonly outcome: string;
}

/** How the hand-over of somebody stands. `found`: open conversations that they have now; only where that was looked at. */
export interface HandoverReport {
  readonly outcome: Outcome;
  readonly detail?: string;
  readonly to: string;
  readonly handover?: Handover;
  readonly found?: number;
  readonly conversations: readonly ConversationReport[];
}

/** Why nothing was done: the end of a sentence that begins with "expected". */
export interface HandoverFault {
  readonly fault: string;
}

const EXPECTED = 'close, manager, a key of people or the name of a team';
const NOT_LOCKED_OUT = 'Frontline has not confirmed yet that they are locked out. Nothing is handed over before that.';
const NO_ACCOUNT = 'a person with a Frontline user: the roster has a SID of theirs, and there is no such user';
const AT_WORK = 'Another execution is at it. The next ticks go on.';

/**
 * Hands over as far as this execution gets; ticks do the rest. Somebody who has left, or is on leave, gets back later what they would
 * get back otherwise. Also tries again what could not be handed over.
 * @param to absent: as it was begun, else as the roster says. @param isDryRun says what would be done, and changes nothing.
 * @throws Unavailable, RosterUnknown
 */
export async function handOverByHand(
  identity: string,
  to: string | undefined,
  isDryRun: boolean,
  ports: AtOncePorts,
): Promise<HandoverReport | HandoverFault> {
  const run = await startRunAtOnce(ports);
  const record = run.known.records.get(identity) ?? emptyRecord(identity);
  const taker = takerOf(record, to, run);
  if ('fault' in taker) return taker;
  const name = nameOfTaker(taker, ports.roster);
  const account = await run.accounts.accountOf(identity);
  if (account === undefined) return { fault: NO_ACCOUNT };
  if (isDryRun || ports.target.dryRun) return foresee(record, account, name, run);
  const { left } = employmentAt(record.employmentEvents, ports.now());
  if (left && !isLockedOut(record, ports.target.name, ports.now()))
    return { outcome: 'retrying', detail: NOT_LOCKED_OUT, to: name, conversations: [] };
  const asked = to === undefined ? {} : { asked: true as const };
  const state = await carryOn(identity, (latest) => beginFor(latest, { to: name, ...asked }, run), run);
  if (!state) return { outcome: 'retrying', detail: AT_WORK, to: name, conversations: [] };
  const { handover, batches } = state;
  const outcome = handover.step === 'done' ? 'applied' : 'deferred';
  // What was done is noted by itself; what ticks do has no operator's name.
  if (outcome === 'deferred') noteAct('handover-begun', identity, { outcome }, run.ports);
  return { outcome, to: handover.to, handover, conversations: await reportOf(batches, run) };
}

/** Whom an operator means, or the roster. Somebody who cannot take anything is refused at once; a team may come on duty. */
function takerOf(
  { identity, handover, employmentEvents }: PersonRecord,
  to: string | undefined,
  run: HandoverRun,
): HandoverTo | HandoverFault {
  const { roster, now } = run.ports;
  const begun =
    handover && isHandedOver(handover) && (isUnderWay(handover) || handover.failed > 0) ? handover.to : undefined;
  const name = to ?? begun;
  const { left } = employmentAt(employmentEvents, now());
  const policy = left || !isOnLeave(identity, run) ? roster.handover?.left : roster.handover?.leave;
  const taker = name === undefined ? policy : handoverTo(name, roster);
  if (!taker || taker.kind === 'none')
    return { fault: name === undefined ? `${EXPECTED}: the roster hands over nothing by itself` : EXPECTED };
  if (taker.kind === 'close' || taker.kind === 'team') return taker;
  const { takers, why } = run.takers.expected(nameOfTaker(taker, roster), identity, true);
  return takers.length > 0 ? taker : { fault: `${EXPECTED} who can take over: ${why}` };
}

function isOnLeave(identity: string, { known, ports }: HandoverRun): boolean {
  const person = ports.people.byIdentity(identity);
  const record = known.records.get(identity);
  if (person === undefined) return false;
  return ports.resolver.verdict(person, ports.now(), record && factsOf(record, ports.now())).kind === 'leave';
}

function beginFor(
  record: PersonRecord,
  wanted: { readonly to: string; readonly asked?: true },
  run: HandoverRun,
): Handover {
  const { now, random } = run.ports;
  const { left, by } = employmentAt(record.employmentEvents, now());
  const because = left ? 'left' : isOnLeave(record.identity, run) ? 'leave' : 'operator';
  const wish = { because, ...(left && by && { key: by.key }), asked: true, ...wanted } as const;
  return beginHandover(record.handover, wish, now(), newId(random));
}

/** What would be done now, and what the last hand-over did. */
async function foresee(
  { handover }: PersonRecord,
  account: string,
  to: string,
  run: HandoverRun,
): Promise<HandoverReport> {
  const { ports } = run;
  const batches = handover ? await readBatches(handover, ports.handoverBatches) : [];
  const open: string[] = [];
  let next: string | undefined;
  do {
    const page = await ports.conversations.ofWorker(account, next);
    open.push(...page.conversations.filter((one) => one.open).map(({ conversation }) => conversation));
    next = page.next;
  } while (next !== undefined && run.mayGoOn());
  const { takers, why } = to === 'close' ? { takers: [], why: '' } : await run.takers.find(to, account, true);
  const shares = distribute(open.length, takers);
  const planned = open.map((conversation, index): ConversationReport => {
    const taker = takers[shares[index] ?? -1]?.key;
    if (to === 'close') return { conversation, outcome: 'would be closed' };
    return taker === undefined
      ? { conversation, outcome: 'would wait' }
      : { conversation, to: taker, outcome: 'would be moved' };
  });
  const known = new Set(open);
  const done = (await reportOf(batches, run)).filter(({ conversation }) => !known.has(conversation));
  return {
    outcome: open.length > 0 ? 'applied' : 'unchanged',
    ...(why !== '' && { detail: `They would wait: ${why}.` }),
    to,
    ...(handover && { handover }),
    found: open.length,
    conversations: [...planned, ...done],
  };
}

/** What became of each conversation, as the batches have it. */
function reportOf(batches: readonly StoredBatch[], run: HandoverRun): Promise<ConversationReport[]> {
  return Promise.all(
    [...lastEntries(batches).values()].map(async ({ conversation, identity, outcome = 'under way' }) => ({
      conversation,
      ...(identity !== undefined && { to: await nameOfAccount(identity, run) }),
      outcome,
    })),
  );
}
