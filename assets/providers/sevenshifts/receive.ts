import { toValidationErrors } from '../../api/http/faults';
import { header, type Request } from '../../api/http/request';
import { hasBearer } from '../../api/http/secrets';
import * as z from '../../lib/zod';
import type { Provider, ProviderContext, SenderAlert } from '../provider';
import {
  combine,
  eventId,
  flag,
  idText,
  ignore,
  isTimely,
  type ParsedEvent,
  parseProviderInstant,
  providerInstant,
  toStaffEvent,
} from '../source-event';
import { sevenshiftsConfig } from './config';

// https://developers.7shifts.com/reference/webhooks-introduction and …/reference-link/userdeactivated, …/time_punchcreated

const person = z.looseObject({ target_user_id: idText.nullish(), user_id: idText.nullish() });
const punch = z.looseObject({
  id: idText,
  user_id: idText,
  deleted: flag,
  clocked_in_iso: providerInstant,
  clocked_out_iso: providerInstant.nullish(),
});

/** 7shifts: users deactivated and reactivated, and punches in and out. The event's type is in a header. */
export const sevenshifts: Provider = {
  ...sevenshiftsConfig,
  authenticate: hasBearer,
  toEvents(request, context) {
    const topic = header(request, 'x-webhook-topic')?.slice(0, 200);
    const { payload } = request;
    switch (topic) {
      case 'user.deactivated':
      case 'user.reactivated':
        return combine([readUser(topic, request, context)]);
      case 'time_punch.created':
      case 'time_punch.edited':
        return combine([readPunch(topic, payload, context)]);
      case 'authorization.revoked':
        return combine([ignore(eventId('sevenshifts', topic, payload), topic, undefined, REVOKED)]);
      case undefined:
        return combine([ignore(eventId('sevenshifts', payload), 'unknown', 'there is no header x-webhook-topic')]);
      default:
        return combine([ignore(eventId('sevenshifts', topic, payload), topic)]);
    }
  },
};

/** https://developers.7shifts.com/docs/authorizationrevoked */
const REVOKED: SenderAlert = {
  cause: 'authorization-revoked',
  text:
    'At 7shifts the authorization of the application that reports to Rosterline was revoked: no leavers and no punches arrive any more. Authorize it ' +
    'again there, and compare its users with Frontline.',
};

/**
 * The body of these events has no time: they count from the time in the header beside the signature, else from their arrival.
 * Without that header two equal bodies are one event, whenever they arrive, so that a redelivery lets nobody in.
 */
function readUser(
  topic: 'user.deactivated' | 'user.reactivated',
  request: Request,
  context: ProviderContext,
): ParsedEvent {
  const { payload } = request;
  const parsed = person.safeParse(payload);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, payload) };
  const user = parsed.data.target_user_id ?? parsed.data.user_id;
  if (user == null) return { faults: [{ path: 'target_user_id', message: 'expected the id of a user' }] };
  const sent = parseProviderInstant(header(request, 'x-hmac-timestamp'));
  const source = {
    provider: 'sevenshifts',
    id: eventId('sevenshifts', topic, sent ?? null, payload),
    type: topic,
    at: sent ?? context.now(),
    isTimedByUs: sent === undefined,
    person: user,
  };
  return toStaffEvent(source, topic === 'user.deactivated' ? 'staff.offboarded' : 'staff.reinstated', {}, context);
}

function readPunch(topic: string, payload: object, context: ProviderContext): ParsedEvent {
  const parsed = punch.safeParse(payload);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, payload) };
  const { id: punchId, user_id: user, deleted, clocked_in_iso: start, clocked_out_iso: end } = parsed.data;
  const now = context.now();
  const available = end == null;
  const clocked = end ?? start;
  const at = Math.min(clocked, now);
  const id = eventId('sevenshifts', 'time_punch', punchId, available, clocked);
  if (deleted) return ignore(id, topic);
  if (!available && topic === 'time_punch.created') return ignore(id, topic, 'a punch that was entered afterwards');
  if (!isTimely(at, available, now)) {
    return ignore(id, topic, 'clocked in or out too long ago to matter now');
  }
  const source = { provider: 'sevenshifts', id, type: topic, at, isTimedByUs: true, person: user };
  return toStaffEvent(source, 'staff.availability', { available }, context);
}
