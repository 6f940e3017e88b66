import { toValidationErrors } from '../../api/http/faults';
import { HOUR } from '../../domain/time';
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

const envelope = z.looseObject({ type: nameText });
const instant = z.string().refine((written) => parseProviderInstant(written, 'Z') !== undefined, {
  error: 'expected an instant, with or without a zone',
});
const email = z.string().min(1).max(256).nullish();
const aboutEmployee = z.looseObject({
  triggeredAt: instant,
  data: z.looseObject({ employeeId: idText, email }),
});
/** The body of version 1, which webhooks that were made then still send. */
const versionOne = z.looseObject({ creationDate: instant, employee: z.looseObject({ id: idText, email }) });

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
    const old = versionOne.safeParse(payload);
    if (old.success) {
      const { employee, creationDate } = old.data;
      return combine(meanings(type, { person: employee.id, email: employee.email }, creationDate, context));
    }
    const employee = aboutEmployee.safeParse(payload);
    if (!employee.success) return combine([{ faults: toValidationErrors(employee.error.issues, payload) }]);
    const { triggeredAt, data } = employee.data;
    return combine(meanings(type, { person: data.employeeId, email: data.email }, triggeredAt, context));
  },
};

/** @param written when it happened, as Bob wrote it. */
function meanings(
  type: string,
  { person, email: address }: { readonly person: string; readonly email: string | null | undefined },
  written: string,
  context: ProviderContext,
): ParsedEvent[] {
  const exact = parseProviderInstant(written);
  const at = exact ?? latest(written, context);
  const source = {
    provider: 'hibob',
    id: eventId('hibob', type, person, written),
    type,
    at,
    isTimedByUs: exact === undefined,
    person,
    fallbackIdentity: address ?? undefined,
  };
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

/** The clocks that are furthest behind UTC, ms. */
const FURTHEST_BEHIND_MS = 12 * HOUR;

/**
 * Bob's examples have no zone, and which one is meant is not documented: it is the latest instant that the text can mean, in any
 * zone, and at most its arrival. So a return that an authority reported before does not keep a leaver in. Returns are dated alike:
 * taken for the earliest instant, one that corrects a lock-out of the same day would count before it, and somebody who stays would
 * be locked out; and it lifts no lock-out but Bob's own.
 */
function latest(written: string, context: ProviderContext): number {
  return Math.min((parseProviderInstant(written, 'Z') ?? 0) + FURTHEST_BEHIND_MS, context.now());
}
