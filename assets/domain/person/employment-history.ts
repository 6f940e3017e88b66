import { SECOND } from '../time';
import type { EmploymentEvent } from './record';

/** Someone's employment at an instant: every event on it, taken together. */
export interface Employment {
  /** As long as any lock-out stands. */
  readonly left: boolean;
  /** The event that made it so: the newest of the lock-outs that stand, else of what let the person in; undefined if none has taken effect yet. */
  readonly by: EmploymentEvent | undefined;
  /** Announced and not in effect yet: of each source one offboarding at most, and one reinstatement at most. */
  readonly plans: readonly EmploymentEvent[];
  /** The lock-outs that stand, one for each source that has the person locked out, the newest first. */
  readonly lockouts: readonly EmploymentEvent[];
  /** Every event that holds for the lock-outs of some source, and every plan: what must not be forgotten. */
  readonly inForce: ReadonlySet<EmploymentEvent>;
}

/**
 * The events on someone's employment up to `now` (ms), whatever the order in which they arrived. Each source has a history of
 * its own: its events, and the reinstatements and cancellations that count for every source. The person is out as long as
 * one of these histories has them out, so that no source lets in whom another one locked out.
 */
export function employmentAt(events: readonly EmploymentEvent[], now: number): Employment {
  const histories = sourcesOf(events).map((source) => historyAt(ofSource(events, source), now));
  const newestFirst = (some: readonly EmploymentEvent[]) =>
    events
      .filter((event) => some.includes(event))
      .reverse()
      .sort((a, b) => takesEffectAt(b) - takesEffectAt(a));
  const lockouts = newestFirst(histories.flatMap(({ left, by }) => (left && by ? [by] : [])));
  const holding = histories.flatMap(({ by }) => by ?? []);
  const planned = new Set(histories.flatMap((history) => history.plans));
  const plans = events.filter((event) => planned.has(event));
  const left = lockouts.length > 0;
  const [by] = left ? lockouts : newestFirst(holding);
  return { left, by, plans, lockouts, inForce: new Set([...holding, ...plans]) };
}

function sourcesOf(events: readonly EmploymentEvent[]): (string | undefined)[] {
  return [...new Set(events.map(({ source }) => source))];
}

/** The history of one source. */
export function ofSource(events: readonly EmploymentEvent[], source: string | undefined): EmploymentEvent[] {
  return events.filter((event) => event.source === source || liftsAll(event));
}

/**
 * Whether a reinstatement or cancellation counts for the lock-outs of every source. Records of before sources were kept do
 * not tell whose their events are: those did count for all, and still do.
 */
export function liftsAll({ kind, source, liftsAll: isAuthority }: EmploymentEvent): boolean {
  return kind !== 'offboarded' && (isAuthority === true || source === undefined);
}

/**
 * The instant, ms, at which an event counts among the others. A timestamp in whole seconds means its whole second: a leaving
 * or a cancellation counts at the end of it, a return at its start.
 */
export function countsAt({ kind, occurredAt }: Pick<EmploymentEvent, 'kind' | 'occurredAt'>): number {
  return kind !== 'reinstated' && occurredAt % SECOND === 0 ? occurredAt + SECOND - 1 : occurredAt;
}

/** The instant, ms, from which an event has its effect. */
export function takesEffectAt(event: Pick<EmploymentEvent, 'kind' | 'occurredAt' | 'effectiveAt'>): number {
  return isPlan(event) ? Math.max(event.effectiveAt, countsAt(event)) : countsAt(event);
}

function isPlan({ occurredAt, effectiveAt }: Pick<EmploymentEvent, 'occurredAt' | 'effectiveAt'>): boolean {
  return effectiveAt > occurredAt;
}

/**
 * Replays the events of one history: each at its own timestamp, each plan when it is due. The rules protect two things: a
 * leaver must not stay in, and someone who stays must not be locked out.
 */
