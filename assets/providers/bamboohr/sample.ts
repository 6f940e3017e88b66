import { merge } from '../../lib/json-merge-patch';
import { signBody } from '../body-signatures';
import { effectsOf, employeeOf, refuseEffectiveAt, type SampleOptions, type Sender, unixSeconds } from '../sample';
import { bamboohr, bamboohrScheme } from './receive';

const CHANGES: Readonly<Record<string, { effect: string; action: string; status?: string }>> = {
  'status.inactive': { effect: 'has left: locked out', action: 'Updated', status: 'Inactive' },
  'status.active': { effect: 'is back: let in again', action: 'Updated', status: 'Active' },
  deleted: { effect: 'is deleted: locked out', action: 'Deleted' },
  created: { effect: 'is new: ignored', action: 'Created' },
};

/** BambooHR, field-based. https://documentation.bamboohr.com/docs/field-based-webhooks */
export const bamboohrSample: Sender = {
  provider: bamboohr,
  namesPeopleBy: 'employee',
  events: effectsOf(CHANGES),
  body(event, options) {
    refuseEffectiveAt(options, bamboohr.title);
    const { action = 'Updated', status } = CHANGES[event] ?? {};
    const employee = {
      action,
      changedFields: status === undefined ? [] : ['Status'],
      fields: status === undefined ? {} : { Status: status, ...email(options) },
      id: options.identity === undefined ? employeeOf(options, bamboohr) : (options.employee ?? 'unmapped'),
      timestamp: options.now.toISOString().replace(/\.\d+Z$/, '+0000'),
    };
    return { employees: [merge(employee, options.data)] };
  },
  headers(secret, { now, body }) {
    const timestamp = String(unixSeconds(now));
    return {
      'X-BambooHR-Timestamp': timestamp,
      'X-BambooHR-Signature': signBody(bamboohrScheme, secret, body, { after: timestamp }),
    };
  },
};

function email(options: SampleOptions): object {
  return options.identity === undefined ? {} : { 'Work Email': options.identity };
}
