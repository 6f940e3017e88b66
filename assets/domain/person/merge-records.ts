import { capHistory, employmentAt, liftsAll } from './employment-history';
import { mergeHandovers } from './handover';
import { capHeld } from './held';
import {
  type EmploymentEvent,
  type FailedChange,
  type HeldEvent,
  type Leave,
  type PendingChange,
  type PersonRecord,
  type SignedAct,
  type TargetState,
  targetState,
} from './record';
import { withFailure } from './record-attempt';
import { TARGET_NAMES, type TargetName } from './target';

/**
 * Two records of one person become one: the key that names records was changed, or one account went by two spellings.
 * Deliveries split over two records and merged mean the same as if one record had received them all; merging a record with
 * itself changes nothing. Nothing that is live is dropped, so that the result may be larger than a Sync Item: the next
 * event fits it.
 *
 * The event that took effect last is the delicate part, because the two may disagree, and only one of them has it as
 * Frontline was last told. If the event that holds now took effect in either record, the hourly limit has admitted it, and it
 * must not be held now: it stays the last one applied, and where the other record applied the opposite, the state is enqueued
 * once more. If it took effect in neither, it is decided in the usual way, after the last one that did: if that one let the
 * user in, this is a new lock-out, which counts against the limit. None is left out: after a late cancellation the one that
 * took effect is what tells that the person has to be let in again.
 * @param a the record whose identity is right. @param now ms since the epoch.
 */
export function mergeRecords(a: PersonRecord, b: PersonRecord, now: number): PersonRecord {
  const employmentEvents = capHistory(unionOfHistories(a.employmentEvents, b.employmentEvents), now);
  const { by, left } = employmentAt(employmentEvents, now);
  const { lastAppliedEvent, isDisputed } = mergeLastApplied(a, b, employmentEvents, by);
  const override = newest(a.override, b.override);
  const handover = mergeHandovers(a.handover, b.handover);
  const name = newest(a.profile.name, b.profile.name);
  const avatar = newest(a.profile.avatar, b.profile.avatar);
  const targets: Partial<Record<TargetName, TargetState>> = {};
  for (const target of TARGET_NAMES) {
    if (!a.targets[target] && !b.targets[target]) continue;
    const state = mergeTargets(targetState(a, target), targetState(b, target), lastAppliedEvent);
    targets[target] = isDisputed && by ? reasserting(state, by, !left, now) : state;
  }
  return {
    ...b,
    ...a,
    employmentEvents,
    ...(lastAppliedEvent !== undefined && { lastAppliedEvent }),
    held: mergeHeld(a, b),
    leave: mergeByKey(a.leave, b.leave),
    ...((a.shifts || b.shifts) && { shifts: mergeByKey(a.shifts ?? [], b.shifts ?? []) }),
    ...((a.acts || b.acts) && { acts: mergeActs(a.acts ?? [], b.acts ?? []) }),
    ...(override && { override }),
    profile: { ...(name && { name }), ...(avatar && { avatar }) },
    deliveries: mergeDeliveries(a, b),
    targets,
    ...(handover && { handover }),
  };
}

function mergeLastApplied(
  a: PersonRecord,
  b: PersonRecord,
  events: readonly EmploymentEvent[],
  by: EmploymentEvent | undefined,
): { readonly lastAppliedEvent: string | undefined; readonly isDisputed: boolean } {
  const applied = [a, b].map(({ lastAppliedEvent }) => events.find(({ key }) => key === lastAppliedEvent));
  if (by && [a, b].some(({ lastAppliedEvent }) => lastAppliedEvent === by.key)) {
    // A record with events of which none counts any more let the user in after a late cancellation.
    const agrees = (record: PersonRecord, event: EmploymentEvent | undefined) =>
      event?.kind === by.kind || (record.lastAppliedEvent === undefined && record.employmentEvents.length === 0);
    return { lastAppliedEvent: by.key, isDisputed: !agrees(a, applied[0]) || !agrees(b, applied[1]) };
  }
  // Decided next, after the last one that takes effect in the merged history too: if it let the user in, the limit counts.
  const tookEffect = (event: EmploymentEvent) => employmentAt(events, event.effectiveAt).by === event;
  const [last] = applied
    .filter((event) => event !== undefined)
    .sort(
      (x, y) =>
        Number(tookEffect(y)) - Number(tookEffect(x)) || y.effectiveAt - x.effectiveAt || (x.key < y.key ? -1 : 1),
    );
  return { lastAppliedEvent: last?.key ?? a.lastAppliedEvent ?? b.lastAppliedEvent, isDisputed: false };
}

/** The target's state with access as it should be, once more: the other record may have told the target otherwise since. */
function reasserting(state: TargetState, by: EmploymentEvent, access: boolean, now: number): TargetState {
  // The values are those of the moment when it is sent; only the fields count here.
  const change = { available: false, ...state.pending?.change, access };
  const pending = state.pending ?? { event: by.event, since: now, attempts: 0, next: now };
  return { ...state, pending: { ...pending, change } };
}

