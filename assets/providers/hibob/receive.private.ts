import { toValidationErrors } from '../../api/http/faults';
import * as z from '../../lib/zod';
import { type BodyScheme, bodyIsSigned } from '../body-signatures';
import type { Provider, ProviderContext } from '../provider';
import {
  combine,
  eventId,
  idText,
  ignore,
  nameText,
  type ParsedEvent,
  parseProviderInstant,
  toStaffEvent,
} from '../source-event';
import { hibobConfig } from './config';

// https://apidocs.hibob.com/docs/employee-data-webhooks and …/reference/getting-started-webhooks (v2)

const envelope = z.looseObject({ type: nameText, triggeredAt: z.string().max(40).optional() });
const aboutEmployee = z.looseObject({
  triggeredAt: z.string().refine((written) => parseProviderInstant(written, 'Z') !== undefined, {
    error: 'expected an instant, with or without a zone',
  }),
  data: z.looseObject({ employeeId: idText }),
});

/** Signs the body. */
export const hibobScheme: BodyScheme = { header: 'bob-signature', algorithm: 'sha512', encoding: 'base64' };

/** The leave ends with Bob's event that the employee is active again. An override would end at the next shift. */
const OPEN_END = '9999-12-31T23:59:59Z';

const LEFT = ['employee.left', 'employee.deleted', 'employee.access.revoked.immediately'];
const BACK = ['employee.activated', 'employee.joined'];

const REASONS: Readonly<Record<string, string>> = {
  'employee.temporaryLeave': 'employee.inactivated says so where the leave takes away access',
  'timeoff.request.approved': 'Bob says neither from when nor until when: give the roster a feed of the leave',
};

/** HiBob webhooks v2: they name the employee by Bob's id and are sent when a change takes effect. */
export const hibob: Provider = {
  ...hibobConfig,
  handshakeBeforeSecret: true,
  /** Bob pings the address before it shows the secret: by JSON, or by plain text, which the platform drops. */
  handshake: ({ payload }) => {
    const keys = Object.keys(payload);
    const ping = keys.length === 0 || (keys.length === 1 && payload.text === 'Ping test');
    return ping ? { answer: {} } : undefined;
  },
  authenticate: (request, secrets) => bodyIsSigned(hibobScheme, request, secrets),
  toEvents({ payload }, context) {
    const parsed = envelope.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    const { type } = parsed.data;
    if (![...LEFT, ...BACK, 'employee.inactivated'].includes(type)) {
      return combine([
        ignore(eventId('hibob', payload), type, Object.hasOwn(REASONS, type) ? REASONS[type] : undefined),
      ]);
    }
    const employee = aboutEmployee.safeParse(payload);
    if (!employee.success) return combine([{ faults: toValidationErrors(employee.error.issues, payload) }]);
    return combine(
      meanings(type, employee.data.data.employeeId, instantIn(employee.data.triggeredAt, context), context),
    );
  },
};

function meanings(type: string, person: string, at: number, context: ProviderContext): ParsedEvent[] {
  const source = { provider: 'hibob', id: eventId('hibob', type, person, at), type, at, person };
  // Inactive counts as leave, one per person; the activation cancels it.
  const leave = `hibob_inactive_${person}`;
  if (LEFT.includes(type)) return [toStaffEvent(source, 'staff.offboarded', {}, context)];
  if (type === 'employee.inactivated') {
    const data = { id: leave, from: new Date(at).toISOString(), to: OPEN_END };
    return [toStaffEvent(source, 'staff.leave', data, context)];
  }
  return [
    toStaffEvent(source, 'staff.reinstated', {}, context),
    toStaffEvent({ ...source, id: `${source.id}_leave` }, 'staff.leave_cancelled', { id: leave }, context),
  ];
}

/** Bob's examples have no zone, so UTC is assumed; a future instant counts as now. */
function instantIn(written: string, context: ProviderContext): number {
  return parseProviderInstant(written) ?? Math.min(parseProviderInstant(written, 'Z') ?? 0, context.now());
}
