import { SCHEME } from '../../assets/providers/bamboohr/receive.private';
import { signBody } from '../../assets/providers/body-signatures';
import { atOnce, employeeOf, seconds } from './employee';
import { merge } from './merge';
import type { Sender, Wish } from './sender';

const CHANGES: Readonly<Record<string, { about: string; action: string; status?: string }>> = {
  'status.inactive': { about: 'has left: locked out', action: 'Updated', status: 'Inactive' },
  'status.active': { about: 'is back: let in again', action: 'Updated', status: 'Active' },
  deleted: { about: 'is deleted: locked out', action: 'Deleted' },
  created: { about: 'is new: ignored', action: 'Created' },
};

/** BambooHR, field-based. https://documentation.bamboohr.com/docs/field-based-webhooks */
export const bamboohr: Sender = {
  name: 'bamboohr',
  secret: 'BAMBOOHR_SECRET',
  events: Object.fromEntries(Object.entries(CHANGES).map(([name, { about }]) => [name, about])),
  body(event, wish) {
    const { action = 'Updated', status } = CHANGES[event] ?? {};
    const employee = {
      action,
      changedFields: status === undefined ? [] : ['Status'],
      fields: status === undefined ? {} : { Status: status, ...email(wish) },
      id: wish.identity === undefined ? employeeOf(wish, 'BambooHR') : (wish.employee ?? 'unmapped'),
      timestamp: wish.now.toISOString().replace(/\.\d+Z$/, '+0000'),
    };
    return { employees: [merge(employee, wish.data)] };
  },
  headers(secret, { now, body }) {
    const timestamp = String(seconds(now));
    return {
      'X-BambooHR-Timestamp': timestamp,
      'X-BambooHR-Signature': signBody(SCHEME, secret, body, timestamp),
    };
  },
};

function email(wish: Wish): object {
  return atOnce(wish, 'BambooHR').identity === undefined ? {} : { 'Work Email': wish.identity };
}