/** The events of both; one id with two contents has been told apart by its key already. */
function unionByKey<T extends { readonly key: string }>(a: readonly T[], b: readonly T[]): T[] {
  const known = new Set(a.map(({ key }) => key));
  return [...a, ...b.filter(({ key }) => !known.has(key))];
}

/** What one record holds for the sake of other sources, the other one may have released: then it is an operator's. */
function unionOfHistories(a: readonly EmploymentEvent[], b: readonly EmploymentEvent[]): EmploymentEvent[] {
  const released = new Map(b.filter(liftsAll).map((event) => [event.key, event]));
  return unionByKey(a, b).map((event) => (liftsAll(event) ? event : (released.get(event.key) ?? event)));
}

/** What one record holds and the other has in its history was released or admitted there. */
function mergeHeld(a: PersonRecord, b: PersonRecord): readonly HeldEvent[] {
  const events = [...a.employmentEvents, ...b.employmentEvents];
  // What is held for the sake of other sources is in the history as well.
  const isTaken = (event: EmploymentEvent) => event.kind === 'offboarded' || liftsAll(event);
  const taken = new Set(events.filter(isTaken).map(({ key }) => key));
  const held = unionByKey(a.held, b.held).filter(({ key }) => !taken.has(key));
  const capped = capHeld(held);
  return capped.full ? held : capped.held;
}

/** Leave or shifts, by key the newest; of one instant the cancellation, as `decideLeave` and `decideShift` have it. */
function mergeByKey<T extends Leave>(a: readonly T[], b: readonly T[]): T[] {
  const others = new Map(b.map((leave) => [leave.key, leave]));
  return unionByKey(a, b).map((leave) => {
    const other = others.get(leave.key);
    if (!other || other.occurredAt < leave.occurredAt) return leave;
    if (other.occurredAt > leave.occurredAt) return other;
    return leave.cancelled || (!other.cancelled && serialised(leave) <= serialised(other)) ? leave : other;
  });
}

function mergeDeliveries(a: PersonRecord, b: PersonRecord): PersonRecord['deliveries'] {
  const idOf = ({ key, digest }: PersonRecord['deliveries'][number]) => `${key} ${digest}`;
  const known = new Set(a.deliveries.map(idOf));
  return [...a.deliveries, ...b.deliveries.filter((delivery) => !known.has(idOf(delivery)))].sort(
    (x, y) => x.receivedAt - y.receivedAt,
  );
}

function mergeActs(a: readonly SignedAct[], b: readonly SignedAct[]): SignedAct[] {
  const known = new Set(a.map(serialised));
  return [...a, ...b.filter((act) => !known.has(serialised(act)))].sort((x, y) => x.at - y.at);
}

function newest<T extends { readonly occurredAt: number }>(a: T | undefined, b: T | undefined): T | undefined {
  if (!a || !b) return a ?? b;
  if (a.occurredAt !== b.occurredAt) return a.occurredAt > b.occurredAt ? a : b;
  return serialised(a) <= serialised(b) ? a : b;
}

/** An order between two values of one instant, so that it does not matter which record comes first. */
function serialised(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function mergeTargets(a: TargetState, b: TargetState, lastAppliedEvent: string | undefined): TargetState {
  const pending = mergePending(a.pending, b.pending);
  const applied =
    a.applied && b.applied ? (b.applied.at > a.applied.at ? b.applied : a.applied) : (a.applied ?? b.applied);
  // Only the state before the lock-out that was applied last can be undone.
  const before = [a.before, b.before].find((each) => each?.key === lastAppliedEvent) ?? a.before ?? b.before;
  return {
    ...b,
    ...a,
    ...(pending && { pending }),
    failed: mergeFailed(a.failed, b.failed),
    ...(before && { before }),
    ...(applied && { applied }),
  };
}

/** All the fields of both: they are sent with the values that the merged record gives them by then. */
function mergePending(a: PendingChange | undefined, b: PendingChange | undefined): PendingChange | undefined {
  if (!a || !b) return a ?? b;
  const isNewer = b.since > a.since || (b.since === a.since && serialised(b) < serialised(a));
  const [older, newer] = isNewer ? [a, b] : [b, a];
  return {
    ...newer,
    change: { ...older.change, ...newer.change },
    attempts: Math.min(a.attempts, b.attempts),
    // Whoever is sending one of the two right now sends it twice at worst.
    next: Math.min(a.next, b.next),
    ...((a.missing !== undefined || b.missing !== undefined) && { missing: a.missing === true && b.missing === true }),
  };
}

/** Of each field the newest failure. */
function mergeFailed(a: readonly FailedChange[], b: readonly FailedChange[]): FailedChange[] {
  const oldestFirst = [...a, ...b].sort((x, y) => x.at - y.at);
  return oldestFirst.reduce<FailedChange[]>(withFailure, []);
}
