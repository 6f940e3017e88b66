import { createHash } from 'node:crypto';
import type { ReceivedEvent } from '../staff-event';
import type { Handover } from './handover';
import type { TargetChange, TargetName } from './target';

/** One event on someone's employment. Instants are ms since the epoch. */
export interface EmploymentEvent {
  readonly kind: 'offboarded' | 'reinstated' | 'cancelled';
  /** The event's own timestamp. */
  readonly occurredAt: number;
  /** The same, or the later instant from which it holds. */
  readonly effectiveAt: number;
  /** The event's id as far as it is shown. */
  readonly event: string;
  /** The digest of the event's id. */
  readonly key: string;
  /** Who said it: a provider's name, or {@link OPERATOR}. Absent in records of before sources were kept. */
  readonly source?: string;
  /**
   * Of a reinstatement or cancellation: it counts for the lock-outs of every source, because its source was one of the roster's
   * `authority` when it arrived. A roster that is changed later lets nobody in by itself.
   */
  readonly liftsAll?: boolean;
}

/** The source of what an operator of Rosterline does. */
export const OPERATOR = 'operator';

/** The source of what the roster and the schedule decide. */
export const SCHEDULE = 'roster';

/**
 * Why an event on employment is held: an offboarding, except for `other_source`. `protected`: the roster protects the person. `limit`: too many lock-outs within an hour. `old`:
 * it took effect long ago, and nothing newer is known of the person. `full`: it is older than what the record still holds of
 * the person's history, so whether it still counts cannot be told. `other_source`: a reinstatement or a cancellation, against which stands
 * what another source said.
 */
export const HELD_REASONS = ['protected', 'limit', 'old', 'full', 'other_source'] as const;

export type HeldReason = (typeof HELD_REASONS)[number];

/** An event on employment that waits for an operator. */
export interface HeldEvent extends EmploymentEvent {
  readonly reason: HeldReason;
}

/** What operators do about what was reported on somebody's employment, as the audit calls it. */
export const EMPLOYMENT_ACTS = ['held-released', 'held-dropped', 'plan-dropped', 'access-restored'] as const;

export type EmploymentAct = (typeof EMPLOYMENT_ACTS)[number];

/**
 * What an operator has done about somebody's employment, under their name. It decides nothing: the reports have the name from here.
 * `at`: ms since the epoch.
 */
export interface SignedAct {
  readonly act: EmploymentAct;
  readonly at: number;
  /** The operator's name as the audit has it, also `OPS_SECRET`. */
  readonly by: string;
  /** The keys of the events that were released or dropped, or that the act brought. */
  readonly keys: readonly string[];
}

/** A leave, by the digest of its id. A cancelled one stays for a while, in case it arrives after its cancellation. */
export interface Leave {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly occurredAt: number;
  readonly cancelled: boolean;
}

/** A shift that an event brought, by the digest of its id. A cancelled one stays for a while, as a leave does. */
export interface EventShift extends Leave {
  readonly label?: string;
}

/** An override of roster and leave. `until: null`: until somebody ends it. */
export interface Override {
  readonly available: boolean;
  readonly from: number;
  readonly until: number | null;
  readonly occurredAt: number;
  readonly event: string;
}

/** The newest value of a profile field, and the timestamp of the event that brought it. */
interface ProfileValue {
  readonly value: string;
  readonly occurredAt: number;
}

/** A delivery that was received: digests of the event's id and of its content. A reused id has one for each content. */
interface Delivery {
  readonly key: string;
  readonly digest: string;
  readonly receivedAt: number;
}

/** A change that a target has not confirmed yet. */
export interface PendingChange {
  readonly change: TargetChange;
  readonly event: string;
  readonly since: number;
  readonly attempts: number;
  /** Before this only the execution that wrote or claimed the change sends it. */
  readonly next: number;
  /** The target has no such user: retried once it has one. */
  readonly missing?: boolean;
}

