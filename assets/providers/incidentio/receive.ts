import { toValidationErrors } from '../../api/http/faults';
import * as z from '../../lib/zod';
import type { Provider, ProviderContext } from '../provider';
import {
  combine,
  eventId,
  ignore,
  nameText,
  type ParsedEvent,
  parseProviderInstant,
  toStaffEvent,
} from '../source-event';
import { signedAs, signedParts } from '../standard-webhooks';
import { incidentioConfig } from './config';

// https://docs.incident.io/integrations/webhooks and https://docs.incident.io/api-reference/shift-v1/change-public

const SHIFT_CHANGE = 'schedule.shift_change_v1';

/** What a user is called. */
interface Names {
  readonly id?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly slack_user_id?: string | null | undefined;
}

const envelope = z.looseObject({ event_type: nameText });
/** Go writes an empty text for what is not set. */
const name = z.string().max(256).nullish();
const user = z
  .looseObject({ id: name, email: name, slack_user_id: name })
  .refine((one) => keyOf(one) !== undefined, { error: 'expected a user with an id, an email or a slack_user_id' });
const users = z
  .array(user)
  .max(1000)
  .nullish()
  .transform((all) => all ?? []);
const shiftChange = z.looseObject({
  [SHIFT_CHANGE]: z.looseObject({ current_users: users, previous_users: users }),
});

type User = z.infer<typeof user>;

/** incident.io: who is on call on a schedule, before and after a change. The change itself carries no time. */
export const incidentio: Provider = {
  ...incidentioConfig,
  authenticate: signedAs(signedParts),
  toEvents(request, context) {
    const { payload } = request;
    const parsed = envelope.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    const { event_type: type } = parsed.data;
    const { id, timestamp } = signedParts(request);
    if (type !== SHIFT_CHANGE) return combine([ignore(id ?? eventId('incidentio', payload), type)]);
    // The same people follow each other week after week: only the id tells a new change from one that is sent again.
    if (!id) return combine([{ faults: [{ path: 'webhook-id', message: 'expected this header' }] }]);
    const change = shiftChange.safeParse(payload);
    if (!change.success) return combine([{ faults: toValidationErrors(change.error.issues, payload) }]);
    const { current_users: current, previous_users: previous } = change.data[SHIFT_CHANGE];
    // Sent again, a delivery is signed anew, with another time.
    const at = parseProviderInstant(timestamp) ?? context.now();
    const events = [
      ...without(previous, current).map((one) => switched(one, false, { id, at }, context)),
      ...without(current, previous).map((one) => switched(one, true, { id, at }, context)),
    ];
    return combine(events.length > 0 ? events : [ignore(id, type, 'nobody changes')]);
  },
};

function switched(
  one: User,
  available: boolean,
  { id, at }: { readonly id: string; readonly at: number },
  context: ProviderContext,
): ParsedEvent {
  const person = keyOf(one) ?? '';
  const bySlack = one.slack_user_id ? context.people.identityByProvider('slack', one.slack_user_id) : undefined;
  const source = {
    provider: 'incidentio',
    id: eventId('incidentio', id, person, available),
    type: SHIFT_CHANGE,
    at,
    person,
    fallbackIdentity: bySlack ?? (one.email || undefined),
    content: JSON.stringify([id, person, available]),
  };
  return toStaffEvent(source, 'staff.availability', { available }, context);
}

/** Those of the first list, each once, who are not in the second. */
function without(users: readonly User[], others: readonly User[]): User[] {
  const excluded = new Set(others.map(keyOf));
  return [...new Map(users.map((one) => [keyOf(one), one])).values()].filter((one) => !excluded.has(keyOf(one)));
}

function keyOf({ id, email, slack_user_id: slack }: Names): string | undefined {
  return id || email?.toLowerCase() || slack || undefined;
}
