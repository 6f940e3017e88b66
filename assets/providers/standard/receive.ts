import { toValidationErrors } from '../../api/http/faults';
import type { Request } from '../../api/http/request';
import { staffEvent, withoutNulls } from '../../domain/staff-event';
import type { Provider } from '../provider';
import { combine } from '../source-event';
import { signedAs, signedParts } from '../standard-webhooks';
import { standardConfig } from './config';

/** Senders that post StaffEvents, signed as Standard Webhooks or with a bearer secret. */
export const standard: Provider = {
  ...standardConfig,
  authenticate: signedAs(signedParts),
  toEvents(request) {
    const payload = withoutNulls(withDeliveryId(request));
    const parsed = staffEvent.safeParse(payload);
    return combine([
      parsed.success ? { event: parsed.data } : { faults: toValidationErrors(parsed.error.issues, payload) },
    ]);
  },
};

/** Gives an event without an id the id of its delivery. */
function withDeliveryId(request: Request): Readonly<Record<string, unknown>> {
  const { id } = signedParts(request);
  return (request.payload.id ?? undefined) === undefined && id !== undefined
    ? { ...request.payload, id }
    : request.payload;
}
