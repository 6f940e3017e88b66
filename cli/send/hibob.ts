import { signBody } from '../../assets/providers/body-signatures';
import { SCHEME } from '../../assets/providers/hibob/receive.private';
import { employeeOf } from './employee';
import { merge } from './merge';
import type { Sender } from './sender';

/** HiBob webhooks v2. https://apidocs.hibob.com/docs/employee-data-webhooks */
export const hibob: Sender = {
  name: 'hibob',
  secret: 'HIBOB_SECRET',
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
  body(type, wish) {
    const said = {
      companyId: 636192,
      type,
      triggeredBy: 'system',
      triggeredAt: wish.now.toISOString().replace('Z', ''),
      version: 'v2',
      data: { employeeId: employeeOf(wish, 'HiBob') },
    };
    return merge(said, wish.data);
  },
  headers: (secret, { body }) => ({ 'Bob-Signature': signBody(SCHEME, secret, body) }),
};
