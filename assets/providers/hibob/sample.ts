import { merge } from '../../lib/json-merge-patch';
import { signBody } from '../body-signatures';
import { employeeOf, type Sender } from '../sample';
import { hibob, hibobScheme } from './receive';

/** HiBob webhooks v2. https://apidocs.hibob.com/docs/employee-data-webhooks */
export const hibobSample: Sender = {
  provider: hibob,
  namesPeopleBy: 'employee',
  events: {
    'employee.left': 'has left: locked out',
    'employee.inactivated': 'is on leave (or has left): unavailable until activated',
    'employee.activated': 'is active: let in, and no longer on leave',
    'employee.joined': 'has joined: let in, and no longer on leave',
    'employee.access.revoked.immediately': 'may no longer come in, before the last day: locked out',
    'employee.deleted': 'is deleted: locked out',
    'employee.updated': 'has changed: ignored',
    'timeoff.request.approved': 'will have time off: ignored, since Bob does not say when',
  },
  body(type, options) {
    const payload = {
      companyId: 636192,
      type,
      triggeredBy: 'system',
      triggeredAt: options.now.toISOString().replace('Z', ''),
      version: 'v2',
      data: { employeeId: employeeOf(options, hibob) },
    };
    return merge(payload, options.data);
  },
  headers: (secret, { body }) => ({ 'Bob-Signature': signBody(hibobScheme, secret, body) }),
};