function historyAt(
  events: readonly EmploymentEvent[],
  now: number,
): Pick<Employment, 'left' | 'by'> & { readonly plans: readonly EmploymentEvent[] } {
  let left = false;
  let by: EmploymentEvent | undefined;
  const plans: { offboarded?: EmploymentEvent | undefined; reinstated?: EmploymentEvent | undefined } = {};
  for (const { step, event } of timeline(events, now)) {
    const { kind } = event;
    if (kind === 'cancelled') plans.offboarded = undefined;
    else if (step === 'announced') plans[kind] = event;
    else {
      if (step === 'due') {
        if (plans[kind] !== event) continue; // cancelled, or replaced by a newer plan
        plans[kind] = undefined;
      }
      left = kind === 'offboarded';
      by = event;
      // The newest offboarding ends the reinstatements planned before it. A reinstatement leaves an announced leaving day
      // alone: only a cancellation takes that back.
      if (left && plans.reinstated && countsAt(plans.reinstated) <= countsAt(event)) plans.reinstated = undefined;
    }
  }
  return { left, by, plans: [plans.offboarded, plans.reinstated].filter((plan) => plan !== undefined) };
}

type Step = 'announced' | 'now' | 'due';

/** At one instant: plans are made, then reinstatements take effect, then offboardings, which win; a cancellation comes too late. */
function rank({ step, event }: { step: Step; event: EmploymentEvent }): number {
  if (step === 'announced') return 0;
  return { reinstated: 1, offboarded: 2, cancelled: 3 }[event.kind];
}

interface Moment {
  readonly at: number;
  readonly step: Step;
  readonly event: EmploymentEvent;
}

function timeline(events: readonly EmploymentEvent[], now: number): Moment[] {
  const moments = events.flatMap((event): Moment[] => {
    const at = takesEffectAt(event);
    if (!isPlan(event)) return [{ at, step: 'now', event }];
    const announced: Moment = { at: countsAt(event), step: 'announced', event };
    return event.effectiveAt > now ? [announced] : [announced, { at, step: 'due', event }];
  });
  return moments.sort((a, b) => a.at - b.at || rank(a) - rank(b) || betweenPlans(a, b));
}

/** Of plans that were made at one instant the earliest leaving counts, or the latest return, whichever arrived first. */
function betweenPlans({ step, event }: Moment, { event: other }: Moment): number {
  if (step !== 'announced') return 0;
  const later = event.effectiveAt - other.effectiveAt;
  return event.kind === 'offboarded' ? -later : later;
}

const MAX_EVENTS = 16;
/** Of these, so many are kept however many sources have a plan or a lock-out in force: an Item must hold them all. */
const MIN_EVENTS = 4;
/** With one source no more than these are in force. */
const IN_FORCE = 3;

function roomFor({ inForce }: Employment): number {
  return Math.max(MIN_EVENTS, MAX_EVENTS - Math.max(0, inForce.size - IN_FORCE));
}

/**
 * The events that are kept: always those in force; of the rest the newest, because others may arrive late. The oldest are
 * dropped first, so that a plan never outlives its cancellation.
 */
export function capHistory(events: readonly EmploymentEvent[], now: number): EmploymentEvent[] {
  const employment = employmentAt(events, now);
  const rest = oldestFirst(events, employment);
  const forgotten = new Set(rest.slice(0, Math.max(0, rest.length - roomFor(employment))));
  return events.filter((event) => !forgotten.has(event));
}

/**
 * Whether an event is older than all that a full history still has besides what is in force. What revoked it may have been
 * forgotten, or it may itself: then it must not count as if it were new.
 */
export function precedesHistory(events: readonly EmploymentEvent[], event: EmploymentEvent, now: number): boolean {
  const employment = employmentAt(events, now);
  const rest = oldestFirst(events, employment);
  const [oldest] = rest;
  return rest.length >= roomFor(employment) && oldest !== undefined && countsAt(event) < countsAt(oldest);
}

/** The events that are not in force. */
function oldestFirst(events: readonly EmploymentEvent[], { inForce }: Employment): EmploymentEvent[] {
  return events.filter((event) => !inForce.has(event)).sort((a, b) => countsAt(a) - countsAt(b));
}
