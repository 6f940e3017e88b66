import { toValidationErrors } from '../../api/http/faults';
import { header } from '../../api/http/request';
import * as z from '../../lib/zod';
import type { Provider, SenderAlert } from '../provider';
import { combine, eventId, idText, ignore, nameText, parseProviderInstant, toStaffEvent } from '../source-event';
import { signedAs } from '../standard-webhooks';
import { finchConfig } from './config';

// https://developer.tryfinch.com/developer-resources/Webhooks and github.com/Finch-API/finch-api-node, src/resources/webhooks.ts

const envelope = z.looseObject({ event_type: nameText });
const aboutIndividual = z.looseObject({ data: z.looseObject({ individual_id: idText }) });

const GONE = ['individual.deleted', 'employment.deleted', 'directory.deleted'];
const CHANGED = ['individual.updated', 'employment.updated', 'directory.updated'];

/** Finch: Standard Webhooks under other header names. Events name the record that changed, but carry none of its values. */
export const finch: Provider = {
  ...finchConfig,
  authenticate: signedAs((request) => ({
    id: header(request, 'finch-event-id'),
    timestamp: header(request, 'finch-timestamp'),
    signature: header(request, 'finch-signature'),
  })),
  toEvents(request, context) {
    const { payload } = request;
    const parsed = envelope.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    const { event_type: type } = parsed.data;
    const sent = parseProviderInstant(header(request, 'finch-timestamp'));
    const id = header(request, 'finch-event-id') ?? eventId('finch', payload, sent ?? null);
    if (type === 'account.updated') return combine([ignore(id, type, undefined, connectionLost(payload))]);
    if (!GONE.includes(type)) {
      const detail = CHANGED.includes(type)
        ? 'Finch does not say what has changed, nor whether somebody left'
        : undefined;
      return combine([ignore(id, type, detail)]);
    }
    const individual = aboutIndividual.safeParse(payload);
    if (!individual.success) return combine([{ faults: toValidationErrors(individual.error.issues, payload) }]);
    const person = individual.data.data.individual_id;
    const time = { at: sent ?? context.now(), isTimedByUs: sent === undefined };
    return combine([toStaffEvent({ provider: 'finch', id, type, ...time, person }, 'staff.offboarded', {}, context)]);
  },
};

const account = z.looseObject({
  data: z.looseObject({
    status: z.string().nullish(),
    connection_status: z.string().nullish(),
  }),
});

/** https://developer.tryfinch.com/api-reference/sandbox/update-sandbox-account lists the statuses; these are the good ones. */
const SOUND = ['connected', 'pending', 'processing'];

/** Without a sound connection to the employer's system Finch sends no more events. A status that is not known is none. */
function connectionLost(payload: object): SenderAlert | undefined {
  const parsed = account.safeParse(payload);
  const status = (parsed.data?.data.connection_status ?? parsed.data?.data.status ?? '').toLowerCase();
  if (status === '' || SOUND.includes(status)) return undefined;
  const shown = /^[a-z_]{1,40}$/.test(status) ? status : 'another status';
  return {
    cause: `connection-${shown}`,
    text:
      `Finch reports that its connection to the employer's system is lost (${shown}): until it is connected again, no ` +
      'leavers arrive from there. Reconnect it in Finch, and compare with reconcile.',
  };
}