/** A change that was given up, for an operator to look at and to replay. */
export interface FailedChange {
  readonly change: TargetChange;
  readonly event: string;
  readonly since: number;
  readonly at: number;
  /** What the target last answered, such as "HTTP 400, error 20001"; absent where that is not known. */
  readonly reason?: string;
}

/** One target's side of a record. */
export interface TargetState {
  readonly pending?: PendingChange;
  readonly failed: readonly FailedChange[];
  /** The user before they were locked out, where that was seen. `key`: of an offboarding since which they have been out. */
  readonly before?: { readonly access: boolean; readonly available: boolean; readonly key: string };
  /** The availability last applied for an event. The applied table has it from the next tick that writes. */
  readonly applied?: { readonly available: boolean; readonly at: number };
}

/** All live state of one person, as the store keeps it. Instants are ms since the epoch. */
export interface PersonRecord {
  readonly v: 2;
  readonly identity: string;
  /** From HR and the identity provider. */
  readonly employmentEvents: readonly EmploymentEvent[];
  /** The key of the employment event that took effect last. */
  readonly lastAppliedEvent?: string;
  readonly held: readonly HeldEvent[];
  readonly leave: readonly Leave[];
  /** Absent where there are none: releases that know no shifts from events can read the record then. */
  readonly shifts?: readonly EventShift[];
  readonly override?: Override;
  readonly profile: { readonly name?: ProfileValue; readonly avatar?: ProfileValue };
  /** The last deliveries, so that a repeated one is recognised. */
  readonly deliveries: readonly Delivery[];
  readonly targets: Readonly<Partial<Record<TargetName, TargetState>>>;
  /** What operators have done lately, the oldest first. Absent where there is nothing, so that releases without it can read the record then. */
  readonly acts?: readonly SignedAct[];
  /** The last hand-over of their conversations. Absent where there has been none, so that releases that know none can read the record. */
  readonly handover?: Handover;
}

/** The record of someone about whom no event has come yet. */
export function emptyRecord(identity: string): PersonRecord {
  return { v: 2, identity, employmentEvents: [], held: [], leave: [], profile: {}, deliveries: [], targets: {} };
}

/** One target's side of a record; empty where it has none yet. */
export function targetState(record: PersonRecord | undefined, target: TargetName): TargetState {
  return record?.targets[target] ?? { failed: [] };
}

/** The record with another state of one target. */
export function withTargetState(record: PersonRecord, target: TargetName, state: TargetState): PersonRecord {
  return { ...record, targets: { ...record.targets, [target]: state } };
}

/** Who reported an event on employment, by its displayed id; of other events the record does not have that. */
export function sourceOfEvent(
  { employmentEvents, held }: Pick<PersonRecord, 'employmentEvents' | 'held'>,
  event: string,
): string | undefined {
  return [...held, ...employmentEvents].findLast((each) => each.event === event)?.source;
}

/** A short digest that stands for an id or a content. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The same for two deliveries of one event, whatever the order of their keys, and whenever they arrive. */
export function contentDigest({ type, timestamp, data, content }: ReceivedEvent): string {
  // The timestamp is from our clock, and so may be instants in the data that were counted from it.
  if (content !== undefined) return digest(JSON.stringify([type, content]));
  return digest(JSON.stringify([type, timestamp, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]));
}

/** An event's id as far as it is shown: short and ASCII, so that no sender can fill a record with it. */
export function displayId(id: string): string {
  return id.replace(/[^\x20-\x7e]/g, '?').slice(0, 48);
}

/** Remembers a delivery. `fitRecord` forgets what is too old or too much. */
export function recordDelivery(record: PersonRecord, event: ReceivedEvent, now: number): PersonRecord {
  const delivery = { key: digest(event.id), digest: contentDigest(event), receivedAt: now };
  return { ...record, deliveries: [...record.deliveries, delivery] };
}
