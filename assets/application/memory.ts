import type { TargetChange } from '../domain/person/target';
import { recentLockouts } from '../domain/policies/lockout-limit';
import type { ReceivedEvent } from '../domain/staff-event';
import { HOUR } from '../domain/time';
import { createGateMemory, type GateMemory } from './gate/departed-memory';
import type { HourCount } from './hour-count';
import type { Contact, HeartbeatMemory, NotesMemory, SentAlert, StoredRecords } from './ports';
import { createLivenessMemory, type LivenessMemory } from './tick/liveness';

/**
 * What a warm process remembers from one execution to the next. If it is lost, that costs a call or an alert more; without the
 * store, `lockouts` and `employment` are besides all that keeps a process from locking out too many, or somebody who is back.
 */
export interface Memory {
  /** What this process sent by alerts, by cause. */
  readonly alerts: Map<string, SentAlert>;
  readonly pulse: LivenessMemory;
  readonly heartbeat: HeartbeatMemory;
  /** How often something happened that anybody on the internet can cause, by what it was. */
  readonly unauthenticated: Map<string, HourCount>;
  /** Everyone whom this process locked out, or admitted for it, within the hour: record name → when, ms. */
  readonly lockouts: Map<string, number>;
  /** Of people whose record this process has written: the instant at which their newest event on employment counts, ms, by record name. */
  readonly employment: Map<string, number>;
  /** Lock-outs that this process has made without a record, by record name: to be recorded as soon as the store answers. */
  readonly unrecorded: Map<string, UnrecordedLockout>;
  /** What the gate before Frontline's callbacks knows without the store. */
  readonly gate: GateMemory;
  /** How Twilio's hosts have answered, by hostname. */
  readonly contacts: Map<string, Contact>;
  /** With whom a hand-over that waits was tried last, in vain or not, by record name. */
  readonly handoverTries: Map<string, HandoverTry>;
  /** What people know and are still to be told, as the last tick left it. */
  readonly notes: NotesMemory;
  /** Every record as this process last read them for routing, and when, ms. */
  readonly recentRecords: { read?: { readonly stored: StoredRecords; readonly at: number } };
}

/** Whom a hand-over was tried with: keys of the roster, and when, ms. */
export interface HandoverTry {
  readonly takers: readonly string[];
  readonly at: number;
}

/** A lock-out that was made, and is not on record. */
export interface UnrecordedLockout {
  readonly identity: string;
  readonly event: ReceivedEvent;
  readonly change: TargetChange;
  /** When it was made, ms. */
  readonly at: number;
}

export function createMemory(): Memory {
  return {
    alerts: new Map(),
    pulse: createLivenessMemory(),
    heartbeat: {},
    unauthenticated: new Map(),
    lockouts: new Map(),
    employment: new Map(),
    unrecorded: new Map(),
    gate: createGateMemory(),
    contacts: new Map(),
    handoverTries: new Map(),
    notes: {},
    recentRecords: {},
  };
}

/** Remembers a lock-out, and forgets those that do not count any more. */
export function rememberLockout({ lockouts }: Pick<Memory, 'lockouts'>, who: string, now: number): void {
  const recent = recentLockouts(lockouts, now);
  for (const other of lockouts.keys()) if (!recent.has(other)) lockouts.delete(other);
  if (!lockouts.has(who)) lockouts.set(who, now);
}

/** Whether this process may lock out one more: without the store, it is the only count there is. */
export function mayLockOut({ lockouts }: Pick<Memory, 'lockouts'>, who: string, now: number, limit: number): boolean {
  const recent = recentLockouts(lockouts, now);
  return recent.has(who) || recent.size < limit;
}

/** So many people's newest events are remembered; the oldest memories go first. */
const MOST_REMEMBERED = 2000;

/** Remembers the newest event on somebody's employment: a lock-out without the record must not be older than that. */
export function rememberEmployment({ employment }: Pick<Memory, 'employment'>, who: string, occurredAt: number): void {
  const newest = Math.max(occurredAt, employment.get(who) ?? 0);
  employment.delete(who);
  employment.set(who, newest);
  for (const oldest of employment.keys()) {
    if (employment.size <= MOST_REMEMBERED) return;
    employment.delete(oldest);
  }
}

/** So long a process goes on trying to record a lock-out, ms: whoever is erased hours later must not come back by it. */
const LATEST_RECORD_MS = 6 * HOUR;

/** The lock-outs of this process that still have to be recorded; forgets those for which it is too late. */
export function unrecordedLockouts({ unrecorded }: Pick<Memory, 'unrecorded'>, now: number): UnrecordedLockout[] {
  for (const [who, { at }] of unrecorded) if (at < now - LATEST_RECORD_MS) unrecorded.delete(who);
  return [...unrecorded.values()];
}
