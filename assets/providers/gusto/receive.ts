import { toValidationErrors } from '../../api/http/faults';
import type { StaffEventType } from '../../domain/staff-event';
import * as z from '../../lib/zod';
import { type BodyScheme, bodyIsSigned } from '../body-signatures';
import type { Provider } from '../provider';
import { combine, eventId, idText, ignore, nameText, providerInstant, toStaffEvent } from '../source-event';
import { gustoConfig } from './config';

// https://docs.gusto.com/embedded-payroll/docs/webhooks, …/contractor-events and …/app-integrations/docs/employee-events

const envelope = z.looseObject({ uuid: z.string().min(1).max(200).optional(), event_type: nameText });
const aboutEmployee = z.looseObject({ entity_uuid: idText, timestamp: providerInstant });

/** Gusto documents both spellings of the first event. */
const EFFECTS: Readonly<Record<string, StaffEventType>> = {
  'employee.terminated_effective': 'staff.offboarded',
  'employee.termination_effective': 'staff.offboarded',
  'employee.termination_cancelled': 'staff.offboarding_cancelled',
  'employee.rehire_effective': 'staff.reinstated',
  'contractor.deactivation_effective': 'staff.offboarded',
  'contractor.deactivation_cancelled': 'staff.offboarding_cancelled',
  'contractor.reactivation_effective': 'staff.reinstated',
};

const REASONS: Readonly<Record<string, string>> = {
  'employee.terminated': 'an announcement without a date: employee.terminated_effective follows on the day',
  'employee.rehired': 'an announcement without a date: employee.rehire_effective follows on the day',
  'contractor.deactivated': 'an announcement without a date: contractor.deactivation_effective follows on the day',
  'contractor.reactivated': 'an announcement without a date: contractor.reactivation_effective follows on the day',
  'employee.deleted': 'Gusto deletes only who was never employed; who leaves is terminated',
};

/** Signs the body; the key is the verification token. */
export const gustoScheme: BodyScheme = { header: 'x-gusto-signature', algorithm: 'sha256', encoding: 'hex' };

/** Gusto: events name the employee by uuid. Announcements are ignored: on the day itself a second event follows. */
export const gusto: Provider = {
  ...gustoConfig,
  handshakeBeforeSecret: true,
  /**
   * The token is the key of all later signatures: the operator takes it from the log, confirms it to Gusto and sets it. Gusto's
   * examples are a UUID and a word of letters and digits; anybody can send one, so nothing else gets into the alert.
   */
  handshake({ payload }) {
    const { verification_token: token, event_type: type } = payload;
    const isToken = typeof token === 'string' && /^[A-Za-z0-9_-]{16,64}$/.test(token);
    return isToken && type === undefined ? { answer: {}, forOperator: confirm(token) } : undefined;
  },
  authenticate: (request, secrets) => bodyIsSigned(gustoScheme, request, secrets),
  toEvents({ payload }, context) {
    const parsed = envelope.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    const { event_type: type, uuid } = parsed.data;
    const effect = Object.hasOwn(EFFECTS, type) ? EFFECTS[type] : undefined;
    if (!effect) {
      const reason = Object.hasOwn(REASONS, type) ? REASONS[type] : undefined;
      return combine([ignore(uuid ?? eventId('gusto', payload), type, reason)]);
    }
    const employee = aboutEmployee.safeParse(payload);
    if (!employee.success) return combine([{ faults: toValidationErrors(employee.error.issues, payload) }]);
    const { entity_uuid: person, timestamp: at } = employee.data;
    const id = uuid ?? eventId('gusto', type, person, at);
    return combine([toStaffEvent({ provider: 'gusto', id, type, at, person }, effect, {}, context)]);
  },
};

function confirm(token: string): string {
  return `Gusto sent the verification token ${token} for its webhook. If you have just asked for it: confirm it to Gusto (PUT /v1/webhook_subscriptions/<uuid>/verify), and set it as GUSTO_SECRET once Gusto has accepted it.`;
}
