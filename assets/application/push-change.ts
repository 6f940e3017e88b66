import type { Outcome } from '../domain/person/decision';
import { employmentAt } from '../domain/person/employment-history';
import { superseded } from '../domain/person/outbox';
import { type PersonRecord, sourceOfEvent, targetState } from '../domain/person/record';
import { type Attempt, recordAttempt } from '../domain/person/record-attempt';
import {
  fieldNames,
  fieldsOf,
  isProfileField,
  onlyFields,
  partsOf,
  type TargetChange,
  type TargetName,
  type TargetUser,
} from '../domain/person/target';
import { isRefused, mayHaveTakenEffect, type UpdatePart, type UpdateResult } from '../domain/person/update-result';
import { RECENT_MS } from '../domain/policies/lockout-limit';
import { isSid } from '../domain/roster/directory';
import { describeError } from '../lib/errors';
import { changesFail, lockOutWaits, profileRefused } from './alerts';
import { nameOf, type PersonNames } from './lockout-limit';
import { type Alerts, Conflict, type Target } from './ports';
import {
  type RecordUpdate,
  type SituationPorts,
  situationOf,
  type UpdateRecordPorts,
  updateRecord,
} from './update-record';
import { type UpdateUserPorts, updateUser } from './update-user';

/** The result of one event; `user` is the user's id at the target, if it is known. */
export interface EventResult {
  readonly outcome: Outcome | 'conflict';
  readonly user?: string;
  /** During a dry run: the change that would be made. */
  readonly would?: TargetChange;
}

/** The result of pushing a change to the target. */
export type PushResult = EventResult & { readonly outcome: Outcome };

/** The ports that pushing a change takes. */
export type PushChangePorts = UpdateUserPorts &
  UpdateRecordPorts &
  SituationPorts &
  PersonNames & { readonly alert: Alerts; readonly target: Pick<Target, 'name' | 'title'> };

/** How often a change is pushed again because another one superseded it on its way to the target. */
const MAX_OVERTAKEN = 4;

/** How a change is pushed. `source`: who reported the event, where the caller knows that. */
interface PushOptions {
  /** The user as this execution has just fetched it. */
  readonly fetched?: TargetUser | undefined;
  /** This execution has just been unable to fetch the user: the first part is sent without another try. */
  readonly skipFetch?: boolean | undefined;
  readonly tries?: number;
  readonly source?: string | undefined;
}

/**
 * Pushes the pending change to the target in parts, and confirms each on the record: access and availability alone and first,
 * then the profile. A part that failed and may succeed later ends it: the rest stays pending with that part.
 */
export async function pushChange(
  identity: string,
  committed: RecordUpdate,
  ports: PushChangePorts,
  options: PushOptions = {},
): Promise<PushResult> {
  const target = ports.target.name;
  const change = committed.decision.claimed?.[target];
  const { pending } = targetState(committed.decision.record, target);
  if (!change || !pending) return { outcome: 'unchanged' };
  const { event, attempts } = pending;
  const results: UpdateResult[] = [];
  let current = committed;
  let user = options.fetched;
  for (const part of partsOf(change)) {
    const left = stillPending(current.decision.record, target, event, part);
    if (fieldsOf(left).length === 0) break; // another execution has taken it over
    const skipFetch = options.skipFetch === true && results.length === 0;
    const onlyByAccount = mayHaveOtherRecord(identity, ports) && !isFreshLockout(left, current.decision.record, ports);
    const source = sourceOfEvent(current.decision.record, event) ?? options.source;
    const update = { identity, change: left, because: event, source, fetched: user, skipFetch, onlyByAccount };
    const result = await updateUser(update, ports);
    if (result.result === 'dry_run') {
      // It stays pending in the record: the first tick after the dry run makes it.
      const would = stillPending(current.decision.record, target, event, change);
      return { outcome: 'deferred', would };
    }
    results.push(result);
    user = 'user' in result ? result.user : user;
    const tried = triedParts(left, result, stillPending(current.decision.record, target, event, change));
    const next = await confirm(identity, current, { target, event, tried }, ports, options);
    await reportFailures(identity, tried, attempts, ports);
    if (!next || !isClear(result)) break;
    current = next;
  }
  return outcomeOf(change, results);
}

/**
 * Frontline takes a SID for the identity. A record is under a SID that the roster does not have only where Frontline could not be
 * asked for the account: what the record of the account says is not in it.
 */
function mayHaveOtherRecord(identity: string, { people }: Pick<PushChangePorts, 'people'>): boolean {
  return isSid(identity) && people.byIdentity(identity) === undefined;
}

/** So fresh that hardly anything newer can be on record elsewhere; every other change waits for the account. */
function isFreshLockout(change: TargetChange, { employmentEvents }: PersonRecord, { now }: PushChangePorts): boolean {
  if (change.access !== false) return false;
  const { by } = employmentAt(employmentEvents, now());
  return by !== undefined && by.effectiveAt >= now() - RECENT_MS;
}

