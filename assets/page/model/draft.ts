/** The input of the dialog that sets somebody on or off duty, or on leave. */
import type { PersonView } from '../../api/views/views';
import { MINUTE } from '../../domain/time';
import { clockOf, dateOf, dayOf, type WallClock } from './wall-clock';

export type PresetId =
  | `${'off' | 'on'}-${'boundary' | '2h' | 'until' | 'span'}`
  | 'off-tomorrow'
  | 'leave-today'
  | 'leave-tomorrow'
  | 'leave-dates';

/** The dialog's input. Dates are on the person's clock, `until` on the viewer's. */
export interface Draft {
  readonly preset?: PresetId;
  /** When the preset was chosen, ms since the epoch: "for 2 hours" counts from then, so text and request match. */
  readonly chosen: number;
  /** Values of `datetime-local` inputs: "2026-11-23T16:00". `from`: of a span; its end is `until`. */
  readonly from: string;
  readonly until: string;
  /** When the chosen stretch of the timeline begins, ms: its shift can be passed on. Absent: the next one. */
  readonly stretch?: number;
  /** The place of the timeline that was chosen, ms. */
  readonly at?: number;
  /** Value of a `date` input: "2026-11-23". The last day is included. */
  readonly firstDay: string;
  readonly lastDay: string;
}

export function emptyDraft(person: PersonView, viewer: WallClock, now: number): Draft {
  const clock = clockOf(person.zone);
  const tomorrow = dateOf(dayOf(clock.wall(now)) + 1);
  const soon = Math.ceil((viewer.wall(now) + 60) / 60) * 60;
  const field = (wall: number) => new Date(wall * MINUTE).toISOString().slice(0, 16);
  return { chosen: now, from: field(soon - 60), until: field(soon), firstDay: tomorrow, lastDay: tomorrow };
}
