import type { EmploymentEvent } from './record';

/** Someone's employment at an instant: every event on it, taken together. */
export interface Employment {
  readonly left: boolean;
  /** The event that made it so; undefined if none has taken effect yet. */
  readonly by: EmploymentEvent | undefined;
  /** Announced and not in effect yet: one offboarding at most, and one reinstatement at most. */
  readonly plans: readonly EmploymentEvent[];
}

/**
 * Replays the events on someone's employment up to `now` (ms): each at its own timestamp, each plan when it is due. So the
 * order of arrival does not matter. The rules protect two things: a leaver must not stay in, and someone who stays must
 * not be locked out.
 */
export function employmentAt(events: readonly EmploymentEvent[], now: number): Employment {
  let left = false;
  let by: EmploymentEvent | undefined;
  const plans: { offboarded?: EmploymentEvent | undefined; reinstated?: EmploymentEvent | undefined } = {};
  for (const { step, event } of timeline(events, now)) {
    const { kind, occurredAt } = event;
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
      if (left && plans.reinstated && plans.reinstated.occurredAt <= occurredAt) plans.reinstated = undefined;
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
    const { occurredAt, effectiveAt } = event;
    if (effectiveAt <= occurredAt) return [{ at: occurredAt, step: 'now', event }];
    const announced: Moment = { at: occurredAt, step: 'announced', event };
    return effectiveAt > now ? [announced] : [announced, { at: effectiveAt, step: 'due', event }];
  });
  return moments.sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

const MAX_EVENTS = 16;

/**
 * The events that are kept: always the one that holds now and the plans; of the rest the newest, because others may arrive
 * late. The oldest are dropped first, so that a plan never outlives its cancellation.
 */
export function capHistory(events: readonly EmploymentEvent[], now: number): EmploymentEvent[] {
  const rest = oldestFirst(events, now);
  const forgotten = new Set(rest.slice(0, Math.max(0, rest.length - MAX_EVENTS)));
  return events.filter((event) => !forgotten.has(event));
}

/**
 * Whether an event is older than all that a full history still has besides what matters. What revoked it may have been
 * forgotten, or it may itself: then it must not count as if it were new.
 */
export function precedesHistory(
  events: readonly EmploymentEvent[],
  { occurredAt }: EmploymentEvent,
  now: number,
): boolean {
  const rest = oldestFirst(events, now);
  const [oldest] = rest;
  return rest.length >= MAX_EVENTS && oldest !== undefined && occurredAt < oldest.occurredAt;
}

/** The events that neither hold now nor are plans. */
function oldestFirst(events: readonly EmploymentEvent[], now: number): EmploymentEvent[] {
  const { by, plans } = employmentAt(events, now);
  const matters = (event: EmploymentEvent) => event === by || plans.includes(event);
  return events.filter((event) => !matters(event)).sort((a, b) => a.occurredAt - b.occurredAt);
}