/** The fields of a part that are pending with these very values for the same event. */
function stillPending(record: PersonRecord, target: TargetName, event: string, part: TargetChange): TargetChange {
  const { pending } = targetState(record, target);
  if (pending?.event !== event) return {};
  return onlyFields(
    part,
    fieldsOf(part).filter((field) => pending.change[field] === part[field]),
  );
}

/** What was tried, failures last and those that are to be retried together. Without a user all that is left waits for one. */
function triedParts(part: TargetChange, result: UpdateResult, left: TargetChange): UpdatePart[] {
  if (result.result === 'unknown_user') return [{ change: left, result }];
  const parts = result.parts ?? [{ change: part, result }];
  const [settled, retried] = partition(parts, isSettled);
  const [first] = retried;
  if (!first) return settled;
  return [...settled, { ...first, change: Object.assign({}, ...retried.map(({ change }) => change)) }];
}

function partition<T>(all: readonly T[], isSuch: (each: T) => boolean): [T[], T[]] {
  return [all.filter(isSuch), all.filter((each) => !isSuch(each))];
}

/** Nothing of this is tried again: it was made, or it is a profile field that the target rejects for good. */
function isSettled({ change, result }: UpdatePart): boolean {
  return 'user' in result || (isRefused(result) && fieldsOf(change).every(isProfileField));
}

/** Whether the target took a change, or rejected it for good: further parts may fare better. */
function isClear(result: UpdateResult): boolean {
  return (result.parts ?? [{ result }]).every((part) => 'user' in part.result || isRefused(part.result));
}

/** Alerts operators about a lock-out that has to wait, a field that is rejected, and a change that has failed for long. */
async function reportFailures(
  identity: string,
  tried: readonly UpdatePart[],
  attempts: number,
  ports: PushChangePorts,
): Promise<void> {
  const name = nameOf(identity, ports);
  const { title } = ports.target;
  for (const { change, result } of tried) {
    if (result.result !== 'failed') continue;
    if (change.access === false) await ports.alert(lockOutWaits(name, title));
    else if (isSettled({ change, result })) await ports.alert(profileRefused(name, title, fieldNames(change)));
    else if (attempts > LASTING) await ports.alert(changesFail(name, title));
  }
}

/** A change that failed more often than this has failed for more than an hour. */
const LASTING = 8;

type Tried = Pick<Attempt, 'target' | 'event'> & { readonly tried: readonly UpdatePart[] };

/** @returns the record after it; undefined if it could not be confirmed, or if another execution pushes what is left. */
async function confirm(
  identity: string,
  current: RecordUpdate,
  tried: Tried,
  ports: PushChangePorts,
  { tries = 0 }: PushOptions,
): Promise<RecordUpdate | undefined> {
  try {
    const confirmed = await confirmOnRecord(identity, current, tried, ports);
    if (!confirmed.decision.claimed) return confirmed;
    if (tries < MAX_OVERTAKEN) await pushChange(identity, confirmed, ports, { tries: tries + 1 });
  } catch (error) {
    // Nothing is lost: the change is still pending, and pushing it once more does no harm.
    const who = ports.records.name(identity);
    ports.log('warn', 'Could not confirm a change', { who, ...describeError(error) });
  }
  return undefined;
}

/** Confirms on the record. It claims the change to push again, if another decision superseded it in the meantime. */
async function confirmOnRecord(
  identity: string,
  { decision: { record }, revision }: RecordUpdate,
  { tried, ...attempt }: Tried,
  ports: PushChangePorts,
): Promise<RecordUpdate> {
  const { target, event } = attempt;
  const afterAttempts = (current: PersonRecord) =>
    tried.reduce((next, part) => recordAttempt(next, { ...attempt, ...part }, ports.now(), ports.random()), current);
  try {
    const after = afterAttempts(record);
    const written = await ports.records.write(identity, after, revision, 'confirm');
    return { decision: { record: after, outcome: 'applied' }, revision: written };
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
  const sent: TargetChange = Object.assign(
    {},
    ...tried.flatMap((part) => (mayHaveTakenEffect(part.result) ? [part.change] : [])),
  );
  return updateRecord(
    identity,
    (current) => {
      const after = afterAttempts(current);
      const overtook = targetState(current, target).pending?.event !== event;
      const late = overtook ? superseded(after, target, sent, situationOf(identity, ports)) : undefined;
      return late ?? { record: after, outcome: 'applied' };
    },
    ports,
    'confirm',
  );
}

/** A lock-out's result where the change has one; otherwise the change is as well off as the part that fared worst. */
function outcomeOf(change: TargetChange, results: readonly UpdateResult[]): PushResult {
  const [first] = results;
  if (!first) return { outcome: 'unchanged' };
  if (change.access === false) return toResult(first);
  const worst =
    results.find((result) => !('user' in result)) ?? results.find(({ result }) => result === 'applied') ?? first;
  return toResult(worst);
}

/** The outcome for the sender's answer. */
export function toResult(applied: UpdateResult): PushResult {
  switch (applied.result) {
    case 'applied':
    case 'unchanged':
      return { outcome: applied.result, user: applied.user.id };
    case 'unknown_user':
      return { outcome: 'unknown_user' };
    case 'failed':
      return { outcome: 'retrying' };
  }
}
