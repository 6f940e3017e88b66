/** Which of several components of one UID count: the message sequencing of RFC 5546 §2.1.5. */
import { type Component, property, textOf } from './jcal';
import { parseFirstTime } from './times';

/** The components that share a UID: `masters` without a RECURRENCE-ID (RFC 5545 §3.8.4.4), `overrides` with one. */
export interface Series {
  /** Of the latest revision only. */
  readonly masters: readonly Component[];
  /** Of all revisions: which of them count is known once the times of the master are. */
  readonly overrides: readonly Component[];
}

/** @param warn counts what is left out only because of its DTSTAMP: the programs that give all events one UID lose some. */
export function groupByUid(events: readonly Component[], warn: (what: string, count: number) => void): Series[] {
  const groups = new Map<string, Component[]>();
  events.forEach((event, index) => {
    const uid = textOf(event, 'uid') || `no uid ${index}`;
    const group = groups.get(uid);
    if (group) group.push(event);
    else groups.set(uid, [event]);
  });
  return [...groups.values()].map((group) => {
    const isOverride = (event: Component): boolean => property(event, 'recurrence-id') !== undefined;
    const all = group.filter((event) => !isOverride(event));
    const masters = latestOf(all);
    const [latest] = masters;
    const replaced = all.filter((event) => !masters.includes(event) && sequenceOf(event) === sequenceOf(latest));
    if (replaced.length > 0) warn('an event that another one of its UID and SEQUENCE replaces', replaced.length);
    return { masters, overrides: group.filter(isOverride) };
  });
}

/** The latest revisions. Several only if nothing tells which is later: then they are different events. */
export function latestOf(revisions: readonly Component[]): Component[] {
  let latest: Component[] = [];
  for (const event of revisions) {
    const order = latest[0] === undefined ? 0 : compareRevisions(event, latest[0]);
    if (order > 0) latest = [event];
    else if (order === 0) latest.push(event);
  }
  return latest;
}

/** Positive if `a` is the later revision: the higher SEQUENCE, then the later DTSTAMP. */
export function compareRevisions(a: Component, b: Component): number {
  return sequenceOf(a) - sequenceOf(b) || stampOf(a) - stampOf(b);
}

export function isCancelled(event: Component): boolean {
  return textOf(event, 'status').toUpperCase() === 'CANCELLED';
}

function sequenceOf(event: Component | undefined): number {
  const value = Number((event && property(event, 'sequence'))?.values[0] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

function stampOf(event: Component): number {
  return parseFirstTime(property(event, 'dtstamp'))?.wall ?? Number.MIN_SAFE_INTEGER;
}
