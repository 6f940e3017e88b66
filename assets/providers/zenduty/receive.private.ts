import { toValidationErrors } from '../../api/http/faults';
import { hasBearer } from '../../api/http/secrets';
import * as z from '../../lib/zod';
import type { Provider, ProviderContext } from '../provider';
import {
  combine,
  eventId,
  idText,
  ignore,
  nameText,
  type ParsedEvent,
  providerInstant,
  toStaffEvent,
} from '../source-event';
import { zendutyConfig } from './config';

// https://zenduty.com/docs/webhook-connection/

const envelope = z.looseObject({ event_type: nameText, transitions: z.unknown().optional() });
const user = z.looseObject({ username: idText });
const transition = z.looseObject({
  schedule_id: idText.optional(),
  previous_user: user.nullable().optional(),
  new_user: user.nullable().optional(),
  transition_time: providerInstant.optional(),
});

type Transition = z.infer<typeof transition>;

/** Zenduty: on-call changes. Teams and schedules are keys of the payload, with any names. */
export const zenduty: Provider = {
  ...zendutyConfig,
  authenticate: hasBearer,
  toEvents({ payload }, context) {
    const parsed = envelope.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    const { event_type: type, transitions } = parsed.data;
    if (type !== 'oncall_change') return combine([ignore(eventId('zenduty', payload), type)]);
    const good: { change: Transition; path: readonly PropertyKey[] }[] = [];
    const faulty: ParsedEvent[] = [];
    for (const { input, path } of listed(transitions)) {
      const one = transition.safeParse(input);
      if (one.success) good.push({ change: one.data, path });
      else faulty.push({ faults: toValidationErrors(one.error.issues, input, path) });
    }
    const coming = new Set(good.map(({ change }) => change.new_user?.username));
    const parts = [...good.flatMap(({ change, path }) => switched(change, coming, path, context)), ...faulty];
    return combine(parts.length > 0 ? parts : [ignore(eventId('zenduty', payload), type, 'nobody changes')]);
  },
};

/** A person who goes off call in one schedule and on call in another at the same time stays available. */
function switched(
  { schedule_id: schedule, previous_user: previous, new_user: next, transition_time }: Transition,
  coming: ReadonlySet<string | undefined>,
  path: readonly PropertyKey[],
  context: ProviderContext,
): ParsedEvent[] {
  const at = transition_time ?? context.now();
  const changed = (person: string, available: boolean) => {
    const id = eventId('zenduty', schedule, person, available, at);
    const source = { provider: 'zenduty', id, type: 'oncall_change', at, person, path };
    return toStaffEvent(source, 'staff.availability', { available }, context);
  };
  return [
    ...(previous && !coming.has(previous.username) ? [changed(previous.username, false)] : []),
    ...(next ? [changed(next.username, true)] : []),
  ];
}

/** Lists the changes of team → schedule → changes, in the order of the payload. */
function listed(transitions: unknown): { input: unknown; path: readonly PropertyKey[] }[] {
  const entries = (value: unknown): [string, unknown][] =>
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entries(transitions)
    .flatMap(([team, schedules]) =>
      entries(schedules).flatMap(([schedule, changes]) =>
        (Array.isArray(changes) ? changes : [changes]).map((input: unknown, index) => ({
          input,
          path: ['transitions', team, schedule, index],
        })),
      ),
    )
    .slice(0, 1000);
}
