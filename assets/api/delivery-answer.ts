import type { EventResult } from '../application/push-change';
import { NO_NEWS, type ReceivedEvent } from '../domain/staff-event';
import type { ParsedDelivery } from '../providers/provider';
import { type Answer, ok, problem, type ValidationError } from './http/answer';
import { changeView } from './views/person';

/** One line of an answer. `user` is a Frontline SID, never an identity. */
interface Result {
  readonly event: string;
  readonly type: string;
  readonly outcome: string;
  readonly user?: string;
  /** Of a dry run, of the deployment or of this delivery: what would be changed. */
  readonly would?: readonly string[];
  /** Why an event is ignored, where somebody may wonder. */
  readonly detail?: string;
}

/** The answer to a delivery: a line for each event; or the conflicts and faults, where there are any. */
export function deliveryAnswer(
  delivery: ParsedDelivery,
  events: readonly ReceivedEvent[],
  eventResults: readonly EventResult[],
  faults: readonly ValidationError[],
  dryRun: boolean,
): Answer {
  const lines = eventResults.map(({ outcome, user, would }, index): Result => {
    const event = events[index];
    return {
      event: event?.id ?? '',
      type: event?.type ?? '',
      outcome,
      ...(user !== undefined && { user }),
      ...(would && { would: changeView(would) }),
      ...(event?.onlyIfNews && outcome === 'ignored' && { detail: NO_NEWS }),
    };
  });
  const conflicts = lines.filter(({ outcome }) => outcome === 'conflict');
  if (conflicts.length > 0) {
    const ids = conflicts.map(({ event }) => event).join(', ');
    const errors = conflicts.map(({ event }) => ({ path: 'id', message: `event ${event} had another content before` }));
    return problem(
      'payload_conflict',
      `Already received with another content, and not taken again: ${ids}. The events that errors does not list were processed.`,
      [...errors, ...faults],
    );
  }
  if (faults.length > 0) return problem('invalid_payload', 'What is listed in errors has no effect.', faults);
  const unmapped = delivery.unmapped.map(({ id, type }): Result => ({ event: id, type, outcome: 'unknown_user' }));
  const ignored = delivery.ignored.map(
    ({ id, type, detail }): Result => ({ event: id, type, outcome: 'ignored', ...(detail && { detail }) }),
  );
  return ok({ ...(dryRun && { dryRun }), results: [...lines, ...unmapped, ...ignored] });
}
