import type { ValidationError } from '../../api/http/answer';
import { toValidationErrors } from '../../api/http/faults';
import { header } from '../../api/http/request';
import { sameAsAny } from '../../api/http/secrets';
import { type StaffEventType, staffEvent } from '../../domain/staff-event';
import { lazily } from '../../lib/lazily';
import * as z from '../../lib/zod';
import type { Provider, ProviderContext } from '../provider';
import { combine, ignore, type ParsedEvent } from '../source-event';
import { oktaConfig } from './config';

// https://developer.okta.com/docs/concepts/event-hooks/ and https://developer.okta.com/docs/reference/api/event-types/

// Made when a delivery comes: verifying the address takes no schema.

const oktaEvent = lazily(() =>
  z.looseObject({
    uuid: z.string().min(1),
    published: z.string(),
    eventType: z.string(),
    outcome: z.looseObject({ result: z.string() }).optional(),
    target: z
      .array(
        z.looseObject({
          id: z.string(),
          type: z.string(),
          alternateId: z.string().optional().nullable(),
          displayName: z.string().optional().nullable(),
        }),
      )
      .optional()
      .nullable(),
  }),
);

const delivery = lazily(() =>
  z.looseObject({ data: z.looseObject({ events: z.array(z.unknown()).min(1).max(1000) }) }),
);

type OktaEvent = z.infer<ReturnType<typeof oktaEvent>>;

const LIFECYCLE: Readonly<Record<string, StaffEventType>> = {
  'user.lifecycle.deactivate': 'staff.offboarded',
  'user.lifecycle.suspend': 'staff.offboarded',
  'user.lifecycle.delete.initiated': 'staff.offboarded',
  'user.lifecycle.unsuspend': 'staff.reinstated',
  'user.lifecycle.activate': 'staff.reinstated',
  'user.lifecycle.reactivate': 'staff.reinstated',
  'user.account.update_profile': 'staff.profile',
};

const MEMBERSHIP: Readonly<Record<string, StaffEventType>> = {
  'application.user_membership.remove': 'staff.offboarded',
  'application.user_membership.add': 'staff.reinstated',
};

/** Okta event hooks: a static secret in `Authorization`, several events in a delivery, one GET to verify the address. */
export const okta: Provider = {
  ...oktaConfig,
  handshake(request) {
    const challenge = header(request, 'x-okta-verification-challenge');
    return challenge !== undefined && Object.keys(request.payload).length === 0
      ? { answer: { verification: challenge } }
      : undefined;
  },
  authenticate(request, secrets) {
    const given = header(request, 'authorization');
    return (
      given !== undefined &&
      sameAsAny(
        [given],
        secrets.map(({ value }) => value),
      )
    );
  },
  toEvents({ payload }, context) {
    const parsed = delivery().safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    return combine(parsed.data.data.events.map((event, index) => readEvent(event, ['data', 'events', index], context)));
  },
};

function readEvent(input: unknown, path: readonly PropertyKey[], context: ProviderContext): ParsedEvent {
  const parsed = oktaEvent().safeParse(input);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, input, path) };
  const { uuid, eventType, published } = parsed.data;
  const type = meaning(parsed.data, context);
  if (!type) return ignore(uuid, eventType, reasonToIgnore(eventType, context));
  // Membership events list the application first, so the target is found by its type.
  const user = parsed.data.target?.find((target) => target.type === 'User');
  const mapped = user && context.people.identityByProvider('okta', user.id);
  const identity = mapped ?? user?.alternateId;
  if (!user || !identity) return { faults: [missingUser(path)] };
  if (type === 'staff.profile' && !user.displayName) return ignore(uuid, eventType, 'the user has no name to show');
  const candidate = {
    type,
    id: uuid,
    timestamp: published,
    data: { identity, ...(type === 'staff.profile' && { friendlyName: user.displayName }) },
  };
  const event = staffEvent.safeParse(candidate);
  const unmapped = mapped === undefined && { senderId: user.id };
  return event.success
    ? { event: { ...event.data, ...unmapped } }
    : { faults: toValidationErrors(event.error.issues, candidate, path) };
}

/** @returns undefined for an event that failed, concerns another application, or has no effect here. */
function meaning(
  { eventType, outcome, target }: OktaEvent,
  { configuration }: ProviderContext,
): StaffEventType | undefined {
  if (outcome?.result !== 'SUCCESS') return undefined;
  if (Object.hasOwn(LIFECYCLE, eventType)) return LIFECYCLE[eventType];
  const { OKTA_APP_ID: app } = configuration.variables;
  const ours = app !== undefined && target?.some(({ id }) => id === app);
  return ours && Object.hasOwn(MEMBERSHIP, eventType) ? MEMBERSHIP[eventType] : undefined;
}

/** An operator who subscribed to membership events expects them to lock people out. */
function reasonToIgnore(eventType: string, { configuration }: ProviderContext): string | undefined {
  const isMembership = Object.hasOwn(MEMBERSHIP, eventType);
  return isMembership && configuration.variables.OKTA_APP_ID === undefined ? 'OKTA_APP_ID is not set' : undefined;
}

function missingUser(path: readonly PropertyKey[]): ValidationError {
  return {
    path: [...path, 'target'].map(String).join('.'),
    message: 'expected a target of type User with an alternateId, or an id that the roster maps (ids: { okta: … })',
  };
}
