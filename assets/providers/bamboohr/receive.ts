import { toValidationErrors } from '../../api/http/faults';
import { header } from '../../api/http/request';
import { digest } from '../../domain/person/record';
import type { StaffEventType } from '../../domain/staff-event';
import * as z from '../../lib/zod';
import { type BodyScheme, bodyIsSigned } from '../body-signatures';
import type { Provider, ProviderContext, SenderAlert } from '../provider';
import {
  combine,
  eventId,
  idText,
  ignore,
  nameText,
  type ParsedEvent,
  parseProviderInstant,
  providerInstant,
  toStaffEvent,
} from '../source-event';
import { bamboohrConfig } from './config';
import type { BambooFields } from './fields';

// https://documentation.bamboohr.com/docs/webhooks (signature), …/docs/field-based-webhooks and …/docs/event-based-webhooks

const employee = z.looseObject({
  id: idText,
  action: nameText.nullish(),
  timestamp: providerInstant.nullish(),
  changedFields: z.array(z.string()).nullish(),
  // A value is bare or in { value }; both are documented. PHP writes an empty object as an empty list.
  fields: z.unknown().optional(),
});

const fieldBased = z.looseObject({ employees: z.array(z.unknown()).min(1).max(1000) });
const eventBased = z.looseObject({
  type: nameText,
  timestamp: providerInstant.nullish(),
  data: z.looseObject({ employeeId: idText }),
});

/** Signs the body followed by the timestamp, with nothing in between. */
export const bamboohrScheme: BodyScheme = { header: 'x-bamboohr-signature', algorithm: 'sha256', encoding: 'hex' };
const TIMESTAMP = 'x-bamboohr-timestamp';

/** BambooHR: the value of a field says whether a person is employed. The field and its values are configured. */
export const bamboohr: Provider = {
  ...bamboohrConfig,
  authenticate(request, secrets) {
    // The timestamp is signed, but not compared with our clock, since a retry may carry an old one.
    const timestamp = header(request, TIMESTAMP);
    return timestamp !== undefined && bodyIsSigned(bamboohrScheme, request, secrets, { after: timestamp });
  },
  toEvents(request, context) {
    const { payload } = request;
    const sent = parseProviderInstant(header(request, TIMESTAMP));
    if (payload.type !== undefined && payload.employees === undefined)
      return combine([readEventBased(payload, sent, context)]);
    const parsed = fieldBased.safeParse(payload);
    if (!parsed.success) return combine([{ faults: toValidationErrors(parsed.error.issues, payload) }]);
    return combine(
      parsed.data.employees.flatMap((one, index) => readEmployee(one, ['employees', index], sent, context)),
    );
  },
};

/** An event-based delivery names the employee and the fields, but carries no values: only a deletion can be applied. */
function readEventBased(payload: object, sent: number | undefined, context: ProviderContext): ParsedEvent {
  const parsed = eventBased.safeParse(payload);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, payload) };
  const { type, timestamp, data } = parsed.data;
  const said = timestamp ?? sent;
  const id = eventId('bamboohr', type, data.employeeId, said ?? payload);
  const source = { provider: 'bamboohr', id, type, at: said ?? context.now(), isTimedByUs: said === undefined };
  if (type === 'employee.deleted')
    return toStaffEvent({ ...source, person: data.employeeId }, 'staff.offboarded', {}, context);
  const detail =
    type === 'employee.updated' ? 'event-based webhooks carry no values: make the webhook field-based' : undefined;
  return ignore(source.id, type, detail);
}

function readEmployee(
  input: unknown,
  path: readonly PropertyKey[],
  sent: number | undefined,
  context: ProviderContext,
): ParsedEvent[] {
  const parsed = employee.safeParse(input);
  if (!parsed.success) return [{ faults: toValidationErrors(parsed.error.issues, input, path) }];
  const { id: person, timestamp, changedFields } = parsed.data;
  const action = parsed.data.action ?? 'Updated';
  const said = timestamp ?? sent;
  const names = context.configuration.variables.BAMBOOHR_FIELDS;
  const fields = valuesOf(parsed.data.fields);
  const type = `employee ${action.toLowerCase()}`;
  const source = {
    provider: 'bamboohr',
    id: eventId('bamboohr', type, person, said ?? changedFields, [...fields]),
    type,
    at: said ?? context.now(),
    isTimedByUs: said === undefined,
    person,
    fallbackIdentity: first(fields, names.email),
    path,
  };
  if (action.toLowerCase() === 'deleted') return [toStaffEvent(source, 'staff.offboarded', {}, context)];
  if (action.toLowerCase() === 'created' && fields.size === 0) return [ignore(source.id, type)];
  const name = names.name.some((field) => changedFields?.includes(field)) ? first(fields, names.name) : undefined;
  const profile =
    name && toStaffEvent({ ...source, id: `${source.id}_name` }, 'staff.profile', { friendlyName: name }, context);
  const decision = statusEvent(first(fields, names.status), changedFields, names);
  if ('type' in decision) return [toStaffEvent(source, decision.type, {}, context), ...(profile ? [profile] : [])];
  const ignored = ignore(source.id, type, decision.reason, decision.alert);
  // What must be alerted is not lost where the name has changed too.
  return profile ? [profile, ...(decision.alert ? [ignored] : [])] : [ignored];
}

/** A leaver is locked out whichever field changed; a person is reinstated only when the status itself changed. */
function statusEvent(
  value: string | undefined,
  changed: readonly string[] | null | undefined,
  names: BambooFields,
): { type: StaffEventType } | { reason: string; alert?: SenderAlert } {
  if (value === undefined) {
    return {
      reason: `no field ${names.status.join(' or ')}: let the webhook post it, or name yours in BAMBOOHR_FIELDS`,
    };
  }
  const among = (values: readonly string[]) => values.some((one) => one.toLowerCase() === value.toLowerCase());
  if (among(names.left)) return { type: 'staff.offboarded' };
  const hasChanged = names.status.some((field) => changed?.includes(field));
  if (!among(names.active)) {
    const reason = 'the status is none that BAMBOOHR_FIELDS lists under left or active';
    return hasChanged ? { reason, alert: unknownStatus(value) } : { reason };
  }
  if (!changed) return { reason: 'without changedFields nothing says that the status has changed: nobody is let in' };
  if (!hasChanged) return { reason: 'the status has not changed' };
  return { type: 'staff.reinstated' };
}

/** A status in another language or of another kind may mean that somebody has left. Only a word of a list may be shown. */
function unknownStatus(value: string): SenderAlert {
  const shown = /^[\p{L}\p{N} _/().-]{1,40}$/u.test(value) ? `"${value}"` : 'another value';
  return {
    cause: `unknown-status-${digest(value.toLowerCase())}`,
    text:
      `BambooHR reported that a status has changed to ${shown}, which BAMBOOHR_FIELDS lists neither under left nor under active: nobody was ` +
      'locked out or let in. Add it to one of the lists, deploy, and have the change reported again. The log has the event.',
  };
}

function valuesOf(fields: unknown): Map<string, string> {
  const entries = typeof fields === 'object' && fields !== null ? Object.entries(fields) : [];
  return new Map(
    entries.flatMap(([name, field]: [string, unknown]) => {
      const value = typeof field === 'object' && field !== null && 'value' in field ? field.value : field;
      return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : [];
    }),
  );
}

function first(fields: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  return names.map((name) => fields.get(name)).find((value) => value !== undefined);
}
