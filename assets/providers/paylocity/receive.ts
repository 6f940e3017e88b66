import { toValidationErrors } from '../../api/http/faults';
import { hasBearer } from '../../api/http/secrets';
import * as z from '../../lib/zod';
import type { Provider, ProviderContext } from '../provider';
import {
  combine,
  eventId,
  idText,
  ignore,
  type ParsedEvent,
  parseProviderInstant,
  toStaffEvent,
} from '../source-event';
import { paylocityConfig } from './config';

// https://developer.paylocity.com/integrations/reference/webhooks-overview, …/termination-webhooks, …/new-hire-webhooks and
// …/employee-change-webhooks. Any field may be null.

const TERMINATED_ON = 'employeeTerminationDate';

const termination = z.looseObject({
  companyId: idText.nullish(),
  employeeId: idText,
  employeeWorkEMailAddress: z.string().nullish(),
  [TERMINATED_ON]: z.unknown(),
});

/** Paylocity: nothing in a delivery names its kind, so its fields tell. It is sent when the change takes effect. */
export const paylocity: Provider = {
  ...paylocityConfig,
  authenticate: hasBearer,
  toEvents({ payload }, context) {
    const kind = kindOf(payload);
    if (kind === 'termination') return combine([readTermination(payload, context)]);
    return combine([ignore(eventId('paylocity', payload), kind, REASONS[kind])]);
  },
};

const REASONS = {
  'new hire': 'a new employee: nobody is let in',
  'employee change': 'Paylocity does not say what has changed',
  unknown: `no Termination webhook: it has no ${TERMINATED_ON}`,
} as const;

function kindOf(payload: Readonly<Record<string, unknown>>): 'termination' | keyof typeof REASONS {
  const has = (field: string) => Object.hasOwn(payload, field);
  const isHire = has('employeeHireDate');
  // Should new hires ever have that field, too, it is empty there: nobody is locked out on their first day.
  if (has(TERMINATED_ON) && !(isHire && !payload[TERMINATED_ON])) return 'termination';
  if (isHire) return 'new hire';
  const isChange = has('employeeId') && Object.keys(payload).every((field) => /^(company|employee)Id$/.test(field));
  return isChange ? 'employee change' : 'unknown';
}

function readTermination(payload: object, context: ProviderContext): ParsedEvent {
  const parsed = termination.safeParse(payload);
  if (!parsed.success) return { faults: toValidationErrors(parsed.error.issues, payload) };
  const { companyId, employeeId, employeeWorkEMailAddress: email, [TERMINATED_ON]: written } = parsed.data;
  // Ids of employees are a company's own, and a customer of Paylocity may have several companies.
  const qualified = `${companyId ?? ''}/${employeeId}`;
  const isQualified = context.people.identityByProvider('paylocity', qualified) !== undefined;
  const content = JSON.stringify([companyId, employeeId, written]);
  const at = context.now();
  const effective = dateOf(written);
  const source = {
    provider: 'paylocity',
    id: eventId('paylocity', 'termination', content),
    type: 'termination',
    at,
    person: isQualified ? qualified : employeeId,
    fallbackIdentity: email || undefined,
    content,
  };
  const data = effective !== undefined && effective > at ? { effectiveAt: new Date(effective).toISOString() } : {};
  return toStaffEvent(source, 'staff.offboarded', data, context);
}

/** ms since the epoch; Paylocity writes dates as midnight in UTC. */
function dateOf(written: unknown): number | undefined {
  if (typeof written !== 'string') return undefined;
  return parseProviderInstant(/^\d{4}-\d\d-\d\d$/.test(written) ? `${written}T00:00:00` : written, 'Z');
}
