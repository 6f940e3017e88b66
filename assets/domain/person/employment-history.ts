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
export function employmentAt(words: readonly EmploymentEvent[], now: number): Employment {
  let left = false;
  let by: EmploymentEvent | undefined;
  const plans: { offboarded?: EmploymentEvent | undefined; reinstated?: EmploymentEvent | undefined } = {};
  for (const { step, word } of timeline(words, now)) {
    const { kind, said } = word;
    if (kind === 'cancelled') plans.offboarded = undefined;
    else if (step === 'announced') plans[kind] = word;
    else {
      if (step === 'due') {
        if (plans[kind] !== word) continue; // cancelled, or replaced by a newer plan
        plans[kind] = undefined;
      }
      left = kind === 'offboarded';
      by = word;
      // The newest offboarding ends the reinstatements planned before it. A reinstatement leaves an announced leaving day
      // alone: only a cancellation takes that back.
      if (left && plans.reinstated && plans.reinstated.said <= said) plans.reinstated = undefined;
    }
  }
  return { left, by, plans: [plans.offboarded, plans.reinstated].filter((plan) => plan !== undefined) };
}

type Step = 'announced' | 'now' | 'due';

/** At one instant: plans are made, then reinstatements take effect, then offboardings, which win; a cancellation comes too late. */
function rank({ step, word }: { step: Step; word: EmploymentEvent }): number {
  if (step === 'announced') return 0;
  return { reinstated: 1, offboarded: 2, cancelled: 3 }[word.kind];
}

interface Moment {
  readonly at: number;
  readonly step: Step;
  readonly word: EmploymentEvent;
}

function timeline(words: readonly EmploymentEvent[], now: number): Moment[] {
  const moments = words.flatMap((word): Moment[] => {
    const { said, due } = word;
    if (due <= said) return [{ at: said, step: 'now', word }];
    const announced: Moment = { at: said, step: 'announced', word };
    return due > now ? [announced] : [announced, { at: due, step: 'due', word }];
  });
  return moments.sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

const MAX_WORDS = 16;

/**
 * The events that are kept: always the one that holds now and the plans; of the rest the newest, because others may arrive
 * late. The oldest are dropped first, so that a plan never outlives its cancellation.
 */
export function capHistory(words: readonly EmploymentEvent[], now: number): EmploymentEvent[] {
  const { by, plans } = employmentAt(words, now);
  const matters = (word: EmploymentEvent) => word === by || plans.includes(word);
  const rest = words.filter((word) => !matters(word)).sort((a, b) => a.said - b.said);
  const newest = new Set(rest.slice(-MAX_WORDS));
  return words.filter((word) => matters(word) || newest.has(word));
}
