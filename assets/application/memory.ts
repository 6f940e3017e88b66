import type { HourCount } from './hour-count';
import type { SentAlert } from './ports';
import { createLivenessMemory, type LivenessMemory } from './tick/liveness';

/** What a warm process remembers from one execution to the next. If it is lost, that costs a call or an alert more. */
export interface Memory {
  /** What was sent by alerts while the store could not be reached, by cause. */
  readonly alerts: Map<string, SentAlert>;
  readonly pulse: LivenessMemory;
  /** How often something happened that anybody on the internet can cause, by what it was. */
  readonly unauthenticated: Map<string, HourCount>;
}

export function createMemory(): Memory {
  return { alerts: new Map(), pulse: createLivenessMemory(), unauthenticated: new Map() };
}
