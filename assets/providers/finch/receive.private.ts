import { toValidationErrors } from '../../api/http/faults';
import { header } from '../../api/http/request';
import * as z from '../../lib/zod';
import type { Provider } from '../provider';
import { combine, eventId, idText, ignore, nameText, parseProviderInstant, toStaffEvent } from '../source-event';
import { verify } from '../standard-webhooks';
import { finchConfig } from './config';

// https://developer.tryfinch.com/developer-resources/Webhooks and github.com/Finch-API/finch-api-node, src/resources/webhooks.ts

const envelope = z.looseObject({ event_type: nameText });
const aboutIndividual = z.looseObject({ data: z.looseObject({ individual_id: idText }) });

const GONE = ['individual.deleted', 'employment.deleted', 'directory.deleted'];
const CHANGED = ['individual.updated', 'employment.updated', 'directory.updated'];

/** Finch: Standard Webhooks under other header names. Events name the record that changed, but carry none of its values. */
export const finch: Provider = {
  ...finchConfig,
  authenticate: (request, secrets, now) =>
    verify(
      {
        id: header(request, 'finch-event-id'),
        timestamp: header(request, 'finch-timestamp'),
        signature: header(request, 'finch-signature'),
      },
      request.payload,
      secrets.map(({ value }) => value),
      now,
    ),
  toEvents(request, context) {
    const { payload } = request;
    const parsed = envelope.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    const { event_type: type } = parsed.data;
    const at = parseProviderInstant(header(request, 'finch-timestamp')) ?? context.now();
    const id = header(request, 'finch-event-id') ?? eventId('finch', payload, at);
    if (!GONE.includes(type)) {
      const detail = CHANGED.includes(type)
        ? 'Finch does not say what has changed, nor whether somebody left'
        : undefined;
      return combine([ignore(id, type, detail)]);
    }
    const individual = aboutIndividual.safeParse(payload);
    if (!individual.success) return combine([{ faults: toValidationErrors(individual.error.issues, payload) }]);
    const person = individual.data.data.individual_id;
    return combine([toStaffEvent({ provider: 'finch', id, type, at, person }, 'staff.offboarded', {}, context)]);
  },
};
