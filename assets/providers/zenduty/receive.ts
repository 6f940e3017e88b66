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

/** Without `event_type` it is the body of an incident, which other integrations of Zenduty take. */
const envelope = z.looseObject({ event_type: nameText.default('incident'), transitions: z.unknown().optional() });
/** A user; an empty text or object stands for nobody. */
const user = z.union([z.literal(''), z.strictObject({}), z.looseObject({ username: idText })]).nullish();
const transition = z.looseObject({
  schedule_id: idText.nullish(),
  previous_user: user,
  new_user: user,
  transition_time: providerInstant.nullish(),
});

type Transition = z.infer<typeof transition>;
type User = Transition['new_user'];

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
    const coming = new Set(good.map(({ change }) => usernameOf(change.new_user)));
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
  // Without a time the place in the payload belongs to what was written.
  const written = transition_time ?? path;
  const [going, nextOne] = [usernameOf(previous), usernameOf(next)];
  const changed = (person: string, available: boolean) => {
    const id = eventId(
      'zenduty',
      schedule,
      person,
      available,
      written,
      ...(transition_time == null ? [going, nextOne] : []),
    );
    const isTimedByUs = transition_time == null;
    const source = { provider: 'zenduty', id, type: 'oncall_change', at, isTimedByUs, person, path };
    return toStaffEvent(source, 'staff.availability', { available }, context);
  };
  return [
    ...(going !== undefined && !coming.has(going) ? [changed(going, false)] : []),
    ...(nextOne !== undefined ? [changed(nextOne, true)] : []),
  ];
}

/** Lists the changes of team → schedule → changes, in the order of the payload. */
function listed(transitions: unknown): { input: unknown; path: readonly PropertyKey[] }[] {
  const entries = (value: unknown): [string, unknown][] =>
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entries(transitions)
    .flatMap(([team, schedules]) =>
      entries(schedules).flatMap(([schedule, changes]) =>
        // A schedule that stands there as a text or null says nothing of a change.
        (Array.isArray(changes) ? changes : isObject(changes) ? [changes] : []).map((input: unknown, index) => ({
          input,
          path: ['transitions', team, schedule, index],
        })),
      ),
    )
    .slice(0, 1000);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function usernameOf(user: User): string | undefined {
  return user && 'username' in user ? String(user.username) : undefined;
}
